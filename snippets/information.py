"""Distributions in; how much they leave open, and how far apart they are, out.

A distribution is a vector of K probabilities. Everything is measured in nats: the
logarithm is the natural one. Divide by log(2) for bits.
"""

import numpy as np

from snippets.softmax import softmax


def surprise(p: np.ndarray) -> np.ndarray:
    """Say how surprising an event of this probability is.

    Parameters
    ----------
    p : ndarray, any shape, in (0, 1]

    Returns
    -------
    ndarray, same shape as p
        Zero for what is certain.

    Raises
    ------
    ValueError
        If a number is not a positive probability.
    """
    p = np.asarray(p)
    if np.any((p <= 0) | (p > 1)):
        raise ValueError("surprise needs probabilities in (0, 1]")
    return -np.log(p) + 0.0  # -log(1) would be -0


def entropy(p: np.ndarray) -> float:
    """Give the mean surprise of a distribution.

    Parameters
    ----------
    p : ndarray, shape (K,), positive, sums to 1
        Zeros are taken too, though log(0) is not: they add nothing.

    Returns
    -------
    float
        From 0, when one case is certain, to log(K), when all are alike.

    References
    ----------
    Shannon, "A mathematical theory of communication", Bell System Technical
    Journal, 1948.
    """
    # What never happens surprises nobody: 0 log 0 counts as 0.
    likely = p[p > 0]
    return float(-np.sum(likely * np.log(likely)) + 0.0)  # no -0


def cross_entropy(p: np.ndarray, q: np.ndarray) -> float:
    """Give the mean surprise of someone who believes q while p is true.

    Parameters
    ----------
    p : ndarray, shape (K,), sums to 1
        How often each case happens.
    q : ndarray, shape (K,), positive, sums to 1
        How likely it is believed to be.

    Returns
    -------
    float
        Infinite if something happens that q holds impossible.

    Raises
    ------
    ValueError
        If p and q differ in length.
    """
    if np.shape(p) != np.shape(q):
        raise ValueError(f"p has shape {np.shape(p)}, q has {np.shape(q)}")
    happens = p > 0
    with np.errstate(divide="ignore"):  # log(0) is -inf, as it should be
        return float(-np.sum(p[happens] * np.log(q[happens])))


def kl_divergence(p: np.ndarray, q: np.ndarray) -> float:
    """Give the extra surprise of someone who believes q while p is true.

    Parameters
    ----------
    p : ndarray, shape (K,), positive, sums to 1
        How often each case happens.
    q : ndarray, shape (K,), positive, sums to 1
        How likely it is believed to be.

    Returns
    -------
    float
        Never negative; zero only if both are the same.

    Raises
    ------
    ValueError
        If p and q differ in length.

    References
    ----------
    Kullback and Leibler, "On information and sufficiency", Annals of Mathematical
    Statistics, 1951.
    """
    if np.shape(p) != np.shape(q):
        raise ValueError(f"p has shape {np.shape(p)}, q has {np.shape(q)}")
    happens = p > 0
    with np.errstate(divide="ignore"):  # log(0) is -inf, as it should be
        ratios = np.log(p[happens]) - np.log(q[happens])
    return float(np.sum(p[happens] * ratios))


def tempered_softmax(z: np.ndarray, tau: float) -> np.ndarray:
    """Turn scores into probabilities, softer the higher the temperature.

    Parameters
    ----------
    z : ndarray, shape (K,)
        The scores, called logits.
    tau : float, positive
        The temperature: toward 0 the largest score takes all, far above 1 all
        cases become alike.

    Returns
    -------
    ndarray, shape (K,)

    Raises
    ------
    ValueError
        If tau is not positive.
    """
    if not tau > 0:
        raise ValueError(f"the temperature must be positive, got {tau}")
    return softmax(z / tau)


def binary_entropy(p: np.ndarray) -> np.ndarray:
    """Give the entropy of yes or no, for each probability of a yes.

    Parameters
    ----------
    p : ndarray, any shape, in (0, 1)
        The ends 0 and 1 are taken too, though log(0) is not.

    Returns
    -------
    ndarray, same shape as p
        Zero at 0 and at 1, log(2) at one half.

    Raises
    ------
    ValueError
        If a number is no probability.
    """
    p = 1.0 * np.asarray(p)
    if np.any((p < 0) | (p > 1)):
        raise ValueError("a probability lies in [0, 1]")
    # 0 log 0 counts as 0: log(1) is 0 as well.
    yes = p * np.log(np.where(p > 0, p, 1.0))
    no = (1.0 - p) * np.log1p(np.where(p < 1, -p, 0.0))
    return -(yes + no) + 0.0


def perplexity(p: np.ndarray) -> float:
    """Say how many equally likely cases would leave as much open.

    Parameters
    ----------
    p : ndarray, shape (K,), sums to 1

    Returns
    -------
    float
        From 1 to K.
    """
    return float(np.exp(entropy(p)))


def jensen_shannon(p: np.ndarray, q: np.ndarray) -> float:
    """Give the mean divergence of two distributions from their midpoint.

    Parameters
    ----------
    p : ndarray, shape (K,), sums to 1
    q : ndarray, shape (K,), sums to 1

    Returns
    -------
    float
        The same in both directions; from 0 to log(2), never infinite.

    Raises
    ------
    ValueError
        If p and q differ in length.

    References
    ----------
    Lin, "Divergence measures based on the Shannon entropy", IEEE Transactions on
    Information Theory, 1991.
    """
    if np.shape(p) != np.shape(q):
        raise ValueError(f"p has shape {np.shape(p)}, q has {np.shape(q)}")
    middle = 0.5 * (p + q)
    return 0.5 * (kl_divergence(p, middle) + kl_divergence(q, middle))


def mutual_information(p: np.ndarray, Q: np.ndarray) -> float:
    """Say how much an answer tells, on average, about what was asked.

    Parameters
    ----------
    p : ndarray, shape (n,), sums to 1
        The probability of each state.
    Q : ndarray, shape (n, K), rows sum to 1
        The probability of each answer (column) in each state (row).

    Returns
    -------
    float
        The entropy of the answer less its mean entropy once the state is known.

    Raises
    ------
    ValueError
        If Q has not one row for each state.
    """
    if len(Q) != len(p):
        raise ValueError(f"{len(p)} states need as many rows, got {len(Q)}")
    known = np.sum(p * np.array([entropy(row) for row in Q]))
    return float(entropy(p @ Q) - known)
