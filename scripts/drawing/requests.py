"""What the drawing stage is asked: one request for each figure, keyed by all that it depends on.

In goes the name of a figure function, out comes the request under which its drawing
is remembered.
"""

from scripts import sources
from scripts.errors import PageError
from scripts.project import FIGURES
from scripts.stages import Request


def request(module: str, function: str) -> Request:
    """The request for one figure.

    Raises
    ------
    PageError
        Without a position, if there is no such figure; it proposes the nearest names.
    """
    name = f"{module}.{function}"
    definition = sources.definition(FIGURES, name)
    if definition is None:
        raise PageError(
            f"there is no figure '{name}'. {sources.nearest(name, sources.definitions(FIGURES))}"
        )
    return Request(
        stage="drawing",
        key=sources.key("drawing", [definition.path], function),
        label=name,
        payload={"module": module, "function": function},
    )


def everything() -> list[Request]:
    """The requests for all figures, by module and then as their modules order them."""
    return [
        request(definition.module, definition.symbol)
        for definition in sources.definitions(FIGURES).values()
    ]


def named(names: tuple[str, ...]) -> list[Request]:
    """The requests for some figures, `module.function`, or for all of a `module`.

    Raises
    ------
    PageError
        Without a position, if a name is neither; it proposes the nearest.
    """
    requests = everything()
    modules = {one.payload["module"] for one in requests}
    found: dict[str, Request] = {}
    for name in names:
        some = [one for one in requests if name in (one.label, one.payload["module"])]
        if not some:
            known = [*modules, *(one.label for one in requests)]
            raise PageError(f"there is no figure '{name}'. {sources.nearest(name, known)}")
        found |= {one.label: one for one in some}
    return list(found.values())
