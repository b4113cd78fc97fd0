"""The lab that checks every gradient of the library must not miss one."""

import ast

from scripts import sources
from scripts.labs.source import LABS
from scripts.project import SNIPPETS
from scripts.verify.requests import gradient_of


def test_the_lab_looks_into_every_module_that_has_a_gradient():
    lab = ast.parse((LABS / "gradient-checking.py").read_text("utf-8"))
    lists = [
        {key.value for key in node.value.keys}
        for node in lab.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "modules"
    ]
    with_gradients = {
        definition.module
        for definition in sources.definitions(SNIPPETS).values()
        if gradient_of(definition.name)
    }
    assert lists == [with_gradients]
