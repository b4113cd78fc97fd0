"""What a panel has before anything runs in it: takes settings, gives points and an example."""

import numpy as np

from scripts.training.choices import DATA, Settings
from scripts.training.network import Training, points
from scripts.training.plane import places

EPOCHS = 500
_RESOLUTION = 1000


def compute(payload: dict) -> dict:
    """Compute what the page itself carries.

    Parameters
    ----------
    payload : dict
        `settings`: what the panel begins with, see `Settings`.

    Returns
    -------
    dict
        `points`: for each data set the `places` of its points in the picture, in thousandths
        of its side, right and down in turn, and the `counts` of its classes, which stand one
        after the other. `example`: the losses at the `start` and at the `end` of a training
        with these settings, how many `epochs` that took, and the `accuracy` at its end.
    """
    training = Training(Settings(**payload["settings"]))
    start = training.loss
    for _ in range(EPOCHS):
        training.step()
    example = {"start": start, "end": training.loss, "epochs": EPOCHS, "accuracy": training.accuracy}
    return {"points": {data: _points(data) for data in DATA}, "example": example}


def _points(data: str) -> dict:
    X, y = points(data)
    order = np.argsort(y, kind="stable")
    thousandths = np.rint(_RESOLUTION * places(X[order])).astype(int)
    return {"places": thousandths.ravel().tolist(), "counts": np.bincount(y).tolist()}
