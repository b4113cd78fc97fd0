"""Results of repeated runs in; what a report says of them out, as text and as a table.

Runs of one experiment differ in their seeds: where the weights start, which examples come
together in a mini-batch. Their standard deviation is that of a sample: the sum of squares
is divided by one less than the number of runs.
"""

import numpy as np


def mean_and_spread(
    values: np.ndarray, decimals: int = 1, signed: bool = False
) -> str:
    """Write results as their mean ± their standard deviation.

    Parameters
    ----------
    values : ndarray, shape (n,), n >= 2
        The result of each run.
    decimals : int, in 0..12, default 1
        How many digits stand after the point.
    signed : bool, default False
        Whether a mean that is not negative gets a plus, as a change does.

    Returns
    -------
    str
        Such as "97.5 ± 0.1".

    Raises
    ------
    ValueError
        If there are fewer than two runs: one alone has no spread.
    """
    if np.ndim(values) != 1 or len(values) < 2:
        raise ValueError(f"need two or more runs, got {np.shape(values)}")
    mean, spread = np.mean(values), np.std(values, ddof=1)
    sign = "+" if signed else ""
    return f"{mean:{sign}.{decimals}f} ± {spread:.{decimals}f}"


def paired_t(before: np.ndarray, after: np.ndarray) -> float:
    """Measure the mean gain of paired runs in its own standard errors.

    Parameters
    ----------
    before : ndarray, shape (n,), n >= 2
        A result for each seed.
    after : ndarray, shape (n,)
        The results for the same seeds, after a change.

    Returns
    -------
    float
        Student's t with n - 1 degrees of freedom; infinite if all gains are the
        same, and 0 if all are 0.

    Raises
    ------
    ValueError
        If the shapes differ, or there are fewer than two runs.

    References
    ----------
    Student, "The probable error of a mean", Biometrika 6(1), 1908.
    """
    if np.shape(before) != np.shape(after) or np.size(before) < 2:
        shapes = f"{np.shape(before)} and {np.shape(after)}"
        raise ValueError(f"need two or more pairs of runs, got {shapes}")
    gains = np.subtract(1.0 * np.asarray(after), before)
    mean = np.mean(gains)
    error = np.std(gains, ddof=1) / np.sqrt(len(gains))
    if error > 0.0:
        return float(mean / error)
    return float(np.sign(mean) * np.inf) if mean else 0.0


def markdown_table(
    header: list[str], rows: list[list[str | float]]
) -> str:
    """Write rows as a table in Markdown, numbers to the right.

    Parameters
    ----------
    header : list of str
        What stands above each column.
    rows : list of lists
        Each as long as the header. A column is set to the right if the first of
        its cells that is not empty is a number, or begins as one does. A hyphen
        before a number becomes a minus sign.

    Returns
    -------
    str
        One line for the header, one that sets the sides, one for each row.

    Raises
    ------
    ValueError
        If a row is not as long as the header, or there is none.
    """
    if not rows or any(len(row) != len(header) for row in rows):
        lengths = [len(row) for row in rows]
        raise ValueError(f"need rows of {len(header)} cells, got {lengths}")
    columns = zip(*rows, strict=True)
    firsts = [next(filter(str, column), "") for column in columns]
    sides = ["---:" if _is_number(cell) else "---" for cell in firsts]
    lines = [" | ".join(map(_cell, row)) for row in [header, sides, *rows]]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(value: str | float) -> str:
    # An upright bar would end the cell, and a line break the table.
    text = " ".join(str(value).split()).replace("|", "\\|")
    # In a table a number gets a minus sign, which is longer than a hyphen.
    is_negative = text.startswith("-") and _is_number(text)
    return f"−{text[1:]}" if is_negative else text


def _is_number(cell: str | float) -> bool:
    return str(cell).lstrip("+-−")[:1].isdigit()
