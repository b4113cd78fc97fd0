"""Tensors in, tensors that know how to walk back to them out: reverse mode over arrays.

An operation computes its value from those of its inputs, and keeps them and its rule: a
function from the gradient that arrives at the value to those of the inputs. Nothing else
has to know what the operation does. Operations take tensors; the operators of a tensor
take numbers and arrays, too. float32 stays float32, and integers become floats.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

Axes = int | tuple[int, ...] | None


class Node:
    """An array that remembers what it was computed from, and how.

    Parameters
    ----------
    value : ndarray, any shape
    parents : tuple of Node, optional
        The inputs of the operation; none for a number that was given.
    rule : callable, optional
        From the gradient of the value to a tuple of those of the parents.
    name : str, optional
        What a drawing of the graph calls it.

    Attributes
    ----------
    grad : ndarray or None
        What walks back have brought here: the sum over all of them. None before the
        first, and whenever you set it so.

    Raises
    ------
    ValueError
        If the value is not made of real numbers.

    References
    ----------
    Linnainmaa, "Taylor expansion of the accumulated rounding error", BIT, 1976.
    """

    def __init__(
        self,
        value: ArrayLike,
        parents: tuple[Node, ...] = (),
        rule: Callable | None = None,
        name: str = "",
    ) -> None:
        value = np.asarray(value)
        if value.dtype.kind not in "fiub":
            raise ValueError(f"a node needs real numbers, got {value!r}")
        is_float = value.dtype.kind == "f"
        self.value = value if is_float else value.astype(float)
        self.parents, self.rule, self.name = parents, rule, name
        self.grad = None

    def order(self) -> list[Node]:
        """List this node and all before it, each after its parents."""
        listed, seen, waiting = [], set(), [(self, False)]
        while waiting:
            node, parents_are_listed = waiting.pop()
            if parents_are_listed:
                listed.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(parent, False) for parent in node.parents]
        return listed

    def backward(self, G: ArrayLike | None = None) -> None:
        """Walk back; add to each node's grad what arrives there."""
        G = np.asarray(1.0 if G is None else G, self.value.dtype)
        _check_shape(G, self, "the start of the walk back")
        arrived = {self: G}
        for node in reversed(self.order()):
            G = arrived.pop(node)
            # A copy: the same array may be on its way to other nodes.
            node.grad = np.array(G) if node.grad is None else node.grad + G
            parts = node.rule(G) if node.rule else ()
            for parent, part in zip(node.parents, parts, strict=True):
                _check_shape(part, parent, f"the rule of '{node.name}'")
                before = arrived.get(parent)
                arrived[parent] = part if before is None else before + part

    def describe(self) -> str:
        """Write each node's inputs, value and gradient on a line."""
        label, lines, count = {}, [], {"v": 0, "c": 0}
        for node in self.order():
            kind = "v" if node.parents else "c"
            name = "" if node.parents else node.name
            count[kind] += not name
            label[node] = name or f"{kind}{count[kind]}"
            inputs = ", ".join(label[parent] for parent in node.parents)
            made = f" = {node.name}({inputs})" if inputs else ""
            numbers = f"{_short(node.value):<22} grad {_short(node.grad)}"
            lines.append(f"{label[node] + made:<22} value {numbers}")
        return "\n".join(lines)


def _check_shape(G: np.ndarray, node: Node, who: str) -> None:
    if np.shape(G) != node.value.shape:
        shape = f"shape {np.shape(G)} for a value of shape {node.value.shape}"
        raise ValueError(f"{who} gives a gradient of {shape}")


def _short(array: np.ndarray | None) -> str:
    """A small array in few digits, a large one as its shape."""
    if array is None:
        return "none yet"
    if np.size(array) > 3:
        return f"of shape {np.shape(array)}"
    return np.array2string(np.asarray(array), precision=4).replace("\n", "")


