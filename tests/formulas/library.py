"""Small correct NumPy functions of the field, to which the formulas of the corpus are bound.

Each docstring states the contract from which the checker draws its inputs. They
stand apart from `snippets/`, so that the reader of formulas is tested on more
mathematics than the site shows. `test_library.py` compares them with plain loops
and with PyTorch.
"""

import math
from collections.abc import Callable

import numpy as np

Array = np.ndarray

# --- elementwise functions ---------------------------------------------------


def square(x: Array) -> Array:
    """Square each entry.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.multiply(x, x)


def absolute(x: Array) -> Array:
    """Distance of each entry from zero.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.abs(x)


def sign(x: Array) -> Array:
    """-1, 0 or 1 by the sign of each entry.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.sign(x)


def step(x: Array) -> Array:
    """1 where the entry is not negative, else 0.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.where(np.asarray(x) >= 0, 1.0, 0.0)


def relu(x: Array) -> Array:
    """Replace negative entries by zero.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.maximum(x, 0.0)


def relu_grad(x: Array) -> Array:
    """Derivative of ReLU, 0 at the kink.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def leaky_relu(x: Array, alpha: float = 0.2) -> Array:
    """Scale negative entries by a small slope.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, in [0, 1], default 0.2

    Returns
    -------
    ndarray, same shape as x
    """
    return np.where(np.asarray(x) > 0, x, alpha * np.asarray(x))


def leaky_relu_grad(x: Array, alpha: float = 0.2) -> Array:
    """Derivative of Leaky ReLU, the left slope at the kink.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, in [0, 1], default 0.2

    Returns
    -------
    ndarray, same shape as x
    """
    return np.where(np.asarray(x) > 0, 1.0, alpha)


def elu(x: Array, alpha: float = 1.0) -> Array:
    """Bend negative entries towards -alpha exponentially.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as x
    """
    return np.where(np.asarray(x) > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))


