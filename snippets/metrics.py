"""Predictions and targets in, the numbers by which a classifier is judged out.

`prediction` and `y` hold class numbers, `z` a score for each example that grows with
the belief in class 1, `Z` a score for each class. What would be 0 divided by 0 is NaN.
"""

import numpy as np


def accuracy(prediction: np.ndarray, y: np.ndarray) -> float:
    """Give the share of the examples that are classified correctly.

    Parameters
    ----------
    prediction : ndarray of int, shape (n,), in 0..K-1
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or there is no example.
    """
    _check(prediction, y)
    return float(np.mean(np.equal(prediction, y)))


def confusion_matrix(
    prediction: np.ndarray, y: np.ndarray, classes: int
) -> np.ndarray:
    """Count how often each class is taken for each class.

    Parameters
    ----------
    prediction : ndarray of int, shape (n,), in 0..K-1
    y : ndarray of int, shape (n,), in 0..K-1
    classes : int, in K..K
        The number of classes K.

    Returns
    -------
    ndarray of int, shape (K, K)
        A row for each true class, a column for each predicted one.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or hold a number that is no class.
    """
    _check(prediction, y)
    both = np.concatenate([prediction, y])
    if both.min() < 0 or both.max() >= classes:
        raise ValueError(f"a class is not in 0 to {classes - 1}")
    matrix = np.zeros((classes, classes), dtype=int)
    # A plain += would count a repeated pair of indices only once.
    np.add.at(matrix, (y, prediction), 1)
    return matrix


def precision(prediction: np.ndarray, y: np.ndarray) -> float:
    """Give the share of true positives among what is called positive.

    Parameters
    ----------
    prediction : ndarray of int, shape (n,), in {0, 1}
    y : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    float
        NaN if nothing is called positive.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or hold anything but 0 and 1.
    """
    _check_binary(prediction, y)
    return _share(np.sum(prediction * y), np.sum(prediction))


def recall(prediction: np.ndarray, y: np.ndarray) -> float:
    """Give the share of the positives that are found.

    Parameters
    ----------
    prediction : ndarray of int, shape (n,), in {0, 1}
    y : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    float
        NaN if there is no positive.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or hold anything but 0 and 1.
    """
    _check_binary(prediction, y)
    return _share(np.sum(prediction * y), np.sum(y))


def f1(prediction: np.ndarray, y: np.ndarray) -> float:
    """Give the harmonic mean of precision and recall.

    Parameters
    ----------
    prediction : ndarray of int, shape (n,), in {0, 1}
    y : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    float
        0 if no positive is found; NaN if there is none and none is claimed.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or hold anything but 0 and 1.

    References
    ----------
    van Rijsbergen, "Information Retrieval", 2nd edition, Butterworths, 1979.
    """
    _check_binary(prediction, y)
    claimed, true = np.sum(prediction), np.sum(y)
    return _share(2 * np.sum(prediction * y), claimed + true)


def rates(
    z: np.ndarray, y: np.ndarray, threshold: float
) -> tuple[float, float]:
    """Call the scores from a threshold on positive; count both kinds.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray of int, shape (n,), in {0, 1}
    threshold : float

    Returns
    -------
    false_positive_rate : float
        The share of the negatives that are called positive.
    true_positive_rate : float
        The share of the positives that are called positive: the recall.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or y holds anything but 0 and 1.
    """
    prediction = (np.asarray(z) >= threshold).astype(int)
    _check_binary(prediction, y)
    return recall(prediction, 1 - y), recall(prediction, y)


