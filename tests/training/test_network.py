"""The network in training: every number again in plain Python, and what all data sets have in common."""

import math
from itertools import product

import numpy as np
import pytest

from scripts.training.choices import ACTIVATIONS, DATA, DEPTHS, WIDTHS, Settings
from scripts.training.network import Training, points
from snippets.mlp import random_layers

BENDS = {
    "relu": (lambda z: max(z, 0.0), lambda z: float(z > 0.0)),
    "tanh": (math.tanh, lambda z: 1.0 / math.cosh(z) ** 2),
    "sigmoid": (
        lambda z: 1.0 / (1.0 + math.exp(-z)), lambda z: 0.25 / math.cosh(z / 2.0) ** 2,
    ),
}  # fmt: skip


class Plain:
    """The same training number by number: lists, loops, and the formulas written out."""

    def __init__(self, settings: Settings) -> None:
        X, y = points(settings.data)
        self.X, self.y = X.tolist(), y.tolist()
        self.bend, self.slope = BENDS[settings.activation]
        self.rate = settings.learning_rate
        sizes = [2, *[settings.width] * settings.depth, max(self.y) + 1]
        start = random_layers(sizes, np.random.default_rng(settings.seed))
        self.layers = [(W.tolist(), b.tolist()) for W, b in start]
        self.m, self.v, self.t = {}, {}, 0

    def run(self, x: list[float]) -> tuple[list[list[float]], list[list[float]]]:
        """What goes into each layer, and the sums that it gives."""
        inputs, sums = [], []
        for number, (W, b) in enumerate(self.layers):
            inputs.append([self.bend(z) for z in sums[-1]] if number else x)
            sums.append([math.fsum(a * row[k] for a, row in zip(inputs[-1], W, strict=True)) + b[k]
                         for k in range(len(b))])  # fmt: skip
        return inputs, sums

    def probabilities(self, z: list[float]) -> list[float]:
        total = math.fsum(math.exp(one) for one in z)
        return [math.exp(one) / total for one in z]

    @property
    def loss(self) -> float:
        said = [self.probabilities(self.run(x)[1][-1])[k] for x, k in zip(self.X, self.y, strict=True)]
        return -math.fsum(map(math.log, said)) / len(said)

    def step(self) -> None:
        gradient = {}
        for x, kind in zip(self.X, self.y, strict=True):
            inputs, sums = self.run(x)
            back = self.probabilities(sums[-1])
            back[kind] -= 1.0
            for layer in reversed(range(len(self.layers))):
                W, _ = self.layers[layer]
                for k, g in enumerate(back):
                    gradient[layer, "b", k] = gradient.get((layer, "b", k), 0.0) + g
                    for d, a in enumerate(inputs[layer]):
                        gradient[layer, d, k] = gradient.get((layer, d, k), 0.0) + a * g
                if layer:
                    back = [self.slope(z) * math.fsum(w * g for w, g in zip(row, back, strict=True))
                            for z, row in zip(sums[layer - 1], W, strict=True)]  # fmt: skip
        self.t += 1
        for place, total in gradient.items():
            self.move(place, total / len(self.X))

    def move(self, place: tuple, g: float) -> None:
        """Kingma and Ba's algorithm 1 for one number."""
        self.m[place] = 0.9 * self.m.get(place, 0.0) + 0.1 * g
        self.v[place] = 0.999 * self.v.get(place, 0.0) + 0.001 * g * g
        m, v = self.m[place] / (1.0 - 0.9**self.t), self.v[place] / (1.0 - 0.999**self.t)
        layer, row, k = place
        W, b = self.layers[layer]
        (b if row == "b" else W[row])[k] -= self.rate * m / (math.sqrt(v) + 1e-8)


@pytest.mark.parametrize(
    "settings",
    [
        Settings("moons", 2, 3, "relu", 0.01, 1),
        Settings("spiral", 1, 4, "tanh", 0.1, 2),
        Settings("rings", 3, 2, "sigmoid", 0.03, 3),
        Settings("curve", 0, 5, "relu", 0.3, 4),
    ],
    ids=lambda settings: settings.data,
)
def test_every_epoch_equals_plain_python(settings):
    training, plain = Training(settings), Plain(settings)
    for epoch in range(8):
        assert training.epoch == epoch
        assert training.loss == pytest.approx(plain.loss, rel=1e-9)
        training.step()
        plain.step()
    for (W, b), (plain_W, plain_b) in zip(training.layers, plain.layers, strict=True):
        np.testing.assert_allclose(W, plain_W, rtol=1e-7, atol=1e-10)
        np.testing.assert_allclose(b, plain_b, rtol=1e-7, atol=1e-10)


@pytest.mark.parametrize("data", DATA)
def test_a_data_set_is_always_the_same_and_its_classes_are_of_one_size(data):
    X, y = points(data)
    np.testing.assert_array_equal(X, points(data)[0])
    assert X.shape == (len(y), 2) and set(y) == set(range(y.max() + 1))
    assert np.bincount(y).min() > 0.4 * np.bincount(y).max()


@pytest.mark.parametrize(("data", "activation"), list(product(DATA, ACTIVATIONS)))
def test_each_data_set_is_learned_with_each_activation(data, activation):
    training = Training(Settings(data, activation=activation, learning_rate=0.03))
    start = training.loss
    while training.accuracy < 0.95:
        training.step()
        assert training.epoch < 400
    assert training.loss < 0.8 * start


def test_moons_are_learned_with_what_a_panel_begins_with():
    training = Training(Settings())
    while training.accuracy < 0.95:
        training.step()
    assert training.epoch <= 150


def test_without_a_hidden_layer_rings_are_not_learned():
    training = Training(Settings("rings", depth=0, learning_rate=0.1))
    for _ in range(300):
        training.step()
    assert training.accuracy < 0.7


def test_the_same_settings_give_the_same_run_and_another_seed_another_one():
    def losses(settings: Settings) -> list[float]:
        training, found = Training(settings), []
        for _ in range(20):
            training.step()
            found.append(training.loss)
        return found

    assert losses(Settings(seed=5)) == losses(Settings(seed=5)) != losses(Settings(seed=6))


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({"data": "moon"}, "moons, spiral"), ({"depth": -1}, "depth"), ({"width": 9}, "width"),
        ({"width": 2.5}, "width"), ({"activation": "gelu"}, "relu, tanh"), ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"), ({"learning_rate": 0.0}, "positive"), ({"learning_rate": None}, "None"),
        ({"learning_rate": math.nan}, "positive"), ({"learning_rate": math.inf}, "positive"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_refused(choice, says):
    with pytest.raises(ValueError, match=says):
        Settings(**choice)


def test_every_size_can_be_trained():
    for depth, width in product(DEPTHS, WIDTHS):
        training = Training(Settings(depth=depth, width=width))
        start = training.loss
        training.step()
        assert len(training.layers) == depth + 1 and training.loss != start
