"""Weights, activations, data or losses in; what keeps a network from learning by heart out.

The strength of a penalty is called weight_decay, for L1 as well: twice the strength
pulls twice as hard. Biases are not penalized, so that the functions take weights alone.
"""

import numpy as np

from snippets.optimization import gradient_step
from snippets.softmax import log_softmax, softmax


def l2_penalty(w: np.ndarray, weight_decay: float) -> float:
    """Half the sum of the squared weights, times the strength.

    Parameters
    ----------
    w : ndarray, shape (d,)
        Any other shape will do.
    weight_decay : float, nonnegative

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the strength is negative.

    References
    ----------
    Hoerl and Kennard, "Ridge regression: biased estimation for nonorthogonal
    problems", Technometrics 12(1), 1970.
    """
    _check_strength(weight_decay)
    squares = np.square(1.0 * np.asarray(w))
    return float(weight_decay / 2.0 * np.sum(squares))


def l2_penalty_grad(w: np.ndarray, weight_decay: float) -> np.ndarray:
    """Gradient of the L2 penalty: in proportion to each weight.

    Parameters
    ----------
    w : ndarray, shape (d,)
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the strength is negative.
    """
    _check_strength(weight_decay)
    return weight_decay * np.asarray(w)


def l1_penalty(w: np.ndarray, weight_decay: float) -> float:
    """The sum of the sizes of the weights, times the strength.

    Parameters
    ----------
    w : ndarray, shape (d,)
        Any other shape will do.
    weight_decay : float, nonnegative

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the strength is negative.

    References
    ----------
    Tibshirani, "Regression shrinkage and selection via the lasso", Journal of the
    Royal Statistical Society B 58(1), 1996.
    """
    _check_strength(weight_decay)
    return float(weight_decay * np.sum(np.abs(1.0 * np.asarray(w))))


def l1_penalty_grad(w: np.ndarray, weight_decay: float) -> np.ndarray:
    """Gradient of the L1 penalty: equally strong for all weights.

    Parameters
    ----------
    w : ndarray, shape (d,)
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, shape (d,)
        0 at a weight of 0, where the penalty has a kink.

    Raises
    ------
    ValueError
        If the strength is negative.
    """
    _check_strength(weight_decay)
    return weight_decay * np.sign(w)


def decay_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    learning_rate: float,
    weight_decay: float,
) -> np.ndarray:
    """Shrink the weights by a factor, then step against the gradient.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient of the loss at theta, without a penalty.
    learning_rate : float, positive
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, same shape as theta

    Raises
    ------
    ValueError
        If the strength is negative.

    References
    ----------
    Krogh and Hertz, "A simple weight decay can improve generalization", NIPS 4,
    1991.
    """
    _check_strength(weight_decay)
    shrunk = (1.0 - learning_rate * weight_decay) * theta
    return gradient_step(shrunk, gradient, learning_rate)


def ridge(X: np.ndarray, y: np.ndarray, weight_decay: float) -> np.ndarray:
    """Weights with the smallest sum of squared error and L2 penalty.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example a row.
    y : ndarray, shape (n,)
    weight_decay : float, positive

    Returns
    -------
    ndarray, shape (d,)
        Where the mean squared error plus the penalty is lowest.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the strength is not positive.

    References
    ----------
    Hoerl and Kennard, "Ridge regression: biased estimation for nonorthogonal
    problems", Technometrics 12(1), 1970.
    """
    n, d = np.shape(X)
    if np.shape(y) != (n,) or not weight_decay > 0.0:
        given = f"{np.shape(X)}, {np.shape(y)}, {weight_decay}"
        raise ValueError(f"need (n, d), (n,), a strength > 0, got {given}")
    # The penalty as d more examples: X.T @ X would lose half of the digits.
    more = np.sqrt(n * weight_decay / 2.0) * np.eye(d)
    X, y = np.concatenate([X, more]), np.concatenate([y, np.zeros(d)])
    return np.linalg.lstsq(X, y, rcond=None)[0]


def l2_minimum(
    theta: np.ndarray, A: np.ndarray, weight_decay: float
) -> np.ndarray:
    """Lowest point of a bowl around theta and an L2 penalty together.

    Parameters
    ----------
    theta : ndarray, shape (d,)
        The lowest point of the bowl alone.
    A : ndarray, shape (d, d), positive definite
        How the bowl bends.
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the strength is negative.
    """
    _check_strength(weight_decay)
    return np.linalg.solve(A + weight_decay * np.eye(len(theta)), A @ theta)


