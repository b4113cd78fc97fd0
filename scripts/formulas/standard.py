"""The functions that every formula may use: their names, ranks and numerical meaning."""

import math
from collections.abc import Callable

import numpy as np

_erf = np.vectorize(math.erf, otypes=[float])

ELEMENTWISE: dict[str, Callable] = {
    r"\exp": np.exp,
    r"\log": np.log,
    r"\ln": np.log,
    r"\sin": np.sin,
    r"\cos": np.cos,
    r"\tan": np.tan,
    r"\arctan": np.arctan,
    r"\sinh": np.sinh,
    r"\cosh": np.cosh,
    r"\tanh": np.tanh,
    r"\sqrt": np.sqrt,
    r"\abs": np.abs,
    r"\floor": np.floor,
    r"\ceil": np.ceil,
    r"\log_2": np.log2,
    r"\log_{10}": np.log10,
    r"\operatorname{erf}": lambda x: _erf(x)[()],
    r"\operatorname{sign}": np.sign,
    r"\operatorname{sgn}": np.sign,
}
MATRIX: dict[str, Callable] = {
    r"\operatorname{tr}": np.trace,
    r"\operatorname{trace}": np.trace,
    r"\det": np.linalg.det,
    r"\operatorname{diag}": np.diag,
}
# The rank of the value, by function and rank of the argument.
MATRIX_RANK = {
    (r"\operatorname{tr}", 2): 0,
    (r"\operatorname{trace}", 2): 0,
    (r"\det", 2): 0,
    (r"\operatorname{diag}", 1): 2,
    (r"\operatorname{diag}", 2): 1,
}
CONSTANTS = {r"\pi": math.pi, "e": math.e, r"\mathrm{e}": math.e, r"\infty": math.inf}
# sin^2(x) is read by everybody as the square of the value; f^2(x) is not.
POWERABLE = frozenset((r"\sin", r"\cos", r"\tan", r"\sinh", r"\cosh", r"\tanh", r"\log", r"\ln"))
EXTREMES = {
    r"\max": "max",
    r"\min": "min",
    r"\operatorname{argmax}": "argmax",
    r"\operatorname{argmin}": "argmin",
}
