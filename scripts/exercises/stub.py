"""A snippet goes in, the stub of its exercise comes out: what is given before the reader writes.

The stub has the snippet's signature, the part of its docstring that says what goes in
and what comes out, and the imports that its author needed. The names that a page has in
scope anyway need no import.
"""

import ast
from collections.abc import Collection

from numpydoc.docscrape import NumpyDocString

from scripts.errors import PageError
from scripts.formulas.wording import in_words
from scripts.sources import Definition, read

_SECTIONS = ("Parameters", "Returns")
_INDENT = "    "


def stub(definition: Definition, in_scope: Collection[str] = ()) -> str:
    """The code that a reader starts from.

    Parameters
    ----------
    definition : Definition
        The snippet to write again: a function.
    in_scope : collection of str
        The symbols that need no import.

    Raises
    ------
    PageError
        If the snippet is not a function; without a position, which the caller knows.
    """
    if not isinstance(definition.node, ast.FunctionDef):
        raise PageError(
            f"an exercise is about a function, and {definition.name} is a class: "
            "name a function of snippets/"
        )
    imports = _imports(definition, {*in_scope, "np", definition.symbol})
    body = [*_docstring(definition.node), "..."]
    lines = [*_signature(definition), *(_INDENT + line if line else "" for line in body)]
    return "\n".join([*imports, *["", ""] * bool(imports), *lines]) + "\n"


def _signature(definition: Definition) -> list[str]:
    """The lines from `def` to the colon, as their author wrote them."""
    node = definition.node
    lines = definition.source.splitlines()
    return lines[node.lineno - definition.line : node.body[0].lineno - definition.line]


def _docstring(node: ast.FunctionDef) -> list[str]:
    """The summary, and the sections that say what goes in and what comes out."""
    text = ast.get_docstring(node)
    if not text:
        return []
    read_text = NumpyDocString(text)
    lines = [*read_text["Summary"]]
    for section in _SECTIONS:
        if entries := read_text[section]:
            lines += ["", section, "-" * len(section)]
            for entry in entries:
                words = in_words(entry.type, entry.name)
                lines.append(" : ".join(filter(None, (entry.name, words))))
                lines += [_INDENT + line if line else "" for line in entry.desc]
    if len(lines) == 1:
        return [f'"""{lines[0]}"""']
    return [f'"""{lines[0]}', *lines[1:], '"""']


def _imports(definition: Definition, in_scope: Collection[str]) -> list[str]:
    """An import for each name of the module that the snippet uses, in its signature too."""
    bound = _bound(definition)
    used = {name.id for name in ast.walk(definition.node) if isinstance(name, ast.Name)}
    return sorted({bound[name] for name in used - set(in_scope) if name in bound})


def _bound(definition: Definition) -> dict[str, str]:
    """The names at the top of the snippet's module, and how another module imports each."""
    found: dict[str, str] = {}
    for node in read(definition.path).tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            source = f"from {node.module} " if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                renamed = f" as {alias.asname}" if alias.asname else ""
                found[alias.asname or alias.name] = f"{source}import {alias.name}{renamed}"
            continue
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = {node.name}
        else:
            stored = (name for name in ast.walk(node) if isinstance(name, ast.Name))
            names = {name.id for name in stored if isinstance(name.ctx, ast.Store)}
        found |= {name: f"from snippets.{definition.module} import {name}" for name in names}
    return found