def shrink(x: np.ndarray, weight_decay: float) -> np.ndarray:
    """Lowest point of (t - x)^2/2 and an L2 penalty on t together.

    Parameters
    ----------
    x : ndarray, any shape
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, same shape as x
        Smaller by a factor, and 0 only where x is.

    Raises
    ------
    ValueError
        If the strength is negative.
    """
    _check_strength(weight_decay)
    return np.asarray(x) / (1.0 + weight_decay)


def soft_threshold(x: np.ndarray, weight_decay: float) -> np.ndarray:
    """Lowest point of (t - x)^2/2 and an L1 penalty on t together.

    Parameters
    ----------
    x : ndarray, any shape
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, same shape as x
        Smaller by a fixed amount, and 0 where x is not larger than that.

    Raises
    ------
    ValueError
        If the strength is negative.

    References
    ----------
    Donoho, "De-noising by soft-thresholding", IEEE Transactions on Information
    Theory 41(3), 1995.
    """
    _check_strength(weight_decay)
    return np.sign(x) * np.maximum(np.abs(x) - weight_decay, 0.0)


def l1_step(
    theta: np.ndarray,
    gradient: np.ndarray,
    learning_rate: float,
    weight_decay: float,
) -> np.ndarray:
    """Step against the gradient, then pull all weights toward 0.

    Parameters
    ----------
    theta : ndarray, any shape
    gradient : ndarray, any shape
        The gradient of the loss at theta, without the penalty.
    learning_rate : float, positive
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, same shape as theta

    Raises
    ------
    ValueError
        If the strength is negative.

    References
    ----------
    Daubechies, Defrise and De Mol, "An iterative thresholding algorithm for linear
    inverse problems with a sparsity constraint", Communications on Pure and Applied
    Mathematics 57(11), 2004.
    """
    there = gradient_step(theta, gradient, learning_rate)
    return soft_threshold(there, learning_rate * weight_decay)


