"""The Verification page: takes what was proved, gives it as Markdown tables.

Markdown and not HTML, so that the generator resolves and checks the links.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from posixpath import relpath

from scripts.errors import PageError
from scripts.pages.site import pages
from scripts.verify.gather import Verification, gather
from scripts.verify.report import largest_error

_HERE = "reference"
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_ROUNDING = 1e-11


def verification() -> str:
    """The results of this build.

    Raises
    ------
    PageError
        If anything disagrees: what contradicts itself is not published.
    """
    found = gather()
    if found.failures:
        raise _failed(found.failures)
    return "\n".join(_Report(found).markdown())


def _failed(failures: list[dict]) -> PageError:
    first = failures[0]
    name = f"{first['name']}: " if first.get("name") else ""
    message = f"{name}{first['message']}"
    if len(failures) > 1:
        message += f"\n{len(failures) - 1} more: python -m scripts.verify lists them"
    return PageError(message, first.get("page"), first.get("line"))


class _Report:
    """The tables, with links from the Verification page to what they are about."""

    def __init__(self, found: Verification) -> None:
        self._found = found
        self._pages = {page.path: page for page in pages()}
        self._names: dict[str, str] = {}
        for record in sorted(found.formulas, key=lambda record: record["anchor"] != record["name"]):
            self._names.setdefault(record["name"], self._to(record["page"], record["anchor"]))

    def markdown(self) -> Iterable[str]:
        yield from self._summary()
        yield from self._formulas()
        yield from self._gradients()
        yield from self._snippets()
        yield from self._curves()
        yield from self._runs()
        yield from self._labs()

    def _summary(self) -> Iterable[str]:
        found = self._found
        checked = sum(record["checked"] for record in found.formulas)
        share = f"{found.checked_share:.0%}".replace("%", " %")
        yield f"**{checked} of {len(found.formulas)} display formulas are checked: {share}.**"
        yield "Everything agrees. An error is the largest relative one of all inputs."
        rows = [
            ("formulas against code", f"{checked}", largest_error(found.formulas)),
            ("gradients against slopes", f"{len(found.gradients)}", largest_error(found.gradients)),
            ("code against other code", f"{len(found.snippets)}", largest_error(found.snippets)),
            ("curves against code", f"{len(found.curves)}", largest_error(found.curves)),
        ]
        cells = [(what, count, _number(error)) for what, count, error in rows]
        cells.append(("examples that ran", f"{len(found.runs)}", ""))
        cells.append(("labs that ran", f"{len(self._labs_that_ran)}", ""))
        yield from _table(("Compared", "Count", "Error"), cells)

    def _formulas(self) -> Iterable[str]:
        yield "### Formulas"
        for path, records in self._by_page(self._found.formulas):
            yield f"\n#### {path}"
            yield from _table(
                ("Formula", "Line", "Error"),
                [
                    (self._linked(record), str(record["line"]), _result(record))
                    for record in records
                ],
            )

    def _gradients(self) -> Iterable[str]:
        yield "### Gradients"
        yield from _table(
            ("Gradient", "Error"),
            [
                (self._named(record["name"]), _number(record["error"]))
                for record in self._found.gradients
            ],
        )

    def _snippets(self) -> Iterable[str]:
        yield "### Code against other code"
        yield from _table(
            ("Snippet", "Compared with", "Error"),
            [
                (self._named(record["name"]), record["oracle"], _number(record["error"]))
                for record in self._found.snippets
            ],
        )

    def _curves(self) -> Iterable[str]:
        yield "### Curves"
        for path, records in self._by_page(self._found.curves):
            yield f"\n#### {path}"
            yield from _table(
                ("Diagram", "Curves", "Error"), self._diagrams(records)
            )

    def _diagrams(self, records: list[dict]) -> Iterable[tuple[str, str, str]]:
        """A row for each diagram, with the names of its curves."""
        for (anchor, diagram), group in groupby(records, _drawing):
            curves = list(group)
            names = dict.fromkeys(self._named(curve["name"]) for curve in curves)
            link = _link(diagram, self._to(curves[0]["page"], anchor))
            yield link, "<br>".join(names), _number(largest_error(curves))

    def _runs(self) -> Iterable[str]:
        yield "### Examples"
        yield from _table(
            ("Page", "Examples that ran, by line"),
            [
                (
                    path,
                    ", ".join(
                        f"[{record['line']}]({self._to(record['page'], record['anchor'])})"
                        for record in records
                    ),
                )
                for path, records in self._by_page(self._found.runs)
            ],
        )

    @property
    def _labs_that_ran(self) -> list[dict]:
        return [record for record in self._found.labs if record["ok"]]

    def _labs(self) -> Iterable[str]:
        yield "### Labs"
        yield from _table(
            ("Lab", "Cells that ran"),
            [
                (f"[{self._title(record['page'])}]({self._to(record['page'])})", f"{record['cells']}")
                for record in self._labs_that_ran
            ],
        )

    def _by_page(self, records: list[dict]) -> Iterable[tuple[str, list[dict]]]:
        for path, group in groupby(records, lambda record: record["page"]):
            yield f"[{self._title(path)}]({self._to(path)})", list(group)

    def _title(self, path: str) -> str:
        heading = _HEADING.search(self._pages[path].text)
        return heading[1].strip() if heading else self._pages[path].uri

    def _to(self, path: str, anchor: str | None = None) -> str:
        link = relpath(self._pages[path].uri, start=_HERE)
        return f"{link}#{anchor}" if anchor else link

    def _linked(self, record: dict) -> str:
        if not record["name"]:
            return "a display formula"
        return _link(record["name"], self._to(record["page"], record["anchor"]))

    def _named(self, name: str) -> str:
        """A name, with a link to the block that shows its formula."""
        return _link(name, self._names[name]) if name in self._names else _code(name)


def _link(name: str, target: str) -> str:
    return f"[{_code(name)}]({target})"


def _code(name: str) -> str:
    """A name in code, which a narrow screen may break behind the dot and nowhere else."""
    return f"<code>{name.replace('.', '.<wbr>')}</code>"


def _drawing(record: dict) -> tuple[str, str]:
    return record["anchor"], record["diagram"]


def _result(record: dict) -> str:
    if record["checked"]:
        return _number(record["error"])
    return f"not checked: {_cell(record['reason'])}"


def _number(error: float | None) -> str:
    """An error to two digits: more would change from machine to machine and say nothing.

    Nor do the digits of an error that is rounding alone: with several threads it changes from
    run to run.
    """
    if not error:
        return "0" if error == 0 else "–"
    if error < _ROUNDING:
        return "under 10⁻¹¹"
    digits, _, power = f"{error:.1e}".partition("e")
    return f"{digits}·10{str(int(power)).translate(_RAISED)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
