"""Examples of two classes in; probabilities, a boundary and the weights that fit them out."""

import numpy as np

from snippets.activations import sigmoid_grad
from snippets.losses import binary_cross_entropy, binary_cross_entropy_grad
from snippets.neuron import neuron, weighted_sum
from snippets.optimization import gradient_step


def predict_probability(
    X: np.ndarray, w: np.ndarray, b: float
) -> np.ndarray:
    """Predict for each example the probability of a yes.

    Parameters
    ----------
    X : ndarray, shape (n, d)
        One example a row.
    w : ndarray, shape (d,)
    b : float

    Returns
    -------
    ndarray, shape (n,)

    References
    ----------
    Cox, "The regression analysis of binary sequences", Journal of the Royal
    Statistical Society, Series B 20(2), 1958.
    """
    return neuron(X, w, b)


def likelihood(prediction: np.ndarray, y: np.ndarray) -> float:
    """The probability that all examples turn out as they did.

    Parameters
    ----------
    prediction : ndarray, shape (n,), in (0, 1)
        The predicted probability of a yes.
    y : ndarray of int, shape (n,), in {0, 1}
        What happened: 1 for a yes.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    if np.shape(prediction) != np.shape(y):
        shapes = f"{np.shape(prediction)} and {np.shape(y)}"
        raise ValueError(f"need two arrays of one shape, got {shapes}")
    return float(np.prod(np.where(y == 1, prediction, 1.0 - prediction)))


def loss(w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray) -> float:
    """The mean surprise at the outcomes, as a choice of w and b.

    Parameters
    ----------
    w : ndarray, shape (d,)
    b : float
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    float
    """
    return binary_cross_entropy(weighted_sum(X, w, b), y)


def loss_gradients(
    w: np.ndarray, b: float, X: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, float]:
    """Gradients of the loss by the weights and the bias.

    Parameters
    ----------
    w : ndarray, shape (d,)
    b : float
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    w_grad : ndarray, shape (d,)
    b_grad : float
    """
    G = binary_cross_entropy_grad(weighted_sum(X, w, b), y)
    return X.T @ G, float(np.sum(G))


def fit(
    X: np.ndarray, y: np.ndarray, learning_rate: float, steps: int
) -> tuple[np.ndarray, float]:
    """Find weights and bias by gradient descent, from zeros.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray of int, shape (n,), in {0, 1}
    learning_rate : float, positive
    steps : int, nonnegative

    Returns
    -------
    w : ndarray, shape (d,)
    b : float
    """
    w, b = np.zeros(np.shape(X)[1]), 0.0
    for _ in range(steps):
        w_grad, b_grad = loss_gradients(w, b, X, y)
        w = gradient_step(w, w_grad, learning_rate)
        b = gradient_step(b, b_grad, learning_rate)
    return w, b


def loss_hessian(w: np.ndarray, b: float, X: np.ndarray) -> np.ndarray:
    """How the loss bends along the weights: nowhere downward.

    Parameters
    ----------
    w : ndarray, shape (d,)
    b : float
    X : ndarray, shape (n, d)

    Returns
    -------
    ndarray, shape (d, d)
    """
    slopes = sigmoid_grad(weighted_sum(X, w, b))
    return X.T @ (slopes[:, np.newaxis] * X) / len(X)


def classify(
    X: np.ndarray, w: np.ndarray, b: float, threshold: float = 0.5
) -> np.ndarray:
    """Say yes where its probability reaches a threshold.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    w : ndarray, shape (d,)
    b : float
    threshold : float, in (0, 1), default 0.5

    Returns
    -------
    ndarray of int, shape (n,)
        1 for a yes, 0 for a no.

    Raises
    ------
    ValueError
        If the threshold does not lie between 0 and 1.
    """
    if not 0.0 < threshold < 1.0:
        raise ValueError(
            f"the threshold is between 0 and 1, not {threshold}"
        )
    return (predict_probability(X, w, b) >= threshold).astype(int)


def signed_distance(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """Distance from the boundary, negative on the no side.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    w : ndarray, shape (d,), nonzero
    b : float

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    ValueError
        If all weights are 0: then there is no boundary.
    """
    if not np.any(w):
        raise ValueError("without a weight there is no boundary")
    return weighted_sum(X, w, b) / np.sqrt(np.sum(np.square(w)))


def label_loss(z: np.ndarray, y: np.ndarray) -> float:
    """The same loss for the labels -1 and 1 of the perceptron.

    Parameters
    ----------
    z : ndarray, shape (n,)
        The scores.
    y : ndarray of int, shape (n,), in {-1, 1}

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    if np.shape(z) != np.shape(y):
        shapes = f"{np.shape(z)} and {np.shape(y)}"
        raise ValueError(f"need two arrays of one shape, got {shapes}")
    # log(1 + e**-yz), in a form that cannot overflow.
    return float(np.mean(np.logaddexp(0.0, -y * z)))


def cost_threshold(false_alarm: float, miss: float) -> float:
    """The probability from which on a yes is the cheaper answer.

    Parameters
    ----------
    false_alarm : float, positive
        What a yes costs where a no was true.
    miss : float, positive
        What a no costs where a yes was true.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If a cost is not positive.
    """
    if not (false_alarm > 0.0 and miss > 0.0):
        raise ValueError(
            f"costs are positive, got {false_alarm} and {miss}"
        )
    return false_alarm / (false_alarm + miss)
