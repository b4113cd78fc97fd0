"""Random expression graphs for Hypothesis: shapes, broadcasts, nodes used again, reductions.

A program is a list of steps on numbered values, so that the same one runs on Tensors, on
PyTorch's tensors, and again on inputs that have moved a little.
"""

from dataclasses import dataclass, field

import numpy as np
from hypothesis import strategies as st

from snippets import autograd

SHAPES = [(), (1,), (3,), (2, 3), (2, 1), (1, 3), (3, 2), (4, 2, 3), (4, 1, 1)]
LARGEST = 1e3


@dataclass
class Program:
    """Input arrays, and steps: an operation, the numbers of what it takes, and options."""

    leaves: list[np.ndarray]
    seed: int
    steps: list[tuple[str, tuple[int, ...], object]] = field(default_factory=list)

    def upstream(self, shape: tuple[int, ...]) -> np.ndarray:
        return np.random.default_rng(self.seed + 1).normal(size=shape)


def graph_of(program: Program, leaves: list, backend: dict):
    """The last value, computed from the leaves by the operations of a backend."""
    values = list(leaves)
    for name, places, option in program.steps:
        values.append(backend[name](*(values[place] for place in places), option))
    return values[-1]


@st.composite
def programs(draw) -> Program:
    """Programs of three to eight steps; each step takes what came before, often the last."""
    seed = draw(st.integers(0, 2**32 - 1))
    shapes = draw(st.lists(st.sampled_from(SHAPES), min_size=2, max_size=4))
    random = np.random.default_rng(seed)
    program = Program([np.asarray(random.normal(size=shape)) for shape in shapes], seed)
    values = [autograd.Tensor(leaf) for leaf in program.leaves]
    for _ in range(draw(st.integers(3, 8))):
        name, places, option = draw(_step([value.value.shape for value in values]))
        value = TENSORS[name](*(values[place] for place in places), option)
        if np.abs(value.value).max(initial=0.0) > LARGEST:
            name, places, option = "tanh", (len(values) - 1,), None
            value = TENSORS[name](values[-1], option)
        values.append(value)
        program.steps.append((name, places, option))
    return program


@st.composite
def _step(draw, shapes: list[tuple[int, ...]]) -> tuple[str, tuple[int, ...], object]:
    """One operation that these shapes allow, on the last value or on any."""
    last = len(shapes) - 1
    first = draw(st.sampled_from([last, last, *range(last + 1)]))
    shape = shapes[first]
    partners = [place for place, other in enumerate(shapes) if _multiply(shape, other)]
    kinds = [_ENTRYWISE, ["pair"], ["pair"], ["sum", "mean", "max"]]
    kinds += [["index"], ["logsumexp", "softmax", "cumsum", "reshape"]] if shape else []
    kinds += [["transpose"]] if len(shape) > 1 else []
    kinds += [["matmul"], ["matmul"]] if partners else []
    name = draw(st.sampled_from(draw(st.sampled_from(kinds))))
    if name == "matmul":
        return name, (first, draw(st.sampled_from(partners))), None
    if name == "pair":
        fitting = [place for place, other in enumerate(shapes) if _broadcast(shape, other)]
        places = draw(st.permutations([first, draw(st.sampled_from(fitting))]))
        return draw(st.sampled_from(_PAIRS)), tuple(places), None
    if name in ("sum", "mean", "max"):
        axes = st.sets(st.integers(0, len(shape) - 1), min_size=1) if shape else st.nothing()
        axis = draw(st.none() | axes.map(lambda some: tuple(sorted(some))))
        return name, (first,), (axis, draw(st.booleans()))
    if name == "index":
        return name, (first,), draw(_key(shape))
    return name, (first,), None


