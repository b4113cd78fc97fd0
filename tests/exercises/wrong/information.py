"""Plausible wrong answers to the exercises of the information page, by the name of the snippet."""

WRONG = {
    "information.perplexity": [
        """
def perplexity(p):
    return np.exp(np.sum(p * np.log(np.where(p > 0, p, 1.0))))
""",
        """
def perplexity(p):
    return 2.0 ** -np.sum(p * np.log(np.where(p > 0, p, 1.0)))
""",
        """
def perplexity(p):
    return np.exp(-np.sum(p * np.log(p)))
""",
        """
def perplexity(p):
    return 1.0 / np.max(p)
""",
    ],
    "information.binary_entropy": [
        """
def binary_entropy(p):
    return -p * np.log(p)
""",
        """
def binary_entropy(p):
    return p * np.log(p) + (1 - p) * np.log(1 - p)
""",
        """
def binary_entropy(p):
    return -(p * np.log2(p) + (1 - p) * np.log2(1 - p))
""",
        """
def binary_entropy(p):
    return np.sum(-p * np.log(p) - (1 - p) * np.log(1 - p))
""",
    ],
    "information.jensen_shannon": [
        """
def jensen_shannon(p, q):
    happens = (p > 0) & (q > 0)
    return np.sum((p[happens] - q[happens]) * np.log(p[happens] / q[happens])) / 2
""",
        """
def jensen_shannon(p, q):
    middle = (p + q) / 2
    happens = p > 0
    return np.sum(p[happens] * np.log(p[happens] / middle[happens]))
""",
    ],
    "information.mutual_information": [
        """
def mutual_information(p, Q):
    def entropy(q):
        q = q[q > 0]
        return -np.sum(q * np.log(q))
    return entropy(p @ Q) - np.mean([entropy(row) for row in Q])
""",
        """
def mutual_information(p, Q):
    def entropy(q):
        q = q[q > 0]
        return -np.sum(q * np.log(q))
    return sum(a * entropy(row) for a, row in zip(p, Q)) - entropy(p @ Q)
""",
    ],
}
