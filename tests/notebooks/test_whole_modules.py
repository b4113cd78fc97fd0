"""A notebook whose cells look into a module brings all of that module along."""

from scripts.notebooks.inline import Cell
from scripts.project import SNIPPETS
from scripts.sources import definitions
from tests.notebooks.inlining import inlined


def test_a_module_that_is_handed_on_comes_whole_and_with_its_docstrings():
    cells = [
        Cell("from snippets import losses as of_losses"),
        Cell("inside = vars(of_losses)\nvalue = of_losses.mse([1.0], [0.0])"),
    ]
    setup, rewritten = inlined(cells, "docs/labs/some.py")
    namespace: dict = {}
    for source in (setup, *rewritten):
        exec(source, namespace)
    public = {one.symbol for one in definitions(SNIPPETS).values() if one.module == "losses"}
    assert set(namespace["inside"]) == public
    assert namespace["value"] == 1.0
    assert all("Returns" in function.__doc__ for function in namespace["inside"].values())