def _key(shape: tuple[int, ...]) -> st.SearchStrategy:
    """A position, a slice, positions with repeats, truth values, or one of them for each axis."""
    size = shape[0]
    position = st.integers(-size, size - 1)
    several = st.lists(position, min_size=1, max_size=4).map(np.array)
    chosen = st.lists(st.booleans(), min_size=size, max_size=size).filter(any).map(np.array)
    start = st.integers(0, size - 1).map(lambda begin: slice(begin, None))
    keys = [position, several, chosen, start]
    if len(shape) > 1:
        along = st.integers(-shape[1], shape[1] - 1)
        both = st.lists(st.tuples(position, along), min_size=1, max_size=4)
        keys += [along.map(lambda place: (slice(None), place)),
                 both.map(lambda pairs: tuple(np.array(pairs).T))]  # fmt: skip
    return st.one_of(keys)


def _broadcast(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    try:
        np.broadcast_shapes(one, other)
    except ValueError:
        return False
    return True


def _multiply(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    try:
        np.matmul(np.zeros(one), np.zeros(other))
    except ValueError:
        return False
    return True


def is_smooth(result: autograd.Tensor) -> bool:
    """Whether no ReLU stands near its kink, and no maximum near a change of hands."""
    for node in result.order():
        if node.name == "ReLU" and np.abs(node.parents[0].value).min(initial=1.0) < 1e-3:
            return False
        if node.name == "max":
            entries = np.unique(node.parents[0].value)  # equal ones move together, or not at all
            if np.diff(entries).min(initial=1.0) < 1e-3 or entries.size < node.parents[0].value.size:
                return False
    return True


_ENTRYWISE = ["negate", "exp", "log", "root", "square", "cube", "relu", "tanh", "sigmoid",
              "softplus", "again"]  # fmt: skip
_PAIRS = ["add", "subtract", "multiply", "divide"]

TENSORS = {
    "add": lambda a, b, _: a + b,
    "subtract": lambda a, b, _: a - b,
    "multiply": lambda a, b, _: a * b,
    "divide": lambda a, b, _: a / (b * b + 0.5),
    "matmul": lambda a, b, _: a @ b,
    "negate": lambda a, _: -a,
    "exp": lambda a, _: autograd.exp(autograd.tanh(a)),
    "log": lambda a, _: autograd.log(a * a + 1.0),
    "root": lambda a, _: (a**2 + 0.5) ** 0.5,
    "square": lambda a, _: a**2,
    "cube": lambda a, _: a**3,
    "relu": lambda a, _: autograd.relu(a),
    "tanh": lambda a, _: autograd.tanh(a),
    "sigmoid": lambda a, _: autograd.sigmoid(a),
    "softplus": lambda a, _: autograd.softplus(a),
    "again": lambda a, _: a * autograd.sigmoid(a) + a,
    "transpose": lambda a, _: a.T,
    "reshape": lambda a, _: a.reshape(-1),
    "index": lambda a, key: a[key],
    "sum": lambda a, option: a.sum(*option),
    "mean": lambda a, option: a.mean(*option),
    "max": lambda a, option: a.max(*option),
    "logsumexp": lambda a, _: autograd.logsumexp(a),
    "softmax": lambda a, _: autograd.softmax(a),
    "cumsum": lambda a, _: autograd.cumulative_sum(a),
}


def _reduced(name: str):
    """A reduction of PyTorch with the axes of NumPy."""

    def reduce(a, option):
        axis, keepdims = option
        return getattr(a, name)(dim=tuple(range(a.ndim)) if axis is None else axis, keepdim=keepdims)

    return reduce


TORCH = TENSORS | {
    "exp": lambda a, _: a.tanh().exp(),
    "log": lambda a, _: (a * a + 1.0).log(),
    "relu": lambda a, _: a.relu(),
    "tanh": lambda a, _: a.tanh(),
    "sigmoid": lambda a, _: a.sigmoid(),
    "softplus": lambda a, _: (a.exp() + 1.0).log(),
    "again": lambda a, _: a * a.sigmoid() + a,
    "transpose": lambda a, _: a.mT,
    "sum": _reduced("sum"),
    "mean": _reduced("mean"),
    "max": _reduced("amax"),
    "logsumexp": lambda a, _: a.logsumexp(-1),
    "softmax": lambda a, _: a.softmax(-1),
    "cumsum": lambda a, _: a.cumsum(-1),
}
