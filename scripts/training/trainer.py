"""Training in slices, so that the reader can pause and others get their turn: requests in, numbers out.

A slice is a few epochs and takes a twentieth of a second or so. What it found goes to the
page as one array of numbers, which is handed over and not copied.
"""

import json
import math
import time

import numpy as np

from scripts.training.choices import Settings
from scripts.training.network import Training
from scripts.training.plane import GRID, responses


class Trainer:
    """The one network that is in training."""

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._training: Training | None = None

    def train(self, request: str) -> tuple[str, bytes]:
        """What the worker calls: see `advance`, whose arguments come as JSON."""
        said, numbers = self.advance(**json.loads(request))
        return json.dumps(said), numbers.tobytes()

    def advance(
        self, settings: dict, epoch: int, epochs: int, seconds: float
    ) -> tuple[dict, np.ndarray]:
        """Train on from an epoch, or anew from epoch 0.

        Parameters
        ----------
        settings : dict
            Those of `Settings`.
        epoch : int
            Where the page is.
        epochs : int
            How many to train at most; 0 only looks.
        seconds : float
            After so many no other epoch begins.

        Returns
        -------
        said : dict
            `epoch`, `loss` and `accuracy` after the slice; both are none once the loss is no
            number any more, and then no epoch is trained. `grid`, places along a side of the
            plane; `epochs`, `classes` and `widths`, how many numbers of each kind there are.
            Instead, `refused`: why the settings are none, or `lost`: the network that was
            trained up to this epoch is gone.
        numbers : ndarray of float32
            The loss after each epoch of the slice (with epoch 0 if it begins there), then the
            plane of each class and of each hidden neuron.
        """
        try:
            asked = Settings(**settings)
        except ValueError as error:
            return {"refused": str(error)}, np.zeros(0, np.float32)
        if epoch == 0:
            self._settings, self._training = asked, Training(asked)
        elif self._training is None or (self._settings, self._training.epoch) != (asked, epoch):
            return {"lost": True}, np.zeros(0, np.float32)
        # That a loss leaves the range of floats is said in words.
        with np.errstate(all="ignore"):
            return self._slice(self._training, epochs, seconds)

    @staticmethod
    def _slice(training: Training, epochs: int, seconds: float) -> tuple[dict, np.ndarray]:
        end = time.perf_counter() + seconds
        losses = [] if training.epoch else [training.loss]
        for _ in range(epochs):
            if not math.isfinite(training.loss) or time.perf_counter() > end:
                break
            training.step()
            losses.append(training.loss)
        probabilities, hidden = responses(training)
        finite = math.isfinite(training.loss)
        said = {
            "epoch": training.epoch,
            "loss": training.loss if finite else None,
            "accuracy": training.accuracy if finite else None,
            "grid": GRID,
            "epochs": len(losses),
            "classes": probabilities.shape[1],
            "widths": [outputs.shape[1] for outputs in hidden],
        }
        planes = [probabilities, *hidden]
        numbers = np.concatenate([losses, *(plane.T.ravel() for plane in planes)])
        return said, numbers.astype(np.float32)
