"""Reports of repeated runs again: with fractions and decimals, and cell by cell."""

import math
import statistics
from fractions import Fraction

import numpy as np


def mean_and_spread(values, decimals=1, signed=False):
    values = [float(value) for value in values]
    mean, spread = statistics.fmean(values), statistics.stdev(values)
    plus = "+" if signed and math.copysign(1.0, mean) > 0 else ""
    return plus + " ± ".join(format(number, f".{decimals}f") for number in (mean, spread))


def paired_t(before, after):
    gains = [Fraction(float(b)) - Fraction(float(a)) for a, b in zip(before, after, strict=True)]
    mean = sum(gains) / len(gains)
    variance = sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1)
    if variance:
        return float(mean) / math.sqrt(variance / len(gains))
    return math.copysign(math.inf, mean) if mean else 0.0


def markdown_table(header, rows):
    text = "|"
    for name in header:
        text += " " + name + " |"
    text += "\n|"
    for place in range(len(header)):
        filled = [str(row[place]) for row in rows if str(row[place]) != ""]
        beginning = filled[0] if filled else ""
        while beginning and beginning[0] in "+-−":
            beginning = beginning[1:]
        text += " ---: |" if beginning and beginning[0] in "0123456789" else " --- |"
    for row in rows:
        text += "\n|"
        for cell in row:
            words = [word for word in str(cell).replace("\n", " ").split(" ") if word]
            if words and words[0][:1] == "-" and words[0][1:2] in tuple("0123456789"):
                words[0] = "−" + words[0][1:]
            text += " " + " ".join(words).replace("|", r"\|") + " |"
    return text


CASES = {
    "mean_and_spread": [
        {"values": np.array([97.41, 97.52, 97.63])},
        {"values": np.array([0.25, 0.75]), "decimals": 3},
        {"values": np.array([-3, 4, 1, 1]), "signed": True, "decimals": 2},
        {"values": np.array([-3.0, -4.0]), "signed": True},
        {"values": np.array([1e6, 1.0, 1e-6, 12.0, -7.0]), "decimals": 0},
    ],
    "markdown_table": [
        {"header": ["what", "how much"], "rows": [["a", 1], ["b|c", -2.5]]},
        {"header": ["only"], "rows": [["+1.0 ± 0.1"], ["two\nlines"], ["-"]]},
        {"header": ["one", "two", "three"], "rows": [["x", "", "−3"]]},
        {"header": ["gain", "why"], "rows": [["", 0], ["+1.0 ± 0.1", "seeds"]]},
    ],
}
