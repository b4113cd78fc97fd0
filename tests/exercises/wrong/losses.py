"""Plausible wrong answers to the exercises of the page on losses, by the name of the snippet."""

WRONG = {
    "losses.pinball": [
        """
def pinball(prediction, y, p):
    e = prediction - y
    return np.mean(np.maximum(p * e, (p - 1) * e))
""",
        """
def pinball(prediction, y, p):
    return np.mean(np.where(y > prediction, p, 1 - p))
""",
        """
def pinball(prediction, y, p):
    e = y - prediction
    return np.sum(np.maximum(p * e, (p - 1) * e))
""",
        """
def pinball(prediction, y, p):
    return np.mean(p * np.abs(y - prediction))
""",
    ],
    "losses.poisson_loss": [
        """
def poisson_loss(z, y):
    return np.mean(y * z - np.exp(z))
""",
        """
def poisson_loss(z, y):
    return np.mean(z - y * np.log(z))
""",
        """
def poisson_loss(z, y):
    return np.sum(np.exp(z) - y * z)
""",
        """
def poisson_loss(z, y):
    return np.mean(np.exp(z) - y)
""",
    ],
    "losses.log_cosh": [
        """
def log_cosh(prediction, y):
    return np.mean(np.log(np.cosh(prediction - y)) + np.log(2))
""",
        """
def log_cosh(prediction, y):
    return np.log(np.cosh(np.mean(prediction - y)))
""",
        """
def log_cosh(prediction, y):
    return np.mean(np.logaddexp(prediction - y, y - prediction))
""",
        """
def log_cosh(prediction, y):
    e = np.abs(prediction - y)
    return np.mean(e - np.log(2))
""",
    ],
}