class Tensor(Node):
    """A node with the operators of Python and the methods of NumPy.

    Parameters
    ----------
    value : ndarray, any shape
    parents : tuple of Node, optional
    rule : callable, optional
    name : str, optional
    """

    __array_ufunc__ = None  # so that array + tensor is left to the tensor

    def constant(self, other: Tensor | ArrayLike) -> Tensor:
        """Make a number (in this dtype) or an array a tensor."""
        if isinstance(other, Tensor):
            return other
        dtype = None if np.ndim(other) else self.value.dtype
        return Tensor(np.asarray(other, dtype))

    def __add__(self, other: Tensor | ArrayLike) -> Tensor:
        return add(self, self.constant(other))

    def __radd__(self, other: Tensor | ArrayLike) -> Tensor:
        return add(self.constant(other), self)

    def __sub__(self, other: Tensor | ArrayLike) -> Tensor:
        return subtract(self, self.constant(other))

    def __rsub__(self, other: Tensor | ArrayLike) -> Tensor:
        return subtract(self.constant(other), self)

    def __mul__(self, other: Tensor | ArrayLike) -> Tensor:
        return multiply(self, self.constant(other))

    def __rmul__(self, other: Tensor | ArrayLike) -> Tensor:
        return multiply(self.constant(other), self)

    def __truediv__(self, other: Tensor | ArrayLike) -> Tensor:
        return divide(self, self.constant(other))

    def __rtruediv__(self, other: Tensor | ArrayLike) -> Tensor:
        return divide(self.constant(other), self)

    def __matmul__(self, other: Tensor | ArrayLike) -> Tensor:
        return matmul(self, self.constant(other))

    def __rmatmul__(self, other: Tensor | ArrayLike) -> Tensor:
        return matmul(self.constant(other), self)

    def __pow__(self, exponent: float) -> Tensor:
        return power(self, exponent)

    def __neg__(self) -> Tensor:
        return negate(self)

    def __getitem__(self, key: object) -> Tensor:
        return index(self, key)

    @property
    def T(self) -> Tensor:
        return transpose(self)

    def reshape(self, *shape: int) -> Tensor:
        return reshape(self, shape)

    def sum(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        return reduce_sum(self, axis, keepdims)

    def mean(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        return reduce_mean(self, axis, keepdims)

    def max(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        return reduce_max(self, axis, keepdims)

    def __repr__(self) -> str:
        text = np.array2string(self.value, separator=", ", prefix=" " * 7)
        return f"Tensor({text})"


def unbroadcast(G: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Add up the gradients of the copies that broadcasting made.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient with respect to the copies: any shape that x can be broadcast to.
    x : ndarray, shape (d,)
        The array, whatever its shape.

    Returns
    -------
    ndarray, same shape as x
    """
    if G.shape == x.shape:
        return G
    G = G.sum(axis=tuple(range(G.ndim - x.ndim)))  # the new axes in front
    stretched = [a for a, size in enumerate(x.shape) if size != G.shape[a]]
    return G.sum(axis=tuple(stretched), keepdims=True)


def add(x_1: Tensor, x_2: Tensor) -> Tensor:
    """Add two tensors, broadcast where their shapes differ.

    Parameters
    ----------
    x_1 : Tensor, shape (..., d)
    x_2 : Tensor, shape (d,)
        Or any two shapes that broadcast.

    Returns
    -------
    Tensor, same shape as x_1
    """

    def rule(G):
        return unbroadcast(G, x_1.value), unbroadcast(G, x_2.value)

    return Tensor(x_1.value + x_2.value, (x_1, x_2), rule, "+")


def subtract(x_1: Tensor, x_2: Tensor) -> Tensor:
    """Subtract one tensor from another.

    Parameters
    ----------
    x_1 : Tensor, shape (..., d)
    x_2 : Tensor, shape (d,)
        Or any two shapes that broadcast.

    Returns
    -------
    Tensor, same shape as x_1
    """

    def rule(G):
        return unbroadcast(G, x_1.value), unbroadcast(-G, x_2.value)

    return Tensor(x_1.value - x_2.value, (x_1, x_2), rule, "−")


def multiply(x_1: Tensor, x_2: Tensor) -> Tensor:
    """Multiply two tensors entry by entry.

    Parameters
    ----------
    x_1 : Tensor, shape (..., d)
    x_2 : Tensor, shape (d,)
        Or any two shapes that broadcast.

    Returns
    -------
    Tensor, same shape as x_1
    """
    a, b = x_1.value, x_2.value

    def rule(G):
        return unbroadcast(G * b, a), unbroadcast(G * a, b)

    return Tensor(a * b, (x_1, x_2), rule, "×")


def divide(x_1: Tensor, x_2: Tensor) -> Tensor:
    """Divide one tensor by another, entry by entry.

    Parameters
    ----------
    x_1 : Tensor, shape (..., d)
    x_2 : Tensor, shape (d,), nonzero
        Or any two shapes that broadcast.

    Returns
    -------
    Tensor, same shape as x_1
    """
    a, b = x_1.value, x_2.value
    quotient = a / b

    def rule(G):
        return unbroadcast(G / b, a), unbroadcast(-G / b * quotient, b)

    return Tensor(quotient, (x_1, x_2), rule, "÷")


def negate(x: Tensor) -> Tensor:
    """Change the sign.

    Parameters
    ----------
    x : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
    """
    return Tensor(-x.value, (x,), lambda G: (-G,), "−")


def power(x: Tensor, exponent: float) -> Tensor:
    """Raise each entry to a power that is a number.

    Parameters
    ----------
    x : Tensor, any shape, positive
        Negative entries, too, where the exponent is a whole number.
    exponent : float

    Returns
    -------
    Tensor, same shape as x

    Raises
    ------
    ValueError
        If the exponent is no number, or a root of a negative entry is asked for.
    """
    if isinstance(exponent, Node) or np.ndim(exponent):
        raise ValueError(f"an exponent must be a number, got {exponent!r}")
    exponent = float(exponent)  # so that float32 stays float32
    if exponent % 1 and np.any(x.value < 0.0):
        raise ValueError(f"a negative number has no real power {exponent}")

    def rule(G):
        # Without the guard, the power 0 of 0 would get 0 times infinity.
        return (
            G * exponent * x.value ** (exponent - 1 if exponent else 0),
        )

    return Tensor(x.value**exponent, (x,), rule, f"power {exponent:g}")


def exp(x: Tensor) -> Tensor:
    """Give the exponential of each entry.

    Parameters
    ----------
    x : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
    """
    value = np.exp(x.value)
    return Tensor(value, (x,), lambda G: (G * value,), "exp")


def log(x: Tensor) -> Tensor:
    """Give the natural logarithm of each entry.

    Parameters
    ----------
    x : Tensor, any shape, positive

    Returns
    -------
    Tensor, same shape as x

    Raises
    ------
    ValueError
        If an entry is not positive.
    """
    if np.any(x.value <= 0.0):
        raise ValueError("a logarithm needs positive numbers")
    return Tensor(np.log(x.value), (x,), lambda G: (G / x.value,), "log")


def relu(x: Tensor) -> Tensor:
    """Keep what is positive, replace the rest by zero.

    Parameters
    ----------
    x : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
        At the kink, where there is no derivative, nothing is handed back.
    """
    value = np.maximum(x.value, 0.0)
    return Tensor(value, (x,), lambda G: (G * (x.value > 0.0),), "ReLU")


def tanh(x: Tensor) -> Tensor:
    """Squeeze each entry between -1 and 1.

    Parameters
    ----------
    x : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
    """
    value = np.tanh(x.value)
    return Tensor(value, (x,), lambda G: (G * (1.0 - value**2),), "tanh")


def sigmoid(x: Tensor) -> Tensor:
    """Squeeze each entry between 0 and 1.

    Parameters
    ----------
    x : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
    """
    # No exponential of a positive number, so none that overflows.
    small = np.exp(-np.abs(x.value))
    value = np.where(x.value < 0.0, small, 1.0) / (1.0 + small)
    return Tensor(value, (x,), lambda G: (G * value * (1.0 - value),), "σ")


def softplus(x: Tensor) -> Tensor:
    """Give log(1 + exp(x)), a ReLU without a kink.

    Parameters
    ----------
    x : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
    """
    value = np.maximum(x.value, 0.0) + np.log1p(np.exp(-np.abs(x.value)))
    # The slope is a sigmoid: exp(x - value), which cannot overflow.
    return Tensor(
        value, (x,), lambda G: (G * np.exp(x.value - value),), "softplus"
    )


def matmul(x_1: Tensor, x_2: Tensor) -> Tensor:
    """Multiply matrices; a vector is a row at left, a column at right.

    Parameters
    ----------
    x_1 : Tensor, shape (n, d)
    x_2 : Tensor, shape (d, k)
        Or vectors, or batches of matrices that broadcast.

    Returns
    -------
    Tensor, shape (n, k)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    a, b = x_1.value, x_2.value
    value = a @ b
    rows = a if a.ndim > 1 else a[np.newaxis, :]
    columns = b if b.ndim > 1 else b[:, np.newaxis]

    def rule(G):
        G = G if b.ndim > 1 else np.expand_dims(G, -1)
        G = G if a.ndim > 1 else np.expand_dims(G, -2)
        by_rows = unbroadcast(G @ columns.mT, rows)
        by_columns = unbroadcast(rows.mT @ G, columns)
        return by_rows.reshape(a.shape), by_columns.reshape(b.shape)

    return Tensor(value, (x_1, x_2), rule, "@")


def transpose(x: Tensor) -> Tensor:
    """Swap rows and columns: the last two axes.

    Parameters
    ----------
    x : Tensor, shape (n, d)

    Returns
    -------
    Tensor, shape (d, n)

    Raises
    ------
    ValueError
        If x has fewer than two axes.
    """
    return Tensor(x.value.mT, (x,), lambda G: (G.mT,), "ᵀ")


def reshape(x: Tensor, shape: tuple[int, ...] = (-1,)) -> Tensor:
    """Put the same entries into another shape: a flat one if not given.

    Parameters
    ----------
    x : Tensor, shape (n, d)
    shape : tuple of int, optional
        One of them may be -1, which stands for what remains.

    Returns
    -------
    Tensor, shape (n * d,)

    Raises
    ------
    ValueError
        If the number of entries differs.
    """
    value = x.value.reshape(shape)
    return Tensor(
        value, (x,), lambda G: (G.reshape(x.value.shape),), "reshape"
    )


def index(x: Tensor, key: np.ndarray) -> Tensor:
    """Pick entries: by numbers, slices, positions or truth values.

    Parameters
    ----------
    x : Tensor, shape (n, d)
    key : ndarray of int, shape (m,), in 0..n-1
        Or whatever an array takes between brackets.

    Returns
    -------
    Tensor, shape (m, d)

    Raises
    ------
    IndexError
        If there is no such entry.
    """

    def rule(G):
        return (index_backward(G, x.value, key),)

    return Tensor(x.value[key], (x,), rule, "index")


def index_backward(
    G: np.ndarray, x: np.ndarray, key: np.ndarray
) -> np.ndarray:
    """Put each gradient where its entry came from; several add up.

    Parameters
    ----------
    G : ndarray, shape (m, d)
        Gradient with respect to `x[key]`.
    x : ndarray, shape (n, d)
    key : ndarray of int, shape (m,), in 0..n-1

    Returns
    -------
    ndarray, shape (n, d)
    """
    x_grad = np.zeros_like(x)
    # `x_grad[key] += G` would keep only one of several gradients.
    np.add.at(x_grad, key, G)
    return x_grad


def reduce_sum(
    x: Tensor, axis: Axes = None, keepdims: bool = False
) -> Tensor:
    """Add up all entries, or those along some axes.

    Parameters
    ----------
    x : Tensor, shape (n, d)
        Or any other shape.
    axis : int, optional
        Along which axis, or axes, in a tuple; None for all of them.
    keepdims : bool, optional
        Whether the axes stay, with the size 1.

    Returns
    -------
    Tensor, shape ()
    """
    total = x.value.sum(axis=axis, keepdims=True)

    def rule(G):
        return (np.broadcast_to(G.reshape(total.shape), x.value.shape),)

    value = total if keepdims else np.squeeze(total, axis)
    return Tensor(value, (x,), rule, "sum")


def reduce_mean(
    x: Tensor, axis: Axes = None, keepdims: bool = False
) -> Tensor:
    """Give the mean of all entries, or of those along some axes.

    Parameters
    ----------
    x : Tensor, shape (n, d)
        Or any other shape.
    axis : int, optional
        Along which axis, or axes, in a tuple; None for all of them.
    keepdims : bool, optional
        Whether the axes stay, with the size 1.

    Returns
    -------
    Tensor, shape ()

    Raises
    ------
    ValueError
        If there are no entries.
    """
    if not x.value.size:
        raise ValueError(
            f"no entries have no mean: the shape is {x.value.shape}"
        )
    total = reduce_sum(x, axis, keepdims)
    return total * (total.value.size / x.value.size)


def reduce_max(
    x: Tensor, axis: Axes = None, keepdims: bool = False
) -> Tensor:
    """Give the largest of all entries, or of those along some axes.

    Parameters
    ----------
    x : Tensor, shape (n, d)
        Or any other shape.
    axis : int, optional
        Along which axis, or axes, in a tuple; None for all of them.
    keepdims : bool, optional
        Whether the axes stay, with the size 1.

    Returns
    -------
    Tensor, shape ()
        Several largest entries share the gradient equally.

    Raises
    ------
    ValueError
        If there are no entries.
    """
    top = x.value.max(axis=axis, keepdims=True)

    def rule(G):
        return (reduce_max_backward(G, x.value, axis),)

    value = top if keepdims else np.squeeze(top, axis)
    return Tensor(value, (x,), rule, "max")


def reduce_max_backward(
    G: np.ndarray, x: np.ndarray, axis: int | tuple[int, ...] | None = None
) -> np.ndarray:
    """Hand the gradient of a maximum to the largest entry or entries.

    Parameters
    ----------
    G : ndarray, shape ()
        Gradient with respect to the maximum.
    x : ndarray, shape (n, d)
    axis : int, optional
        Along which axis the maximum was taken, or axes, in a tuple; None for all.

    Returns
    -------
    ndarray, shape (n, d)
        Several largest entries get equal shares.
    """
    top = x.max(axis=axis, keepdims=True)
    is_top = (x == top).astype(x.dtype)
    share = is_top / is_top.sum(axis=axis, keepdims=True)
    return share * np.reshape(G, top.shape)


def cumulative_sum(x: Tensor) -> Tensor:
    """Add up each row from its first entry on: 1, 2, 3 becomes 1, 3, 6.

    Parameters
    ----------
    x : Tensor, shape (n, d)

    Returns
    -------
    Tensor, same shape as x
    """

    def rule(G):
        return (cumulative_sum_backward(G, x.value),)

    return Tensor(np.cumsum(x.value, axis=-1), (x,), rule, "cumsum")


def cumulative_sum_backward(G: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Hand each entry the gradients of all the sums that it is in.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient with respect to the sums.
    x : ndarray, shape (n, d)

    Returns
    -------
    ndarray, same shape as x
    """
    return np.cumsum(G[..., ::-1], axis=-1)[..., ::-1]


def softmax(z: Tensor) -> Tensor:
    """Turn each row of scores into probabilities.

    Parameters
    ----------
    z : Tensor, shape (n, K)

    Returns
    -------
    Tensor, same shape as z
    """
    # The shift cancels, and no exponential exceeds 1.
    shifted = np.exp(z.value - z.value.max(axis=-1, keepdims=True))
    value = shifted / shifted.sum(axis=-1, keepdims=True)
    return Tensor(
        value, (z,), lambda G: (softmax_backward(G, z.value),), "softmax"
    )


def softmax_backward(G: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Hand the gradients of softmax probabilities to their scores.

    Parameters
    ----------
    G : ndarray, shape (n, K)
        Gradient with respect to the probabilities.
    z : ndarray, shape (n, K)

    Returns
    -------
    ndarray, shape (n, K)
        Each row adds up to 0: the same for all scores changes nothing.
    """
    P = np.exp(z - z.max(axis=-1, keepdims=True))
    P = P / P.sum(axis=-1, keepdims=True)
    return P * (G - (G * P).sum(axis=-1, keepdims=True))


def logsumexp(z: Tensor) -> Tensor:
    """Give the logarithm of the sum of the exponentials of each row.

    Parameters
    ----------
    z : Tensor, shape (n, K)

    Returns
    -------
    Tensor, shape (n,)
    """
    top = z.value.max(axis=-1, keepdims=True)
    # With the largest score taken out, no exponential exceeds 1.
    value = top + np.log(np.exp(z.value - top).sum(axis=-1, keepdims=True))

    def rule(G):
        return (G[..., np.newaxis] * np.exp(z.value - value),)

    return Tensor(value[..., 0], (z,), rule, "logsumexp")


def mse(prediction: Tensor, y: np.ndarray) -> Tensor:
    """Give the mean of the squared errors.

    Parameters
    ----------
    prediction : Tensor, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    Tensor, shape ()

    Raises
    ------
    ValueError
        If the shapes differ, or there are no examples.
    """
    return reduce_mean((prediction - _targets(prediction, y)) ** 2)


def binary_cross_entropy(z: Tensor, y: np.ndarray) -> Tensor:
    """Give the mean binary cross-entropy, from the scores themselves.

    Parameters
    ----------
    z : Tensor, shape (n,)
    y : ndarray, shape (n,), in {0, 1}

    Returns
    -------
    Tensor, shape ()

    Raises
    ------
    ValueError
        If the shapes differ, or there are no examples.
    """
    # No sigmoid, so no logarithm of one that has become 0 or 1.
    return reduce_mean(softplus(z) - z * _targets(z, y))


def hinge(z: Tensor, y: np.ndarray) -> Tensor:
    """Give the mean of what each score lacks to a margin of 1.

    Parameters
    ----------
    z : Tensor, shape (n,)
    y : ndarray, shape (n,), in {-1, 1}

    Returns
    -------
    Tensor, shape ()

    Raises
    ------
    ValueError
        If the shapes differ, or there are no examples.
    """
    return reduce_mean(relu(1.0 - z * _targets(z, y)))


def softmax_cross_entropy(Z: Tensor, y: np.ndarray) -> Tensor:
    """Give the mean cross-entropy of a softmax, from its scores.

    Parameters
    ----------
    Z : Tensor, shape (n, K)
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    Tensor, shape ()

    Raises
    ------
    ValueError
        If the shapes do not fit, a class does not exist, or there are no examples.
    """
    y = np.asarray(y)
    if Z.value.ndim != 2 or y.shape != Z.value.shape[:1]:
        shapes = f"{Z.value.shape} and classes {y.shape}"
        raise ValueError(f"scores {shapes} do not fit")
    if np.any((y < 0) | (y >= Z.value.shape[1])):
        raise ValueError(f"classes must lie in 0 to {Z.value.shape[1] - 1}")
    return reduce_mean(logsumexp(Z) - Z[np.arange(len(y)), y])


def _targets(prediction: Tensor, y: np.ndarray) -> np.ndarray:
    """The targets in the precision of the predictions; a column would meet a row in silence."""
    y = np.asarray(y, prediction.value.dtype)
    if y.shape != prediction.value.shape:
        raise ValueError(
            f"predictions {prediction.value.shape} and targets {y.shape} must match"
        )
    return y


def example(x: Tensor, w: Tensor) -> Tensor:
    """Compute x tanh(wx) + w, in which both inputs are used twice.

    Parameters
    ----------
    x : Tensor, any shape
    w : Tensor, any shape

    Returns
    -------
    Tensor, same shape as x
    """
    return x * tanh(w * x) + w


def example_gradients(
    x: np.ndarray, w: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the gradients of the sum of all x tanh(wx) + w.

    Parameters
    ----------
    x : ndarray, any shape
    w : ndarray, any shape

    Returns
    -------
    x_grad : ndarray, same shape as x
    w_grad : ndarray, same shape as w
    """
    inputs = Tensor(x), Tensor(w)
    reduce_sum(example(*inputs)).backward()
    return inputs[0].grad, inputs[1].grad