def elu_grad(x: Array, alpha: float = 1.0) -> Array:
    """Derivative of ELU, the left slope at the kink.

    Parameters
    ----------
    x : ndarray, any shape
    alpha : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as x
    """
    return np.where(np.asarray(x) > 0, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


def sigmoid(x: Array) -> Array:
    """Squash each entry into (0, 1).

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.exp(-np.logaddexp(0.0, -np.asarray(x, dtype=float)))


def sigmoid_grad(x: Array) -> Array:
    """Derivative of the sigmoid.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return sigmoid(x) * sigmoid(-np.asarray(x))


def tanh(x: Array) -> Array:
    """Squash each entry into (-1, 1).

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.tanh(x)


def tanh_grad(x: Array) -> Array:
    """Derivative of the hyperbolic tangent.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return 1.0 - np.tanh(x) ** 2


def softplus(x: Array, beta: float = 1.0) -> Array:
    """A smooth ReLU, sharper for a greater beta.

    Parameters
    ----------
    x : ndarray, any shape
    beta : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as x
    """
    return np.logaddexp(0.0, beta * np.asarray(x)) / beta


def softplus_grad(x: Array, beta: float = 1.0) -> Array:
    """Derivative of softplus.

    Parameters
    ----------
    x : ndarray, any shape
    beta : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as x
    """
    return sigmoid(beta * np.asarray(x))


def normal_cdf(x: Array) -> Array:
    """Probability that a standard normal variable is at most x.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.vectorize(lambda value: 0.5 * math.erfc(-value / math.sqrt(2.0)), otypes=[float])(x)


def gelu(x: Array) -> Array:
    """Weight each entry by the normal probability of lying below it.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return x * normal_cdf(x)


def gelu_tanh(x: Array) -> Array:
    """The usual approximation of GELU by a hyperbolic tangent.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (x + 0.044715 * x**3)))


def swish(x: Array, beta: float = 1.0) -> Array:
    """Weight each entry by its sigmoid.

    Parameters
    ----------
    x : ndarray, any shape
    beta : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as x
    """
    return x * sigmoid(beta * np.asarray(x))


def swish_grad(x: Array, beta: float = 1.0) -> Array:
    """Derivative of Swish.

    Parameters
    ----------
    x : ndarray, any shape
    beta : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as x
    """
    gate = sigmoid(beta * np.asarray(x))
    return gate + beta * x * gate * (1.0 - gate)


def mish(x: Array) -> Array:
    """Weight each entry by the tanh of its softplus.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return x * np.tanh(np.logaddexp(0.0, x))


def softsign(x: Array) -> Array:
    """Squash each entry into (-1, 1) by its own size.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return x / (1.0 + np.abs(x))


def softsign_grad(x: Array) -> Array:
    """Derivative of softsign.

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return 1.0 / (1.0 + np.abs(x)) ** 2


def hard_tanh(x: Array) -> Array:
    """Clip each entry to [-1, 1].

    Parameters
    ----------
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return np.clip(x, -1.0, 1.0)


def huber(r: Array, delta: float = 1.0) -> Array:
    """Quadratic for small residuals, linear for large ones.

    Parameters
    ----------
    r : ndarray, any shape
    delta : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as r
    """
    size = np.abs(r)
    return np.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta))


def huber_grad(r: Array, delta: float = 1.0) -> Array:
    """Derivative of the Huber loss: the residual, clipped.

    Parameters
    ----------
    r : ndarray, any shape
    delta : float, positive, default 1.0

    Returns
    -------
    ndarray, same shape as r
    """
    return np.clip(r, -delta, delta)


def soft_threshold(w: Array, lam: float) -> Array:
    """Shrink each entry towards zero: the proximal step of the L1 penalty.

    Parameters
    ----------
    w : ndarray, any shape
    lam : float, positive

    Returns
    -------
    ndarray, same shape as w
    """
    return np.sign(w) * np.maximum(np.abs(w) - lam, 0.0)


# --- calculus ----------------------------------------------------------------


def central_difference(f: Callable, x: Array, a: float) -> Array:
    """Slope of the secant through x - a and x + a.

    Parameters
    ----------
    f : callable, smooth, elementwise
    x : ndarray, any shape
    a : float, in [0.01, 1]

    Returns
    -------
    ndarray, same shape as x
    """
    return (f(x + a) - f(x - a)) / (2.0 * a)


def derivative(f: Callable, x: Array) -> Array:
    """Slope of f at x, from secants of a step and of twice the step.

    Parameters
    ----------
    f : callable, smooth, elementwise
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    near, far = (central_difference(f, x, step) for step in (1e-3, 2e-3))
    return (4.0 * near - far) / 3.0


def compose(f: Callable, g: Callable, x: Array) -> Array:
    """Apply g, then f.

    Parameters
    ----------
    f : callable, smooth, elementwise
    g : callable, smooth, elementwise
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return f(g(x))


def chain_rule(f: Callable, g: Callable, x: Array) -> Array:
    """Derivative of f after g.

    Parameters
    ----------
    f : callable, smooth, elementwise
    g : callable, smooth, elementwise
    x : ndarray, any shape

    Returns
    -------
    ndarray, same shape as x
    """
    return derivative(f, g(x)) * derivative(g, x)


# --- softmax and its relatives -----------------------------------------------


def logsumexp(z: Array) -> float:
    """Logarithm of the sum of the exponentials.

    Parameters
    ----------
    z : ndarray, shape (K,)

    Returns
    -------
    float
    """
    top = np.max(z)
    return top + np.log(np.sum(np.exp(z - top)))


def softmax(z: Array) -> Array:
    """Turn scores into probabilities.

    Parameters
    ----------
    z : ndarray, shape (K,)

    Returns
    -------
    ndarray, shape (K,)
    """
    shifted = np.exp(z - np.max(z))
    return shifted / np.sum(shifted)


def softmax_temperature(z: Array, temperature: float) -> Array:
    """Softmax of the scores divided by a temperature.

    Parameters
    ----------
    z : ndarray, shape (K,)
    temperature : float, positive

    Returns
    -------
    ndarray, shape (K,)
    """
    return softmax((z - np.max(z)) / temperature)


def softmax_rows(Z: Array) -> Array:
    """Softmax of each row.

    Parameters
    ----------
    Z : ndarray, shape (n, K)

    Returns
    -------
    ndarray, shape (n, K)
    """
    shifted = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return shifted / np.sum(shifted, axis=1, keepdims=True)


def log_softmax(z: Array) -> Array:
    """Logarithm of the softmax.

    Parameters
    ----------
    z : ndarray, shape (K,)

    Returns
    -------
    ndarray, shape (K,)
    """
    return z - logsumexp(z)


def softmax_jacobian(p: Array) -> Array:
    """Derivative of each softmax output by each score, from the outputs.

    Parameters
    ----------
    p : ndarray, shape (K,), sums to 1

    Returns
    -------
    ndarray, shape (K, K)
    """
    return np.diag(p) - np.outer(p, p)


def argmax(z: Array) -> int:
    """Position of the greatest score, the first of several.

    Parameters
    ----------
    z : ndarray, shape (K,)

    Returns
    -------
    int
    """
    return int(np.argmax(z))


# --- losses ------------------------------------------------------------------


def mse(y_hat: Array, y: Array) -> float:
    """Mean of the squared errors.

    Parameters
    ----------
    y_hat : ndarray, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return float(np.mean((y_hat - y) ** 2))


def mse_grad(y_hat: Array, y: Array) -> Array:
    """Gradient of the mean squared error with respect to the predictions.

    Parameters
    ----------
    y_hat : ndarray, shape (n,)
    y : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (n,)
    """
    return 2.0 * (y_hat - y) / len(y)


def mae(y: Array, y_hat: Array) -> float:
    """Mean of the absolute errors.

    Parameters
    ----------
    y : ndarray, shape (n,)
    y_hat : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return float(np.mean(np.abs(y_hat - y)))


def binary_cross_entropy(y: Array, p: Array) -> float:
    """Mean negative log-likelihood of binary labels.

    Parameters
    ----------
    y : ndarray, shape (n,), in {0, 1}
    p : ndarray, shape (n,), in (0, 1)

    Returns
    -------
    float
    """
    return float(-np.mean(y * np.log(p) + (1.0 - y) * np.log1p(-p)))


def binary_cross_entropy_with_logits(y: Array, z: Array) -> float:
    """Mean negative log-likelihood of binary labels, from scores.

    Parameters
    ----------
    y : ndarray, shape (n,), in {0, 1}
    z : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return float(np.mean(np.logaddexp(0.0, z) - y * z))


def cross_entropy(P: Array, y: Array) -> float:
    """Mean negative log-probability of the true classes.

    Parameters
    ----------
    P : ndarray, shape (n, K), in (0, 1)
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    float
    """
    return float(-np.mean(np.log(P[np.arange(len(y)), y])))


def cross_entropy_one_hot(P: Array, Y: Array) -> float:
    """Mean cross-entropy of target rows and predicted rows.

    Parameters
    ----------
    P : ndarray, shape (n, K), in (0, 1)
    Y : ndarray, shape (n, K), rows sum to 1

    Returns
    -------
    float
    """
    return float(-np.mean(np.sum(Y * np.log(P), axis=1)))


def softmax_cross_entropy(Z: Array, y: Array) -> float:
    """Mean cross-entropy of classes, from scores.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
    y : ndarray of int, shape (n,), in 0..K-1

    Returns
    -------
    float
    """
    return float(np.mean([logsumexp(row) - row[label] for row, label in zip(Z, y, strict=True)]))


def softmax_cross_entropy_grad(Z: Array, Y: Array) -> Array:
    """Gradient of the mean softmax cross-entropy with respect to the scores.

    Parameters
    ----------
    Z : ndarray, shape (n, K)
    Y : ndarray, shape (n, K), one-hot rows

    Returns
    -------
    ndarray, shape (n, K)
    """
    return (softmax_rows(Z) - Y) / len(Z)


def hinge(y: Array, s: Array) -> float:
    """Mean shortfall from a margin of one, for labels -1 and 1.

    Parameters
    ----------
    y : ndarray, shape (n,), in {-1, 1}
    s : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return float(np.mean(np.maximum(0.0, 1.0 - y * s)))


def focal(p: Array, gamma: float) -> Array:
    """Negative log-probability, weighted by how wrong it is.

    Parameters
    ----------
    p : ndarray, any shape, in (0, 1)
    gamma : float, positive

    Returns
    -------
    ndarray, same shape as p
    """
    return -((1.0 - p) ** gamma) * np.log(p)


def label_smoothing(y: Array, eps: float) -> Array:
    """Mix a target distribution with the uniform one.

    Parameters
    ----------
    y : ndarray, shape (K,), sums to 1
    eps : float, in (0, 1)

    Returns
    -------
    ndarray, shape (K,)
    """
    return (1.0 - eps) * y + eps / len(y)


def l2_penalty(loss: float, w: Array, lam: float) -> float:
    """Loss plus half the weighted squared norm of the weights.

    Parameters
    ----------
    loss : float
    w : ndarray, shape (d,)
    lam : float, positive

    Returns
    -------
    float
    """
    return float(loss + 0.5 * lam * np.sum(w * w))


# --- probability and information ---------------------------------------------


def variance(x: Array) -> float:
    """Mean squared distance from the mean.

    Parameters
    ----------
    x : ndarray, shape (n,)

    Returns
    -------
    float
    """
    return float(np.var(x))


def expectation(p: Array, x: Array) -> float:
    """Mean of values under a finite distribution.

    Parameters
    ----------
    p : ndarray, shape (K,), sums to 1
    x : ndarray, shape (K,)

    Returns
    -------
    float
    """
    return float(p @ x)


def weighted_variance(p: Array, x: Array) -> float:
    """Variance of values under a finite distribution.

    Parameters
    ----------
    p : ndarray, shape (K,), sums to 1
    x : ndarray, shape (K,)

    Returns
    -------
    float
    """
    return float(p @ (x - p @ x) ** 2)


def covariance(X: Array) -> Array:
    """Covariance of the columns, divided by the number of rows.

    Parameters
    ----------
    X : ndarray, shape (n, d)

    Returns
    -------
    ndarray, shape (d, d)
    """
    centered = X - X.mean(axis=0)
    return centered.T @ centered / len(X)


def gaussian_density(x: Array, mu: float, std: float) -> Array:
    """Density of a normal distribution.

    Parameters
    ----------
    x : ndarray, any shape
    mu : float
    std : float, in [0.5, 4]

    Returns
    -------
    ndarray, same shape as x
    """
    return np.exp(-0.5 * ((x - mu) / std) ** 2) / (std * np.sqrt(2.0 * np.pi))


def gaussian_log_density(x: Array, mu: float, std: float) -> Array:
    """Logarithm of the density of a normal distribution.

    Parameters
    ----------
    x : ndarray, any shape
    mu : float
    std : float, in [0.5, 4]

    Returns
    -------
    ndarray, same shape as x
    """
    return -0.5 * ((x - mu) / std) ** 2 - np.log(std) - 0.5 * np.log(2.0 * np.pi)


def mahalanobis(x: Array, mu: Array, S: Array) -> float:
    """Distance from the mean in units of the covariance.

    Parameters
    ----------
    x : ndarray, shape (d,)
    mu : ndarray, shape (d,)
    S : ndarray, shape (d, d), positive definite

    Returns
    -------
    float
    """
    return float(np.sqrt((x - mu) @ np.linalg.solve(S, x - mu)))


def bernoulli(x: Array, p: float) -> Array:
    """Probability of each binary outcome.

    Parameters
    ----------
    x : ndarray, any shape, in {0, 1}
    p : float, in (0, 1)

    Returns
    -------
    ndarray, same shape as x
    """
    return np.where(np.asarray(x) == 1, p, 1.0 - p)


def bayes(prior: Array, likelihood: Array) -> Array:
    """Posterior probabilities of the hypotheses.

    Parameters
    ----------
    prior : ndarray, shape (K,), sums to 1
    likelihood : ndarray, shape (K,), in (0, 1)

    Returns
    -------
    ndarray, shape (K,)
    """
    joint = prior * likelihood
    return joint / joint.sum()


def entropy(p: Array) -> float:
    """Expected surprise of a distribution without zeros.

    Parameters
    ----------
    p : ndarray, shape (K,), positive, sums to 1

    Returns
    -------
    float
    """
    return float(-p @ np.log(p))


def relative_cross_entropy(p: Array, q: Array) -> float:
    """Expected surprise under p of one who believes q.

    Parameters
    ----------
    p : ndarray, shape (K,), positive, sums to 1
    q : ndarray, shape (K,), positive, sums to 1

    Returns
    -------
    float
    """
    return float(-p @ np.log(q))


def kl_divergence(p: Array, q: Array) -> float:
    """Surprise added by believing q where p is true.

    Parameters
    ----------
    p : ndarray, shape (K,), positive, sums to 1
    q : ndarray, shape (K,), positive, sums to 1

    Returns
    -------
    float
    """
    return float(np.sum(p * (np.log(p) - np.log(q))))


def jensen_shannon(p: Array, q: Array) -> float:
    """Mean divergence of two distributions from their midpoint.

    Parameters
    ----------
    p : ndarray, shape (K,), positive, sums to 1
    q : ndarray, shape (K,), positive, sums to 1

    Returns
    -------
    float
    """
    middle = 0.5 * (p + q)
    return 0.5 * (kl_divergence(p, middle) + kl_divergence(q, middle))


def perplexity(p: Array) -> float:
    """Exponential of the mean surprise of the observed probabilities.

    Parameters
    ----------
    p : ndarray, shape (n,), in (0, 1)

    Returns
    -------
    float
    """
    return float(np.exp(-np.mean(np.log(p))))


def gaussian_kl(mu: Array, logvar: Array) -> float:
    """Divergence of a diagonal Gaussian from the standard one: the prior term of a VAE.

    Parameters
    ----------
    mu : ndarray, shape (d,)
    logvar : ndarray, shape (d,)

    Returns
    -------
    float
    """
    return float(0.5 * np.sum(np.exp(logvar) + mu**2 - 1.0 - logvar))


# --- vectors and matrices ----------------------------------------------------


def dot(a: Array, b: Array) -> float:
    """Sum of the products of the entries.

    Parameters
    ----------
    a : ndarray, shape (d,)
    b : ndarray, shape (d,)

    Returns
    -------
    float
    """
    return float(np.dot(a, b))


def norm(x: Array) -> float:
    """Length of a vector.

    Parameters
    ----------
    x : ndarray, shape (d,)

    Returns
    -------
    float
    """
    return float(np.sqrt(np.dot(x, x)))


def norm_1(x: Array) -> float:
    """Sum of the absolute values.

    Parameters
    ----------
    x : ndarray, shape (d,)

    Returns
    -------
    float
    """
    return float(np.sum(np.abs(x)))


def norm_max(x: Array) -> float:
    """Greatest absolute value.

    Parameters
    ----------
    x : ndarray, shape (d,)

    Returns
    -------
    float
    """
    return float(np.max(np.abs(x)))


def cosine_similarity(a: Array, b: Array) -> float:
    """Cosine of the angle between two vectors.

    Parameters
    ----------
    a : ndarray, shape (d,), nonzero
    b : ndarray, shape (d,), nonzero

    Returns
    -------
    float
    """
    return float(np.dot(a, b) / (norm(a) * norm(b)))


def projection(a: Array, b: Array) -> Array:
    """The part of b along a.

    Parameters
    ----------
    a : ndarray, shape (d,), nonzero
    b : ndarray, shape (d,)

    Returns
    -------
    ndarray, shape (d,)
    """
    return a * (np.dot(a, b) / np.dot(a, a))


def matmul(A: Array, B: Array) -> Array:
    """All dot products of rows of A and columns of B.

    Parameters
    ----------
    A : ndarray, shape (n, m)
    B : ndarray, shape (m, k)

    Returns
    -------
    ndarray, shape (n, k)
    """
    return A @ B


def outer(a: Array, b: Array) -> Array:
    """All products of an entry of a and an entry of b.

    Parameters
    ----------
    a : ndarray, shape (n,)
    b : ndarray, shape (m,)

    Returns
    -------
    ndarray, shape (n, m)
    """
    return np.outer(a, b)


def trace(A: Array) -> float:
    """Sum of the diagonal.

    Parameters
    ----------
    A : ndarray, shape (n, n)

    Returns
    -------
    float
    """
    return float(np.trace(A))


def trace_of_product(A: Array, B: Array) -> float:
    """Trace of AB.

    Parameters
    ----------
    A : ndarray, shape (n, m)
    B : ndarray, shape (m, n)

    Returns
    -------
    float
    """
    return float(np.trace(A @ B))


def frobenius(A: Array) -> float:
    """Root of the sum of the squared entries.

    Parameters
    ----------
    A : ndarray, shape (n, m)

    Returns
    -------
    float
    """
    return float(np.sqrt(np.sum(A * A)))


def quadratic_form(x: Array, A: Array) -> float:
    """Weighted sum of the products of two entries of x.

    Parameters
    ----------
    x : ndarray, shape (d,)
    A : ndarray, shape (d, d)

    Returns
    -------
    float
    """
    return float(x @ A @ x)


def quadratic_form_grad(x: Array, A: Array) -> Array:
    """Gradient of the quadratic form with respect to x.

    Parameters
    ----------
    x : ndarray, shape (d,)
    A : ndarray, shape (d, d)

    Returns
    -------
    ndarray, shape (d,)
    """
    return A @ x + A.T @ x


def scale_rows(s: Array, A: Array) -> Array:
    """Multiply each row of A by its own factor.

    Parameters
    ----------
    s : ndarray, shape (n,)
    A : ndarray, shape (n, m)

    Returns
    -------
    ndarray, shape (n, m)
    """
    return s[:, None] * A


def solve(A: Array, b: Array) -> Array:
    """Solution of Ax = b.

    Parameters
    ----------
    A : ndarray, shape (d, d), positive definite
    b : ndarray, shape (d,)

    Returns
    -------
    ndarray, shape (d,)
    """
    return np.linalg.solve(A, b)


def ridge(X: Array, y: Array, lam: float) -> Array:
    """Weights of least squares with an L2 penalty.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray, shape (n,)
    lam : float, in [0.1, 2]

    Returns
    -------
    ndarray, shape (d,)
    """
    return np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)


# --- layers ------------------------------------------------------------------


def linear(X: Array, W: Array, b: Array) -> Array:
    """An affine map of each row.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)
    b : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (n, k)
    """
    return X @ W + b


def linear_backward(G: Array, X: Array, W: Array, b: Array) -> tuple[Array, Array, Array]:
    """Gradients of a loss by the inputs of `linear`, from the gradient by its output.

    Parameters
    ----------
    G : ndarray, shape (n, k)
    X : ndarray, shape (n, d)
    W : ndarray, shape (d, k)
    b : ndarray, shape (k,)

    Returns
    -------
    X_grad : ndarray, shape (n, d)
    W_grad : ndarray, shape (d, k)
    b_grad : ndarray, shape (k,)
    """
    return G @ W.T, X.T @ G, G.sum(axis=0)


def neuron(x: Array, w: Array, b: float) -> float:
    """A weighted sum, squashed.

    Parameters
    ----------
    x : ndarray, shape (d,)
    w : ndarray, shape (d,)
    b : float

    Returns
    -------
    float
    """
    return float(sigmoid(np.dot(w, x) + b))


def two_layers(x: Array, W_1: Array, b_1: Array, W_2: Array, b_2: Array) -> Array:
    """A perceptron with one hidden layer of rectifiers.

    Parameters
    ----------
    x : ndarray, shape (d,)
    W_1 : ndarray, shape (d, m)
    b_1 : ndarray, shape (m,)
    W_2 : ndarray, shape (m, k)
    b_2 : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (k,)
    """
    return np.maximum(x @ W_1 + b_1, 0.0) @ W_2 + b_2


def logistic_gradient(X: Array, y: Array, w: Array) -> Array:
    """Gradient of the mean binary cross-entropy of logistic regression.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    y : ndarray, shape (n,), in {0, 1}
    w : ndarray, shape (d,)

    Returns
    -------
    ndarray, shape (d,)
    """
    return X.T @ (sigmoid(X @ w) - y) / len(y)


def batch_norm(X: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    """Standardize each column over the batch, then scale and shift it.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    beta : ndarray, shape (d,)
    eps : float, in (0, 1), default 1e-5

    Returns
    -------
    ndarray, shape (n, d)
    """
    return gamma * (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + eps) + beta


def layer_norm(X: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    """Standardize each row over its entries, then scale and shift the columns.

    Parameters
    ----------
    X : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    beta : ndarray, shape (d,)
    eps : float, in (0, 1), default 1e-5

    Returns
    -------
    ndarray, shape (n, d)
    """
    mean = X.mean(axis=1, keepdims=True)
    return gamma * (X - mean) / np.sqrt(X.var(axis=1, keepdims=True) + eps) + beta


def rms_norm(x: Array, gamma: Array, eps: float = 1e-5) -> Array:
    """Divide a vector by its root mean square, then scale it.

    Parameters
    ----------
    x : ndarray, shape (d,)
    gamma : ndarray, shape (d,)
    eps : float, in (0, 1), default 1e-5

    Returns
    -------
    ndarray, shape (d,)
    """
    return gamma * x / np.sqrt(np.mean(x**2) + eps)


def dropout(x: Array, m: Array, p: float) -> Array:
    """Inverted dropout with a given mask.

    Parameters
    ----------
    x : ndarray, shape (d,)
    m : ndarray, shape (d,), in {0, 1}
    p : float, in [0, 0.9]

    Returns
    -------
    ndarray, shape (d,)
    """
    return x * m / (1.0 - p)


def attention(Q: Array, K: Array, V: Array) -> Array:
    """Mix the values by the similarity of queries and keys.

    Parameters
    ----------
    Q : ndarray, shape (n, d)
    K : ndarray, shape (m, d)
    V : ndarray, shape (m, v)

    Returns
    -------
    ndarray, shape (n, v)
    """
    return softmax_rows(Q @ K.T / np.sqrt(Q.shape[1])) @ V


def conv1d(x: Array, w: Array) -> Array:
    """Slide a kernel along a signal, without padding.

    Parameters
    ----------
    x : ndarray, shape (n,)
    w : ndarray, shape (k,)

    Returns
    -------
    ndarray, shape (n - k + 1,)
    """
    return np.array([x[i : i + len(w)] @ w for i in range(len(x) - len(w) + 1)])


def conv2d(X: Array, W: Array) -> Array:
    """Slide a kernel over an image, without padding.

    Parameters
    ----------
    X : ndarray, shape (n, m)
    W : ndarray, shape (a, b)

    Returns
    -------
    ndarray, shape (n - a + 1, m - b + 1)
    """
    windows = np.lib.stride_tricks.sliding_window_view(X, W.shape)
    return np.sum(windows * W, axis=(2, 3))


def embedding(E: Array, t: Array) -> Array:
    """The rows of a table that belong to tokens.

    Parameters
    ----------
    E : ndarray, shape (v, d)
    t : ndarray of int, shape (n,), in 0..v-1

    Returns
    -------
    ndarray, shape (n, d)
    """
    return E[t]


def rnn_step(x: Array, h: Array, W: Array, U: Array, b: Array) -> Array:
    """Next hidden state of a simple recurrent network.

    Parameters
    ----------
    x : ndarray, shape (d,)
    h : ndarray, shape (m,)
    W : ndarray, shape (m, d)
    U : ndarray, shape (m, m)
    b : ndarray, shape (m,)

    Returns
    -------
    ndarray, shape (m,)
    """
    return np.tanh(W @ x + U @ h + b)


def lstm_cell(i: Array, f: Array, o: Array, g: Array, c: Array) -> tuple[Array, Array]:
    """Next cell and hidden state of an LSTM, from the scores of its gates.

    Parameters
    ----------
    i : ndarray, shape (m,)
    f : ndarray, shape (m,)
    o : ndarray, shape (m,)
    g : ndarray, shape (m,)
    c : ndarray, shape (m,)

    Returns
    -------
    c_new : ndarray, shape (m,)
    h_new : ndarray, shape (m,)
    """
    c_new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return c_new, sigmoid(o) * np.tanh(c_new)


def gru_step(
    x: Array, h: Array, W_z: Array, U_z: Array, W_r: Array, U_r: Array, W_h: Array, U_h: Array
) -> Array:
    """Next hidden state of a gated recurrent unit without biases.

    Parameters
    ----------
    x : ndarray, shape (d,)
    h : ndarray, shape (m,)
    W_z : ndarray, shape (m, d)
    U_z : ndarray, shape (m, m)
    W_r : ndarray, shape (m, d)
    U_r : ndarray, shape (m, m)
    W_h : ndarray, shape (m, d)
    U_h : ndarray, shape (m, m)

    Returns
    -------
    ndarray, shape (m,)
    """
    update = sigmoid(W_z @ x + U_z @ h)
    reset = sigmoid(W_r @ x + U_r @ h)
    candidate = np.tanh(W_h @ x + U_h @ (reset * h))
    return (1.0 - update) * h + update * candidate


# --- optimization ------------------------------------------------------------


def sgd_step(w: Array, g: Array, learning_rate: float) -> Array:
    """One step against the gradient.

    Parameters
    ----------
    w : ndarray, shape (d,)
    g : ndarray, shape (d,)
    learning_rate : float, positive

    Returns
    -------
    ndarray, shape (d,)
    """
    return w - learning_rate * g


def momentum_step(
    w: Array, v: Array, g: Array, learning_rate: float, mu: float
) -> tuple[Array, Array]:
    """One step with a velocity that remembers earlier gradients.

    Parameters
    ----------
    w : ndarray, shape (d,)
    v : ndarray, shape (d,)
    g : ndarray, shape (d,)
    learning_rate : float, positive
    mu : float, in [0, 1]

    Returns
    -------
    v_new : ndarray, shape (d,)
    w_new : ndarray, shape (d,)
    """
    v_new = mu * v + g
    return v_new, w - learning_rate * v_new


def adagrad_step(
    w: Array, s: Array, g: Array, learning_rate: float, eps: float = 1e-8
) -> tuple[Array, Array]:
    """One step scaled by the root of all squared gradients so far.

    Parameters
    ----------
    w : ndarray, shape (d,)
    s : ndarray, shape (d,), nonnegative
    g : ndarray, shape (d,)
    learning_rate : float, positive
    eps : float, in (0, 1), default 1e-8

    Returns
    -------
    s_new : ndarray, shape (d,)
    w_new : ndarray, shape (d,)
    """
    s_new = s + g * g
    return s_new, w - learning_rate * g / (np.sqrt(s_new) + eps)


def rmsprop_step(
    w: Array, s: Array, g: Array, learning_rate: float, rho: float, eps: float = 1e-8
) -> tuple[Array, Array]:
    """One step scaled by the root of a moving mean of squared gradients.

    Parameters
    ----------
    w : ndarray, shape (d,)
    s : ndarray, shape (d,), nonnegative
    g : ndarray, shape (d,)
    learning_rate : float, positive
    rho : float, in (0, 1)
    eps : float, in (0, 1), default 1e-8

    Returns
    -------
    s_new : ndarray, shape (d,)
    w_new : ndarray, shape (d,)
    """
    s_new = rho * s + (1.0 - rho) * g**2
    return s_new, w - learning_rate * g / np.sqrt(s_new + eps)


def adam_step(
    w: Array,
    m: Array,
    v: Array,
    g: Array,
    t: int,
    learning_rate: float,
    beta_1: float = 0.9,
    beta_2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Array, Array, Array]:
    """One step of Adam, with the bias of both moments corrected.

    Parameters
    ----------
    w : ndarray, shape (d,)
    m : ndarray, shape (d,)
    v : ndarray, shape (d,), nonnegative
    g : ndarray, shape (d,)
    t : int, positive
    learning_rate : float, positive
    beta_1 : float, in (0, 1), default 0.9
    beta_2 : float, in (0, 1), default 0.999
    eps : float, in (0, 1), default 1e-8

    Returns
    -------
    m_new : ndarray, shape (d,)
    v_new : ndarray, shape (d,)
    w_new : ndarray, shape (d,)
    """
    m_new = beta_1 * m + (1.0 - beta_1) * g
    v_new = beta_2 * v + (1.0 - beta_2) * g**2
    m_hat = m_new / (1.0 - beta_1**t)
    v_hat = v_new / (1.0 - beta_2**t)
    return m_new, v_new, w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)


def adamw_update(
    w: Array,
    m: Array,
    v: Array,
    learning_rate: float,
    lam: float,
    eps: float = 1e-8,
) -> Array:
    """New weights of AdamW from corrected moments, with decoupled weight decay.

    Parameters
    ----------
    w : ndarray, shape (d,)
    m : ndarray, shape (d,)
    v : ndarray, shape (d,), nonnegative
    learning_rate : float, positive
    lam : float, positive
    eps : float, in (0, 1), default 1e-8

    Returns
    -------
    ndarray, shape (d,)
    """
    return w - learning_rate * (m / (np.sqrt(v) + eps) + lam * w)


def newton_step(w: Array, g: Array, H: Array) -> Array:
    """One step to the minimum of the local parabola.

    Parameters
    ----------
    w : ndarray, shape (d,)
    g : ndarray, shape (d,)
    H : ndarray, shape (d, d), positive definite

    Returns
    -------
    ndarray, shape (d,)
    """
    return w - np.linalg.solve(H, g)


def clip_by_norm(g: Array, c: float) -> Array:
    """Shorten a gradient that is longer than c.

    Parameters
    ----------
    g : ndarray, shape (d,), nonzero
    c : float, positive

    Returns
    -------
    ndarray, shape (d,)
    """
    return g * min(1.0, c / norm(g))


def cosine_schedule(t: int, steps: int, low: float, high: float) -> float:
    """Learning rate that falls from high to low along half a cosine.

    Parameters
    ----------
    t : int, positive
    steps : int, positive
    low : float, positive
    high : float, positive

    Returns
    -------
    float
    """
    return low + 0.5 * (high - low) * (1.0 + math.cos(math.pi * t / steps))


def warm_up(t: int, steps: int, learning_rate: float) -> float:
    """Learning rate that grows linearly, then stays.

    Parameters
    ----------
    t : int, positive
    steps : int, positive
    learning_rate : float, positive

    Returns
    -------
    float
    """
    return learning_rate * min(1.0, t / steps)


def xavier_std(fan_in: int, fan_out: int) -> float:
    """Standard deviation of Xavier's initialization.

    Parameters
    ----------
    fan_in : int, positive
    fan_out : int, positive

    Returns
    -------
    float
    """
    return math.sqrt(2.0 / (fan_in + fan_out))


def he_std(fan_in: int) -> float:
    """Standard deviation of He's initialization.

    Parameters
    ----------
    fan_in : int, positive

    Returns
    -------
    float
    """
    return math.sqrt(2.0 / fan_in)


# --- evaluation and the rest -------------------------------------------------


def accuracy(y: Array, y_hat: Array) -> float:
    """Share of the predictions that are right.

    Parameters
    ----------
    y : ndarray of int, shape (n,), in {0, 1}
    y_hat : ndarray of int, shape (n,), in {0, 1}

    Returns
    -------
    float
    """
    return float(np.mean(y == y_hat))


def f1_score(precision: float, recall: float) -> float:
    """Harmonic mean of precision and recall.

    Parameters
    ----------
    precision : float, in (0, 1)
    recall : float, in (0, 1)

    Returns
    -------
    float
    """
    return 2.0 / (1.0 / precision + 1.0 / recall)


def discounted_return(r: Array, gamma: float) -> float:
    """Sum of rewards, later ones weighted less.

    Parameters
    ----------
    r : ndarray, shape (n,)
    gamma : float, in (0, 1)

    Returns
    -------
    float
    """
    total = 0.0
    for reward in r[::-1]:
        total = reward + gamma * total
    return float(total)


def restricted_boltzmann_energy(v: Array, h: Array, W: Array, a: Array, b: Array) -> float:
    """Energy of a configuration of a restricted Boltzmann machine.

    Parameters
    ----------
    v : ndarray, shape (d,), in {0, 1}
    h : ndarray, shape (m,), in {0, 1}
    W : ndarray, shape (d, m)
    a : ndarray, shape (d,)
    b : ndarray, shape (m,)

    Returns
    -------
    float
    """
    return float(-(a @ v) - b @ h - v @ W @ h)


def diffuse(x: Array, noise: Array, alpha: float) -> Array:
    """Mix a signal with noise so that the variance stays.

    Parameters
    ----------
    x : ndarray, shape (d,)
    noise : ndarray, shape (d,)
    alpha : float, in [0, 1]

    Returns
    -------
    ndarray, shape (d,)
    """
    return np.sqrt(alpha) * x + np.sqrt(1.0 - alpha) * noise
