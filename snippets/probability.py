"""Outcomes, data and the parameters of a distribution in; probabilities, averages and fits out.

A distribution over K cases is a vector of K probabilities. The mean of a Gaussian is
`mu`, its standard deviation `s`.
"""

import numpy as np


def bernoulli(y: np.ndarray, p: float) -> np.ndarray:
    """Give the probability of a yes (1) or a no (0).

    Parameters
    ----------
    y : ndarray of int, any shape, in {0, 1}
    p : float, in [0, 1]
        The probability of a yes.

    Returns
    -------
    ndarray, same shape as y

    Raises
    ------
    ValueError
        If p is no probability, or an outcome is neither 0 nor 1.
    """
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"a probability lies in [0, 1], got p = {p}")
    y = np.asarray(y)
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("an outcome is 0 or 1")
    return np.where(y == 1, p, 1.0 - p)


def bernoulli_log_likelihood(y: np.ndarray, p: float) -> float:
    """Give the mean log-probability of yes-or-no outcomes.

    Parameters
    ----------
    y : ndarray of int, shape (n,), in {0, 1}
    p : float, in (0, 1)
        The probability of a yes.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If p does not lie strictly between 0 and 1.
    """
    if not 0.0 < p < 1.0:
        raise ValueError(f"p must lie between 0 and 1, got {p}")
    yes = np.mean(y)
    return float(yes * np.log(p) + (1.0 - yes) * np.log1p(-p))


def categorical(y: np.ndarray, p: np.ndarray) -> float:
    """Give the probability of one case out of K.

    Parameters
    ----------
    y : ndarray, shape (K,), one-hot
        1 at the case, 0 elsewhere.
    p : ndarray, shape (K,), sums to 1

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If y and p differ in length.
    """
    if np.shape(y) != np.shape(p):
        raise ValueError(f"y has shape {np.shape(y)}, p has {np.shape(p)}")
    return float(np.dot(y, p))


def categorical_sample(
    p: np.ndarray, count: int, random: np.random.Generator
) -> np.ndarray:
    """Draw cases at random, each as often as its probability says.

    Parameters
    ----------
    p : ndarray, shape (K,), sums to 1
    count : int, in 1..9
    random : Generator

    Returns
    -------
    ndarray of int, any shape
        The drawn cases, from 0 to K - 1.
    """
    # The last edge is 1 by right, and may be a hair less by rounding.
    edges = np.cumsum(p)[:-1]
    return np.searchsorted(edges, random.random(count), side="right")


def expectation(x: np.ndarray, p: np.ndarray) -> float:
    """Give the mean of values, each weighted by its probability.

    Parameters
    ----------
    x : ndarray, shape (K,)
    p : ndarray, shape (K,), sums to 1

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If x and p differ in length.
    """
    if np.shape(x) != np.shape(p):
        raise ValueError(f"x has shape {np.shape(x)}, p has {np.shape(p)}")
    return float(np.sum(p * x))


def variance(x: np.ndarray, p: np.ndarray) -> float:
    """Give the mean squared distance of values from their mean.

    Parameters
    ----------
    x : ndarray, shape (K,)
    p : ndarray, shape (K,), sums to 1

    Returns
    -------
    float
        Never negative; its root is the standard deviation.

    Raises
    ------
    ValueError
        If x and p differ in length.
    """
    return expectation((x - expectation(x, p)) ** 2, p)


def gaussian(x: np.ndarray, mu: float = 0.0, s: float = 1.0) -> np.ndarray:
    """Give the density of the normal distribution.

    Parameters
    ----------
    x : ndarray, any shape
    mu : float, default 0.0
        The mean.
    s : float, positive, default 1.0
        The standard deviation.

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If s is not positive.
    """
    if not s > 0:
        raise ValueError(f"s must be positive, got {s}")
    # Beyond 40 standard deviations the density is 0 in floats.
    z = np.clip((1.0 * np.asarray(x) - mu) / s, -40.0, 40.0)
    return np.exp(-0.5 * z**2) / (s * np.sqrt(2.0 * np.pi).item())