def roc_curve(
    z: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give both rates at each threshold that makes a difference.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    false_positive_rates : ndarray, shape (n + 1,)
        NaN if there is no negative.
    true_positive_rates : ndarray, shape (n + 1,)
        NaN if there is no positive.
    thresholds : ndarray, shape (n + 1,)
        Infinity, then the scores from the highest to the lowest.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or y holds anything but 0 and 1.
    """
    _check(z, y)
    _check_binary(y, y)
    z, y = np.asarray(z), np.asarray(y)
    thresholds = np.append(np.inf, np.sort(z)[::-1])
    # How many scores of a class are below each threshold, by bisection.
    below_1, below_0 = (
        np.searchsorted(np.sort(z[y == one]), thresholds) for one in (1, 0)
    )
    with np.errstate(invalid="ignore"):  # 0 / 0 without a class
        wrong = 1.0 - below_0 / np.sum(y == 0)
        right = 1.0 - below_1 / np.sum(y == 1)
    return wrong, right, thresholds


def auc(z: np.ndarray, y: np.ndarray) -> float:
    """Give the area under the ROC curve.

    Parameters
    ----------
    z : ndarray, shape (n,)
    y : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    float
        In [0, 1]; 0.5 for scores that know nothing. NaN without both classes.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or y holds anything but 0 and 1.

    References
    ----------
    Hanley and McNeil, "The meaning and use of the area under a receiver operating
    characteristic (ROC) curve", Radiology 143(1), 1982.
    """
    wrong, right, _ = roc_curve(z, y)
    # The trapezoids between the points; equal scores give a slanted step.
    return float(np.sum(np.diff(wrong) * (right[1:] + right[:-1])) / 2.0)


def reliability(
    confidence: np.ndarray, correct: np.ndarray, bins: int = 10
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compare what is promised with what happens, in bins of confidence.

    Parameters
    ----------
    confidence : ndarray, shape (n,), in (0, 1]
        The probability given to an event, one for each example.
    correct : ndarray of int, shape (n,), in {0, 1}
        1 where the event came true.
    bins : int, in 1..12, default 10

    Returns
    -------
    promised : ndarray, shape (bins,)
        Mean confidence in each bin, NaN in an empty one.
    happened : ndarray, shape (bins,)
        Share of the events of the bin that came true, NaN in an empty one.
    count : ndarray of int, shape (bins,)

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or a confidence is no probability.
    """
    _check_confidence(confidence, correct)
    number = np.digitize(confidence, np.arange(1, bins) / bins, right=True)
    count = np.bincount(number, minlength=bins)
    with np.errstate(invalid="ignore"):
        promised = np.bincount(number, confidence, bins) / count
        happened = np.bincount(number, correct, bins) / count
    return promised, happened, count


def calibration_error(
    confidence: np.ndarray, correct: np.ndarray, bins: int = 10
) -> float:
    """Average the gap between promise and outcome over the examples.

    Parameters
    ----------
    confidence : ndarray, shape (n,), in (0, 1]
        The probability given to an event, one for each example.
    correct : ndarray of int, shape (n,), in {0, 1}
        1 where the event came true.
    bins : int, in 1..12, default 10

    Returns
    -------
    float
        The expected calibration error, in [0, 1].

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or a confidence is no probability.

    References
    ----------
    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using
    Bayesian binning", AAAI 2015.
    """
    promised, happened, count = reliability(confidence, correct, bins)
    gaps = np.abs(happened - promised)[count > 0]
    return float(np.sum(gaps * count[count > 0]) / len(confidence))


def top_k_error(Z: np.ndarray, y: np.ndarray, guesses: int) -> float:
    """Give the share of examples whose class no guess names.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
        A score for each class.
    y : ndarray of int, shape (n,), in 0..K-1
    guesses : int, in 1..K
        How many classes may be named; the ones with the highest scores are.

    Returns
    -------
    float
        In [0, 1]. A class that ties with the last guess counts as named.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a class is none of the columns.
    """
    if np.ndim(Z) != 2 or np.shape(y) != np.shape(Z)[:1] or not len(Z):
        shapes = f"{np.shape(Z)} and {np.shape(y)}"
        raise ValueError(f"need shapes (n, K) and (n,), got {shapes}")
    if np.min(y) < 0 or np.max(y) >= np.shape(Z)[1]:
        raise ValueError(f"a class is not in 0 to {np.shape(Z)[1] - 1}")
    own = Z[np.arange(len(y)), y]
    better = np.sum(Z > own[:, np.newaxis], axis=1)
    return float(np.mean(better >= guesses))


def brier_score(confidence: np.ndarray, correct: np.ndarray) -> float:
    """Average the squared distance of probabilities from what happened.

    Parameters
    ----------
    confidence : ndarray, shape (n,), in [0, 1]
        The probability given to an event, one for each example.
    correct : ndarray of int, shape (n,), in {0, 1}
        1 where the event came true.

    Returns
    -------
    float
        In [0, 1]; 0.25 for who always says one half.

    Raises
    ------
    ValueError
        If the two have not one shape (n,), or a confidence is no probability.

    References
    ----------
    Brier, "Verification of forecasts expressed in terms of probability", Monthly
    Weather Review 78(1), 1950.
    """
    _check_confidence(confidence, correct)
    return float(np.mean(np.square(confidence - np.asarray(correct))))


def _share(part: int, whole: int) -> float:
    return float(part / whole) if whole else np.nan


def _check(prediction: np.ndarray, y: np.ndarray) -> None:
    if np.ndim(y) != 1 or np.shape(prediction) != np.shape(y) or not len(y):
        shapes = f"{np.shape(prediction)} and {np.shape(y)}"
        raise ValueError(f"need two arrays of shape (n,), got {shapes}")


def _check_binary(prediction: np.ndarray, y: np.ndarray) -> None:
    _check(prediction, y)
    if not np.all(np.isin(prediction, (0, 1)) & np.isin(y, (0, 1))):
        raise ValueError("a class is neither 0 nor 1")


def _check_confidence(confidence: np.ndarray, correct: np.ndarray) -> None:
    _check_binary(correct, correct)
    _check(confidence, correct)
    p = np.asarray(confidence)
    if not np.all((p >= 0.0) & (p <= 1.0)):
        raise ValueError("a confidence is no probability in [0, 1]")
