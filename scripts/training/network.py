"""A small network in training: settings go in; epoch by epoch, its loss and its scores come out.

All of the mathematics is the snippets'. The panel of a `train` fence shows this code to the
reader and runs it: in the browser as they train, and here when the site is built.
"""

from collections.abc import Callable

import numpy as np

from scripts.training.choices import Settings
from snippets.activations import relu, relu_grad, sigmoid, sigmoid_grad, tanh, tanh_grad
from snippets.datasets import above_curve, moons, rings, spiral
from snippets.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from snippets.mlp import backward, forward, random_layers
from snippets.optimizers import adam_step

Points = tuple[np.ndarray, np.ndarray]
_COUNT = 200
_DATA: dict[str, Callable[[np.random.Generator], Points]] = {
    "moons": lambda generator: moons(_COUNT, 0.12, generator),
    "spiral": lambda generator: spiral(_COUNT, 3, 0.15, generator),
    "rings": lambda generator: rings(_COUNT, 0.08, generator),
    "curve": lambda generator: above_curve(_COUNT, generator),
}
_ACTIVATIONS = {
    "relu": (relu, relu_grad),
    "tanh": (tanh, tanh_grad),
    "sigmoid": (sigmoid, sigmoid_grad),
}


def points(data: str) -> Points:
    """The points of a data set, the same every time, and the class of each."""
    return _DATA[data](np.random.default_rng(0))


def _zeros(theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros_like(theta), np.zeros_like(theta)


class Training:
    """A network that learns to tell the classes of a data set apart."""

    def __init__(self, settings: Settings) -> None:
        self.X, self.y = points(settings.data)
        self.activation, self.slope = _ACTIVATIONS[settings.activation]
        self.learning_rate = settings.learning_rate
        sizes = [2, *[settings.width] * settings.depth, self.y.max() + 1]
        generator = np.random.default_rng(settings.seed)
        # W and b of each layer, and for each of these what Adam keeps:
        # the means of its gradient and of its square.
        layers = random_layers(sizes, generator)
        self.layers = [list(layer) for layer in layers]
        self.states = [[_zeros(part) for part in layer] for layer in layers]
        self.epoch = 0
        self.look()

    def look(self) -> None:
        """See what the network says of all points, and how wrong it is."""
        self.Z, self.tape = forward(self.X, self.layers, self.activation)
        self.loss = softmax_cross_entropy(self.Z, self.y)
        self.accuracy = float(np.mean(self.Z.argmax(axis=1) == self.y))

    def step(self) -> None:
        """Train for an epoch: one step of Adam with the whole gradient."""
        self.epoch += 1
        G = softmax_cross_entropy_grad(self.Z, self.y)
        gradients = backward(G, self.layers, self.tape, self.slope)
        of_layers = zip(self.layers, gradients, self.states, strict=True)
        for layer, gradient, state in of_layers:
            for i in range(2):
                given = layer[i], gradient[i], *state[i], self.epoch
                layer[i], *state[i] = adam_step(*given, self.learning_rate)
        self.look()
