"""The snippets of the probability page again: plain numbers and loops, or NumPy's own tools."""

import math
import statistics
from decimal import Decimal
from fractions import Fraction

from tests.oracles._entrywise import entrywise
from tests.oracles.functions import pi


def bernoulli(y, p):
    return entrywise(lambda one: {0: 1 - p, 1: p}[int(one)])(y)


def bernoulli_log_likelihood(y, p):
    return math.fsum(math.log(p) if one == 1 else math.log1p(-p) for one in y) / len(y)


def categorical(y, p):
    return math.prod(float(each) ** float(one) for one, each in zip(y, p, strict=True))


def categorical_sample(p, count, random):
    cases = []
    for _ in range(count):
        left, case = random.random(), 0
        while case < len(p) - 1 and left >= math.fsum(p[: case + 1]):
            case += 1
        cases.append(case)
    return cases


def expectation(x, p):
    return float(sum(Fraction(float(a)) * Fraction(float(b)) for a, b in zip(x, p, strict=True)))


def variance(x, p):
    values = [Fraction(float(one)) for one in x]
    weights = [Fraction(float(one)) for one in p]
    mean = sum(a * b for a, b in zip(values, weights, strict=True))
    return float(sum(b * (a - mean) ** 2 for a, b in zip(values, weights, strict=True)))


@entrywise
def gaussian(x, mu=0.0, s=1.0):
    z = (Decimal(x) - Decimal(mu)) / Decimal(s)
    # Farther out the density is 0 in floats, and infinitely far it is 0 altogether.
    return Decimal(0) if abs(z) > 40 else (-z * z / 2).exp() / (Decimal(s) * _root_of_two_pi())


@entrywise
def gaussian_log(x, mu=0.0, s=1.0):
    z = (Decimal(x) - Decimal(mu)) / Decimal(s)
    return -z * z / 2 - (Decimal(s) * _root_of_two_pi()).ln()


@entrywise
def gaussian_log_grad(x, mu=0.0, s=1.0):
    return (Decimal(mu) - Decimal(x)) / (Decimal(s) * Decimal(s))


def gaussian_sample(mu, s, count, random):
    return [mu + s * random.standard_normal() for _ in range(count)]


@entrywise
def standard_score(x, mu, s):
    return (Decimal(x) - Decimal(mu)) / Decimal(s)


def log_likelihood(x, mu, s):
    normal = statistics.NormalDist(mu, s)
    constant = math.log(normal.stdev) + math.log(2 * math.pi) / 2
    return math.fsum(-normal.zscore(float(one)) ** 2 / 2 - constant for one in x) / len(x)


def gaussian_fit(x):
    values = [Fraction(float(one)) for one in x]
    return float(statistics.mean(values)), math.sqrt(statistics.pvariance(values))


def bayes(prior, likelihood):
    joint = [Fraction(float(a)) * Fraction(float(b)) for a, b in zip(prior, likelihood, strict=True)]
    return [float(one / sum(joint)) for one in joint]


def bayes_repeated(prior, likelihoods):
    belief = [Fraction(float(one)) for one in prior]
    for row in likelihoods:
        belief = [one * Fraction(float(each)) for one, each in zip(belief, row, strict=True)]
    return [float(one / sum(belief)) for one in belief]


def _root_of_two_pi():
    return (2 * pi()).sqrt()
