"""The work of an exercise: takes its name and its place, gives the request that draws its cases."""

from scripts import sources
from scripts.stages import Request


def request(name: str, page: str, line: int) -> Request:
    """The request for the cases of one exercise.

    Parameters
    ----------
    name : str
        The snippet to write again.
    page, line
        Where the exercise stands, for errors. The key leaves them out, so that an exercise
        that moves costs nothing.
    """
    key = sources.key("exercises", [sources.snippet(name).path], name)
    return Request("exercises", key, f"{page} {name}", {"name": name, "page": page, "line": line})
