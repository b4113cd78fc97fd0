"""The programs that draw the diagrams: pages go in, for each figure a text comes out that runs alone.

A reader opens it under the diagram, runs it and changes it. It ends in the figure, with
the sliders of a live one written out as arguments.
"""

from scripts import sources, stages
from scripts.pages.code import with_imports
from scripts.pages.site import all_requests, diagram_request, figure_name, pages
from scripts.project import FIGURES


def programs() -> dict[str, str]:
    """The program of each figure that a page shows, by `module.function`."""
    requests = {
        figure_name(fence): diagram_request(page, fence)
        for page in pages()
        for fence in page.of_kind("diagram")
    }
    drawings = stages.results(list(requests.values()), all_requests)
    return {
        figure: program(figure, drawing["sliders"])
        for figure, drawing in zip(requests, drawings, strict=True)
    }


def program(figure: str, sliders: list[dict]) -> str:
    """The program of one figure.

    Parameters
    ----------
    figure : str
        `module.function` of `scripts/figures/`.
    sliders : list of dict
        `name` and `value` of each slider; none if the figure is not live.
    """
    definition = sources.definition(FIGURES, figure)
    if sliders:
        arguments = ", ".join(f"{slider['name']}={slider['value']}" for slider in sliders)
        end = f"fig, update = {definition.symbol}()\nupdate({arguments})\nfig\n"
    else:
        end = f"{definition.symbol}()\n"
    return f"{with_imports(definition)}\n\n{end}"