def gaussian_log(
    x: np.ndarray, mu: float = 0.0, s: float = 1.0
) -> np.ndarray:
    """Give the logarithm of the normal density, however far out.

    Parameters
    ----------
    x : ndarray, any shape
    mu : float, default 0.0
        The mean.
    s : float, positive, default 1.0
        The standard deviation.

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If s is not positive.

    Warns
    -----
    RuntimeWarning
        If a square is larger than any float.
    """
    if not s > 0:
        raise ValueError(f"s must be positive, got {s}")
    z = (1.0 * np.asarray(x) - mu) / s
    return -0.5 * z**2 - np.log(s * np.sqrt(2.0 * np.pi)).item()


def gaussian_log_grad(
    x: np.ndarray, mu: float = 0.0, s: float = 1.0
) -> np.ndarray:
    """Give the slope of the log-density: how hard the mean pulls.

    Parameters
    ----------
    x : ndarray, any shape
    mu : float, default 0.0
        The mean.
    s : float, positive, default 1.0
        The standard deviation.

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If s is not positive.
    """
    if not s > 0:
        raise ValueError(f"s must be positive, got {s}")
    return (mu - 1.0 * np.asarray(x)) / s**2


def gaussian_sample(
    mu: float, s: float, count: int, random: np.random.Generator
) -> np.ndarray:
    """Draw normal numbers: shift and stretch standard ones.

    Parameters
    ----------
    mu : float
    s : float, positive
    count : int, in 1..9
    random : Generator

    Returns
    -------
    ndarray, any shape

    Raises
    ------
    ValueError
        If s is not positive.
    """
    if not s > 0:
        raise ValueError(f"s must be positive, got {s}")
    return mu + s * random.standard_normal(count)


def standard_score(x: np.ndarray, mu: float, s: float) -> np.ndarray:
    """Say how many standard deviations each number lies above the mean.

    Parameters
    ----------
    x : ndarray, any shape
    mu : float
    s : float, positive

    Returns
    -------
    ndarray, same shape as x

    Raises
    ------
    ValueError
        If s is not positive.
    """
    if not s > 0:
        raise ValueError(f"s must be positive, got {s}")
    return (np.asarray(x) - mu) / s


def log_likelihood(x: np.ndarray, mu: float, s: float) -> float:
    """Give the mean log-density of data under a normal distribution.

    Parameters
    ----------
    x : ndarray, shape (n,)
    mu : float
    s : float, positive

    Returns
    -------
    float
    """
    return float(np.mean(gaussian_log(x, mu, s)))


def gaussian_fit(x: np.ndarray) -> tuple[float, float]:
    """Give the normal distribution under which data are most likely.

    Parameters
    ----------
    x : ndarray, shape (n,)

    Returns
    -------
    mu : float
        The mean of the data.
    s : float
        The root of their mean squared distance from it.

    Raises
    ------
    ValueError
        If there are no data.
    """
    if np.size(x) == 0:
        raise ValueError("no data to fit")
    mu = np.mean(x)
    return float(mu), float(np.sqrt(np.mean((x - mu) ** 2)))


def bayes(prior: np.ndarray, likelihood: np.ndarray) -> np.ndarray:
    """Turn the belief before an observation into the one after it.

    Parameters
    ----------
    prior : ndarray, shape (K,), sums to 1
        The probability of each case before.
    likelihood : ndarray, shape (K,), in (0, 1]
        The probability of the observation in each case.

    Returns
    -------
    ndarray, shape (K,)
        The probability of each case after.

    Raises
    ------
    ValueError
        If the observation is impossible in every case.
    """
    joint = np.asarray(prior) * likelihood
    evidence = joint.sum()
    if not evidence > 0:
        raise ValueError("the observation is impossible in every case")
    return joint / evidence


def bayes_repeated(
    prior: np.ndarray, likelihoods: np.ndarray
) -> np.ndarray:
    """Give the probability of each case after independent observations.

    Parameters
    ----------
    prior : ndarray, shape (K,), positive, sums to 1
        The probability of each case before.
    likelihoods : ndarray, shape (n, K), in (0, 1]
        The probability of each observation (row) in each case (column).

    Returns
    -------
    ndarray, shape (K,)
        The probability of each case after all of them.
    """
    # A product of many small numbers is 0 in floats; a sum of logs is not.
    log_joint = np.log(prior) + np.log(likelihoods).sum(axis=0)
    joint = np.exp(log_joint - log_joint.max())
    return joint / joint.sum()
