"""Plausible wrong answers to the exercises on softmax regression, by the name of the snippet."""

WRONG = {
    "softmax_regression.one_hot": [
        """
def one_hot(y, classes):
    return np.eye(classes)[:, y]
""",
        """
def one_hot(y, classes):
    return np.eye(classes)[y - 1]
""",
        """
def one_hot(y, classes):
    return np.eye(np.max(y) + 1)[y]
""",
    ],
    "softmax_regression.softmax_jacobian": [
        """
def softmax_jacobian(z):
    p = np.exp(z - z.max())
    p = p / p.sum()
    return np.diag(p * (1 - p))
""",
        """
def softmax_jacobian(z):
    p = np.exp(z - z.max())
    p = p / p.sum()
    return np.outer(p, p) - np.diag(p)
""",
        """
def softmax_jacobian(z):
    p = np.exp(z - z.max())
    p = p / p.sum()
    return np.diag(p) + np.outer(p, p)
""",
    ],
    "softmax_regression.remove_shift": [
        """
def remove_shift(W, b):
    return W - W.mean(axis=0), b - b.mean()
""",
        """
def remove_shift(W, b):
    return W - W[:, :1], b - b[0]
""",
        """
def remove_shift(W, b):
    return W - W.mean(), b - b.mean()
""",
        """
def remove_shift(W, b):
    return W - W.mean(axis=1, keepdims=True), b
""",
    ],
    "softmax_regression.prior_bias": [
        """
def prior_bias(y, classes):
    return np.bincount(y, minlength=classes) / len(y)
""",
        """
def prior_bias(y, classes):
    return np.log(np.bincount(y, minlength=classes))
""",
        """
def prior_bias(y, classes):
    return -np.log(np.bincount(y, minlength=classes) / len(y))
""",
    ],
}
