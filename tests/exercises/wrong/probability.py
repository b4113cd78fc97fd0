"""Plausible wrong answers to the exercises of the probability page, by the name of the snippet."""

WRONG = {
    "probability.standard_score": [
        """
def standard_score(x, mu, s):
    return (mu - x) / s
""",
        """
def standard_score(x, mu, s):
    return (x - mu) / s**2
""",
        """
def standard_score(x, mu, s):
    return x - mu / s
""",
    ],
    "probability.bernoulli_log_likelihood": [
        """
def bernoulli_log_likelihood(y, p):
    return np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))
""",
        """
def bernoulli_log_likelihood(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
""",
        """
def bernoulli_log_likelihood(y, p):
    return np.mean(y * np.log(p))
""",
        """
def bernoulli_log_likelihood(y, p):
    return np.log(np.mean(p**y * (1 - p) ** (1 - y)))
""",
    ],
    "probability.variance": [
        """
def variance(x, p):
    return np.mean(x**2) - np.mean(x) ** 2
""",
        """
def variance(x, p):
    return np.sum(p * x) ** 2 - np.sum(p * x**2)
""",
        """
def variance(x, p):
    return np.sqrt(np.sum(p * (x - np.sum(p * x)) ** 2))
""",
    ],
    "probability.bayes_repeated": [
        """
def bayes_repeated(prior, likelihoods):
    joint = prior * likelihoods.sum(axis=0)
    return joint / joint.sum()
""",
        """
def bayes_repeated(prior, likelihoods):
    return prior * likelihoods.prod(axis=0)
""",
        """
def bayes_repeated(prior, likelihoods):
    joint = likelihoods.prod(axis=0)
    return joint / joint.sum()
""",
    ],
}
