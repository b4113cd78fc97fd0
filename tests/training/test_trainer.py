"""Training in slices: a run is the same however it is cut, and what cannot go on is said."""

import json
import math
from dataclasses import asdict

import numpy as np
import pytest

from scripts.training.choices import DATA, Settings
from scripts.training.network import Training, points
from scripts.training.plane import GRID, grid, places, responses
from scripts.training.stage import EPOCHS, compute
from scripts.training.trainer import Trainer
from snippets.mlp import forward
from snippets.softmax import softmax

LONG = 1e6
SETTINGS = asdict(Settings(data="spiral", depth=2, width=3, activation="tanh", learning_rate=0.1))


def losses_of(said: dict, numbers: np.ndarray) -> list[float]:
    return numbers[: said["epochs"]].tolist()


def whole(settings: dict, epochs: int) -> list[float]:
    training = Training(Settings(**settings))
    losses = [training.loss]
    for _ in range(epochs):
        training.step()
        losses.append(training.loss)
    return losses


def test_slices_of_any_length_make_one_run():
    trainer, epoch, losses = Trainer(), 0, []
    for epochs in (0, 3, 1, 8):
        said, numbers = trainer.advance(SETTINGS, epoch, epochs, LONG)
        assert said["epoch"] == epoch + epochs
        losses = losses_of(said, numbers) if epoch == 0 else losses + losses_of(said, numbers)
        epoch = said["epoch"]
    np.testing.assert_allclose(losses, whole(SETTINGS, 12), rtol=1e-6)
    assert said["loss"] == whole(SETTINGS, 12)[-1]


def test_epoch_0_begins_anew():
    trainer = Trainer()
    first = trainer.advance(SETTINGS, 0, 5, LONG)
    again = trainer.advance(SETTINGS, 0, 5, LONG)
    assert first[0] == again[0]
    np.testing.assert_array_equal(first[1], again[1])


def test_a_slice_ends_when_its_time_is_over():
    said, numbers = Trainer().advance(SETTINGS, 0, 10**9, 0.02)
    assert 0 < said["epoch"] < 10**6
    assert len(losses_of(said, numbers)) == said["epoch"] + 1
    assert Trainer().advance(SETTINGS, 0, 5, -1.0)[0]["epoch"] == 0


def test_the_planes_of_classes_and_neurons_follow_the_losses():
    said, numbers = Trainer().advance(SETTINGS, 0, 4, LONG)
    training = Training(Settings(**SETTINGS))
    for _ in range(4):
        training.step()
    probabilities, hidden = responses(training)
    assert (said["grid"], said["classes"], said["widths"]) == (GRID, 3, [3, 3])
    planes = numbers[said["epochs"] :].reshape(-1, GRID * GRID)
    expected = np.concatenate([probabilities, *hidden], axis=1).T
    np.testing.assert_allclose(planes, expected, rtol=1e-6, atol=1e-7)


def test_what_the_worker_gets_are_json_and_the_bytes_of_float32():
    request = {"settings": SETTINGS, "epoch": 0, "epochs": 2, "seconds": LONG}
    text, data = Trainer().train(json.dumps(request))
    said, numbers = Trainer().advance(**request)
    assert json.loads(text) == said
    np.testing.assert_array_equal(np.frombuffer(data, np.float32), numbers)


def test_a_network_that_is_gone_is_said_to_be():
    assert Trainer().advance(SETTINGS, 3, 1, LONG)[0] == {"lost": True}
    trainer = Trainer()
    trainer.advance(SETTINGS, 0, 3, LONG)
    assert trainer.advance(SETTINGS, 2, 1, LONG)[0] == {"lost": True}
    assert trainer.advance({**SETTINGS, "seed": 9}, 3, 1, LONG)[0] == {"lost": True}
    assert trainer.advance(SETTINGS, 3, 1, LONG)[0]["epoch"] == 4


def test_what_cannot_be_chosen_is_refused_with_the_reason():
    said, numbers = Trainer().advance({**SETTINGS, "width": 99}, 0, 1, LONG)
    assert "not 99" in said["refused"] and not numbers.size


def test_a_loss_that_is_no_number_ends_the_training():
    trainer = Trainer()
    steep = {**SETTINGS, "learning_rate": 1e200, "activation": "relu"}
    said, numbers = trainer.advance(steep, 0, 50, LONG)
    json.dumps(said, allow_nan=False)
    assert said["loss"] is None and said["accuracy"] is None and 0 < said["epoch"] < 50
    losses = losses_of(said, numbers)
    assert not math.isfinite(losses[-1]) and all(map(math.isfinite, losses[:-1]))
    assert trainer.advance(steep, said["epoch"], 50, LONG)[0]["epoch"] == said["epoch"]


@pytest.mark.parametrize("data", DATA)
def test_the_picture_has_all_points_and_its_cells_are_where_they_say(data):
    X, _ = points(data)
    inside = places(X)
    assert inside.min() > 0.05 and inside.max() < 0.95
    assert np.argmin(inside[:, 1]) == np.argmax(X[:, 1])
    assert np.argmax(inside[:, 0]) == np.argmax(X[:, 0])
    # Beside all cells the picture is larger, but in proportion: the first one is the top left.
    middles = (np.arange(GRID) + 0.5) / GRID
    right, down = np.meshgrid(middles, middles)
    larger = places(np.concatenate([X, grid(X)]))[len(X) :]
    scale = (larger - 0.5) / (np.stack([right.ravel(), down.ravel()], axis=1) - 0.5)
    np.testing.assert_allclose(scale, scale[0, 0])


def test_a_response_is_what_the_network_says_of_the_middle_of_a_cell():
    training = Training(Settings(**SETTINGS))
    probabilities, hidden = responses(training)
    cells = grid(training.X)
    scores, tape = forward(cells[[5]], training.layers, training.activation)
    np.testing.assert_allclose(probabilities[5], softmax(scores)[0])
    np.testing.assert_allclose(hidden[0][5], training.activation(tape[0][1])[0])
    assert probabilities.shape == (GRID**2, 3) and [h.shape for h in hidden] == [(GRID**2, 3)] * 2


def test_the_stage_gives_all_points_and_the_example():
    result = json.loads(json.dumps(compute({"settings": SETTINGS})))
    losses = whole(SETTINGS, EPOCHS)
    assert (result["example"]["start"], result["example"]["end"]) == (losses[0], losses[-1])
    assert 0.9 < result["example"]["accuracy"] <= 1.0
    for data, found in result["points"].items():
        X, y = points(data)
        expected = places(X)[np.argsort(y, kind="stable")].ravel()
        np.testing.assert_allclose(np.array(found["places"]) / 1000, expected, atol=5e-4)
        assert found["counts"] == np.bincount(y).tolist()
