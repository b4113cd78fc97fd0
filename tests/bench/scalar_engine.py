"""Reverse mode number by number, to compare with: layers and data in, a training step out.

Every number of the network is an object, and so is the result of every addition and
multiplication, as in the small engines for teaching. It keeps its parents with the local
slopes towards them.
"""

from __future__ import annotations

from collections.abc import Iterable


class Number:
    """A number, what it was computed from, and how fast it changes with that."""

    __slots__ = ("value", "grad", "parents", "slopes")

    def __init__(self, value: float, parents: tuple = (), slopes: tuple = ()) -> None:
        self.value, self.grad = value, 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other: Number | float) -> Number:
        if isinstance(other, Number):
            return Number(self.value + other.value, (self, other), (1.0, 1.0))
        return Number(self.value + other, (self,), (1.0,))

    def __mul__(self, other: Number | float) -> Number:
        if isinstance(other, Number):
            return Number(self.value * other.value, (self, other), (other.value, self.value))
        return Number(self.value * other, (self,), (other,))

    __radd__, __rmul__ = __add__, __mul__

    def relu(self) -> Number:
        return Number(max(self.value, 0.0), (self,), (float(self.value > 0.0),))

    def backward(self) -> None:
        """Add to the grad of every number before this one."""
        self.grad = 1.0
        for node in reversed(_order(self)):
            for parent, slope in zip(node.parents, node.slopes, strict=True):
                parent.grad += slope * node.grad


def _order(end: Number) -> list[Number]:
    listed, seen, waiting = [], set(), [(end, False)]
    while waiting:
        node, is_ready = waiting.pop()
        if is_ready:
            listed.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting.extend((parent, False) for parent in node.parents)
    return listed


class Network:
    """Layers of neurons with ReLU between them, made of numbers.

    Parameters
    ----------
    layers : iterable of (W, b)
        Rows of weights, one for each input, and the biases.
    """

    def __init__(self, layers: Iterable) -> None:
        self._neurons = [
            [([Number(float(w)) for w in column], Number(float(bias)))
             for column, bias in zip(zip(*weights, strict=True), biases, strict=True)]
            for weights, biases in layers
        ]  # fmt: skip

    @property
    def parameters(self) -> list[Number]:
        """Neuron after neuron: its weights, then its bias."""
        return [
            number for layer in self._neurons for w, b in layer for number in (*w, b)
        ]

    def score(self, x: list[float]) -> Number:
        """The output for one example."""
        last = len(self._neurons) - 1
        for place, layer in enumerate(self._neurons):
            x = [sum((w_i * x_i for w_i, x_i in zip(w, x, strict=True)), b) for w, b in layer]
            if place < last:
                x = [z.relu() for z in x]
        return x[0]

    def loss(self, X: list[list[float]], y: list[float], decay: float) -> Number:
        """The mean of what each score lacks to its margin, and the squares of the parameters."""
        lacks = [(self.score(x) * -target + 1.0).relu() for x, target in zip(X, y, strict=True)]
        squares = [number * number for number in self.parameters]
        return sum(lacks, Number(0.0)) * (1.0 / len(y)) + sum(squares, Number(0.0)) * decay

    def step(self, X: list, y: list, learning_rate: float, decay: float) -> float:
        """One step of gradient descent; gives the loss before it."""
        loss = self.loss(X, y, decay)
        for number in self.parameters:
            number.grad = 0.0
        loss.backward()
        for number in self.parameters:
            number.value -= learning_rate * number.grad
        return loss.value
