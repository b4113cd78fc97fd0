"""The one exception that stops a build: it says what is wrong, where, and what to do."""

import click


class PageError(click.ClickException):
    """An error that an author can mend.

    A `ClickException`, so that MkDocs and our own commands print the message
    without a traceback and exit with status 1.

    Parameters
    ----------
    message : str
        What is wrong and what to do about it.
    page : str or None
        Path of the file, relative to the project's root.
    line, column : int or None
        Position in that file, counted from 1.
    """

    def __init__(
        self,
        message: str,
        page: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.arguments = {"message": message, "page": page, "line": line, "column": column}
        place = ":".join(str(part) for part in (page, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)