def dropout(
    X: np.ndarray, p: float, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Set entries to 0 at random, and enlarge the others to make up.

    For training only: to predict, use X as it is.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        Any other shape will do.
    p : float, in [0, 1)
        The probability that an entry is dropped.
    generator : Generator

    Returns
    -------
    output : ndarray, shape (n, d)
    mask : ndarray of bool, shape (n, d)
        True where an entry was kept.

    Raises
    ------
    ValueError
        If the probability is outside [0, 1).

    References
    ----------
    Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple
    way to prevent neural networks from overfitting", Journal of Machine Learning
    Research 15, 2014.
    """
    mask = generator.random(np.shape(X)) >= p
    return apply_mask(X, mask, p), mask


def apply_mask(X: np.ndarray, mask: np.ndarray, p: float) -> np.ndarray:
    """Keep what the mask keeps, enlarged; the rest becomes 0.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        Any other shape will do.
    mask : ndarray, shape (n, d), in {0, 1}
        1 where an entry is kept.
    p : float, in [0, 1)
        The probability with which entries were dropped.

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If the shapes differ, or the probability is outside [0, 1).
    """
    if not 0.0 <= p < 1.0 or np.shape(mask) != np.shape(X):
        given = f"{np.shape(X)}, {np.shape(mask)}, {p}"
        raise ValueError(f"need equal shapes and p in [0, 1), got {given}")
    # A product with the mask would make NaN of an infinite dropped entry.
    return np.where(mask, np.asarray(X) / (1.0 - p), 0.0)


def apply_mask_backward(
    G: np.ndarray, X: np.ndarray, mask: np.ndarray, p: float
) -> np.ndarray:
    """Carry a gradient back through dropout: what was dropped gets none.

    Parameters
    ----------
    G : ndarray, shape (n, d)
        Gradient of the loss with respect to the output.
    X : ndarray, shape (n, d)
    mask : ndarray, shape (n, d), in {0, 1}
        The mask of the forward pass.
    p : float, in [0, 1)

    Returns
    -------
    ndarray, shape (n, d)

    Raises
    ------
    ValueError
        If the shapes differ, or the probability is outside [0, 1).
    """
    if np.shape(X) != np.shape(G):
        shapes = f"{np.shape(G)} and {np.shape(X)}"
        raise ValueError(f"need equal shapes, got {shapes}")
    return apply_mask(G, mask, p)


def dropout_moments(
    x: np.ndarray, p: float
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of what dropout makes of an entry.

    Parameters
    ----------
    x : ndarray, any shape
    p : float, in [0, 1)
        The probability that an entry is dropped.

    Returns
    -------
    mean : ndarray, same shape as x
    variance : ndarray, same shape as x

    Raises
    ------
    ValueError
        If the probability is outside [0, 1).
    """
    if not 0.0 <= p < 1.0:
        raise ValueError(f"p must lie in [0, 1), got {p}")
    dropped, kept = 0.0, np.asarray(x) / (1.0 - p)
    mean = p * dropped + (1.0 - p) * kept
    from_mean = p * (dropped - mean) ** 2 + (1.0 - p) * (kept - mean) ** 2
    return mean, from_mean


def early_stopping(losses: np.ndarray, patience: int) -> tuple[int, int]:
    """Stop when the loss has not improved for so many epochs.

    Parameters
    ----------
    losses : ndarray, shape (T,)
        The validation loss after each epoch. NaN is no improvement.
    patience : int, positive
        How many epochs without improvement to wait.

    Returns
    -------
    best : int
        The epoch, counted from 0, whose parameters to keep.
    stop : int
        The last epoch that is trained.

    Raises
    ------
    ValueError
        If there is no loss, or the patience is not positive.
    """
    if np.ndim(losses) != 1 or not len(losses) or patience < 1:
        given = f"{np.shape(losses)} and {patience}"
        raise ValueError(f"need shape (T,), patience >= 1, got {given}")
    best, lowest = 0, np.inf
    for epoch, loss in enumerate(losses):
        if loss < lowest:
            best, lowest = epoch, loss
        if epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


def kept_share(eigenvalues: np.ndarray, weight_decay: float) -> np.ndarray:
    """How much of a bowl's lowest point L2 leaves along each axis.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,), positive
        How strongly the bowl bends along each axis.
    weight_decay : float, nonnegative

    Returns
    -------
    ndarray, shape (d,)

    Raises
    ------
    ValueError
        If the strength is negative.
    """
    _check_strength(weight_decay)
    return eigenvalues / (eigenvalues + weight_decay)


def reached_share(
    eigenvalues: np.ndarray, learning_rate: float, steps: int
) -> np.ndarray:
    """How much of a bowl's lowest point steps from 0 reach.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,), positive
        How strongly the bowl bends along each axis.
    learning_rate : float, positive
    steps : int, nonnegative

    Returns
    -------
    ndarray, shape (d,)
        Along each axis.

    Raises
    ------
    ValueError
        If the number of steps is negative.
    """
    if steps < 0:
        raise ValueError(f"the number of steps is negative, {steps}")
    return 1.0 - (1.0 - learning_rate * np.asarray(eigenvalues)) ** steps


def shift_images(images: np.ndarray, shifts: np.ndarray) -> np.ndarray:
    """Move each image by whole pixels; what comes in at an edge is 0.

    Parameters
    ----------
    images : ndarray, shape (n, d, k)
        So many images of d rows and k columns.
    shifts : ndarray of int, shape (n, 2)
        How far each moves down, and to the right; negative is up and left.

    Returns
    -------
    ndarray, shape (n, d, k)

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    if np.ndim(images) != 3 or np.shape(shifts) != (len(images), 2):
        shapes = f"{np.shape(images)} and {np.shape(shifts)}"
        raise ValueError(f"need shapes (n, d, k) and (n, 2), got {shapes}")
    n, d, k = images.shape
    # Where a pixel comes from; np.roll would take it from the other edge.
    row = np.arange(d)[:, np.newaxis] - shifts[:, :1, np.newaxis]
    column = np.arange(k) - shifts[:, 1:, np.newaxis]
    inside = (row >= 0) & (row < d) & (column >= 0) & (column < k)
    image = np.arange(n)[:, np.newaxis, np.newaxis]
    return np.where(inside, images[image, row % d, column % k], 0)


def label_smoothing(Y: np.ndarray, eps: float) -> np.ndarray:
    """Take a little from the target's class and give all the same share.

    Parameters
    ----------
    Y : ndarray, shape (n, K), rows sum to 1
        The targets, one-hot or not.
    eps : float, in [0, 1]
        How much is shared out among all K classes.

    Returns
    -------
    ndarray, shape (n, K)

    Raises
    ------
    ValueError
        If Y has not two axes, or eps is outside [0, 1].

    References
    ----------
    Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, "Rethinking the Inception
    architecture for computer vision", CVPR, 2016.
    """
    if np.ndim(Y) != 2 or not 0.0 <= eps <= 1.0:
        given = f"{np.shape(Y)} and {eps}"
        raise ValueError(f"need (n, K) and eps in [0, 1], got {given}")
    return (1.0 - eps) * Y + eps / np.shape(Y)[1]


def soft_cross_entropy(Z: np.ndarray, Y: np.ndarray) -> float:
    """Cross-entropy of target probabilities and the softmax of scores.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
        Scores, a row for each example.
    Y : ndarray, shape (n, K), rows sum to 1
        The probability that each class should get.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ, or there is no example.
    """
    _check_targets(Z, Y)
    return float(-np.mean(np.sum(Y * log_softmax(Z), axis=1)))


def soft_cross_entropy_grad(Z: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Gradient of that cross-entropy by the scores.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
    Y : ndarray, shape (n, K), rows sum to 1

    Returns
    -------
    ndarray, shape (n, K)
        Each row has the sum 0.

    Raises
    ------
    ValueError
        If the shapes differ, or there is no example.
    """
    _check_targets(Z, Y)
    return (softmax(Z) - Y) / len(Z)


def best_gap(eps: float, classes: int) -> float:
    """How far ahead the right score should be with label smoothing.

    Parameters
    ----------
    eps : float, in (0, 1]
    classes : int, in 2..20

    Returns
    -------
    float
        The score of the right class minus that of any other, where the loss is
        lowest.

    Raises
    ------
    ValueError
        If eps is outside (0, 1], or there are fewer than two classes.
    """
    if not 0.0 < eps <= 1.0 or classes < 2:
        given = f"{eps} and {classes}"
        raise ValueError(f"need eps in (0, 1], two classes, got {given}")
    return float(np.log1p(classes * (1.0 - eps) / eps))


def elastic_net(w: np.ndarray, weight_decay: float, share: float) -> float:
    """A mixture of the L1 and the L2 penalty.

    Parameters
    ----------
    w : ndarray, shape (d,)
    weight_decay : float, nonnegative
    share : float, in [0, 1]
        The share of the L1 penalty.

    Returns
    -------
    float

    References
    ----------
    Zou and Hastie, "Regularization and variable selection via the elastic net",
    Journal of the Royal Statistical Society B 67(2), 2005.
    """
    first = share * l1_penalty(w, weight_decay)
    return first + (1.0 - share) * l2_penalty(w, weight_decay)


def max_norm(W: np.ndarray, limit: float) -> np.ndarray:
    """Shorten the weights of each neuron that are longer than a limit.

    Parameters
    ----------
    W : ndarray, shape (d, k)
        One neuron a column.
    limit : float, positive

    Returns
    -------
    ndarray, shape (d, k)

    References
    ----------
    Srebro and Shraibman, "Rank, trace-norm and max-norm", COLT, 2005; for networks
    Hinton et al., "Improving neural networks by preventing co-adaptation of feature
    detectors", 2012.
    """
    lengths = np.sqrt(np.sum(W**2, axis=0))
    # The larger of the two is never 0, even if all weights are.
    return W * (limit / np.maximum(lengths, limit))


def mixup(
    X: np.ndarray, Y: np.ndarray, order: np.ndarray, share: float
) -> tuple[np.ndarray, np.ndarray]:
    """Mix each example and its target with another one.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    Y : ndarray, shape (n, K), rows sum to 1
    order : ndarray of int, shape (n,), in 0..n-1
        The row of the partner of each example.
    share : float, in [0, 1]
        How much of the example itself stays.

    Returns
    -------
    mixed_X : ndarray, shape (n, d)
    mixed_Y : ndarray, shape (n, K)

    References
    ----------
    Zhang, Cissé, Dauphin and Lopez-Paz, "mixup: beyond empirical risk
    minimization", ICLR, 2018.
    """
    mixed_X = share * X + (1.0 - share) * X[order]
    return mixed_X, share * Y + (1.0 - share) * Y[order]


def _check_strength(weight_decay: float) -> None:
    if not weight_decay >= 0.0:
        message = "the strength of a penalty is not negative"
        raise ValueError(f"{message}, got {weight_decay}")


def _check_targets(Z: np.ndarray, Y: np.ndarray) -> None:
    if np.ndim(Z) != 2 or np.shape(Y) != np.shape(Z) or np.size(Z) == 0:
        shapes = f"{np.shape(Z)} and {np.shape(Y)}"
        raise ValueError(f"need shapes (n, K) with entries, got {shapes}")
