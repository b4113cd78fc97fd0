"""The stub: the signature, what goes in and out, and the imports that the author needed."""

import ast

import pytest

from scripts import sources
from scripts.errors import PageError
from scripts.exercises.stub import stub
from scripts.project import SNIPPETS
from scripts.sources import Definition

FUNCTIONS = {
    name: definition
    for name, definition in sources.definitions(SNIPPETS).items()
    if isinstance(definition.node, ast.FunctionDef)
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_a_stub_that_is_python_and_gives_nothing_away(name):
    definition = FUNCTIONS[name]
    *_, function = ast.parse(stub(definition)).body
    assert ast.dump(function.args) == ast.dump(definition.node.args)
    assert len(function.body) == 2 and ast.unparse(function.body[1]) == "..."
    told, docstring = ast.get_docstring(function), ast.get_docstring(definition.node)
    assert told.splitlines()[0] == docstring.splitlines()[0]
    assert "Raises" not in told and "References" not in told


def test_what_the_author_needed_is_imported_unless_it_is_in_scope():
    gelu = sources.snippet("activations.gelu")
    assert stub(gelu).startswith("from snippets.functions import normal_cdf\n\n\ndef gelu(")
    assert stub(gelu, {"normal_cdf"}).startswith("def gelu(")


def test_what_a_signature_names_is_imported_too():
    text = stub(sources.snippet("derivatives.derivative"))
    assert text.startswith("from collections.abc import Callable\n")


def test_a_class_has_no_stub():
    node = ast.parse("class Thing:\n    pass").body[0]
    thing = Definition("things", "Thing", SNIPPETS / "things.py", 1, 2, "class Thing:\n    pass", node)
    with pytest.raises(PageError, match="things.Thing is a class"):
        stub(thing)
