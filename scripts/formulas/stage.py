"""One formula of a page in, its verdict out, both plain JSON."""

from functools import lru_cache

from scripts.formulas.notation import Notation
from scripts.formulas.prove import as_dict, check
from scripts.project import NOTATION


@lru_cache(maxsize=1)
def _notation() -> Notation:
    return Notation.load(NOTATION)


def compute(payload: dict) -> dict:
    """Check a formula with the site's notation.

    Parameters
    ----------
    payload : dict
        `page`, `line` (of the formula's first line), `latex`, `name`, `options` and `given`.

    Returns
    -------
    dict
        The fields of `scripts.formulas.prove.Verdict`. A bad formula never raises.

    Raises
    ------
    PageError
        If the notation table itself is wrong.
    """
    return as_dict(
        check(
            payload["latex"],
            payload["name"],
            payload["options"],
            _notation(),
            page=payload["page"],
            line=payload["line"],
            given=payload["given"],
        )
    )
