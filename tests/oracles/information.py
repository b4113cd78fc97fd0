"""The snippets of the information page again: plain numbers, loops and other forms of the formulas."""

import math
from decimal import Decimal

from tests.oracles._entrywise import entrywise


def surprise(p):
    return entrywise(lambda one: (1 / Decimal(one)).ln())(p)


def entropy(p):
    return math.fsum(float(one) * math.log(1 / float(one)) for one in p if one > 0)


def cross_entropy(p, q):
    return math.fsum(
        float(a) * math.log(1 / float(b)) for a, b in zip(p, q, strict=True) if a > 0
    )


def kl_divergence(p, q):
    return cross_entropy(p, q) - entropy(p)


def tempered_softmax(z, tau):
    scores = [float(one) for one in z]
    return [1 / math.fsum(math.exp((other - one) / tau) for other in scores) for one in scores]


def binary_entropy(p):
    return entrywise(lambda one: _term(Decimal(one)) + _term(1 - Decimal(one)))(p)


def _term(p):
    return -p * p.ln() if p else p


def perplexity(p):
    return math.prod(float(one) ** -float(one) for one in p if one > 0)


def jensen_shannon(p, q):
    middle = [(float(a) + float(b)) / 2 for a, b in zip(p, q, strict=True)]
    return entropy(middle) - (entropy(p) + entropy(q)) / 2


def mutual_information(p, Q):
    """From the joint probabilities: the divergence from what independence would give."""
    joint = [[float(share) * float(one) for one in row] for share, row in zip(p, Q, strict=True)]
    answers = [math.fsum(column) for column in zip(*joint, strict=True)]
    return math.fsum(
        both * math.log(both / (float(p[i]) * answers[j]))
        for i, row in enumerate(joint) for j, both in enumerate(row) if both > 0
    )
