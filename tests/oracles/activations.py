"""Numbers in, activation functions out: by cases, or in decimals of 420 digits, one by one.

With so many digits the textbook forms need no care for overflow and cancellation,
so they are another path to the value than the stable forms of the snippets.
"""

import math
from decimal import Decimal

from tests.oracles._entrywise import entrywise
from tests.oracles.functions import density, distribution

_FAR = 2000.0  # where exp(-x) has long vanished beside any float


@entrywise
def relu(x):
    return x if x > 0.0 else 0.0


@entrywise
def relu_grad(x):
    return 1.0 if x > 0.0 else 0.0


@entrywise
def leaky_relu(x, alpha=0.2):
    _require(0.0 <= alpha <= 1.0)
    return x if x > 0.0 else Decimal(alpha) * Decimal(x)


@entrywise
def leaky_relu_grad(x, alpha=0.2):
    _require(0.0 <= alpha <= 1.0)
    return 1.0 if x > 0.0 else alpha


@entrywise
def elu(x, alpha=1.0):
    _require(alpha > 0.0 and math.isfinite(alpha))
    return x if x > 0.0 else Decimal(alpha) * (Decimal(x).exp() - 1)


@entrywise
def elu_grad(x, alpha=1.0):
    _require(alpha > 0.0 and math.isfinite(alpha))
    return 1.0 if x > 0.0 else Decimal(alpha) * Decimal(x).exp()


@entrywise
def sigmoid(x):
    return 1 / (1 + Decimal(-x).exp())


@entrywise
def hard_sigmoid(x):
    if abs(x) >= 3.0:
        return 1.0 if x > 0.0 else 0.0
    return (Decimal(x) + 3) / 6


@entrywise
def sigmoid_grad(x):
    right = 1 / (1 + Decimal(-x).exp())
    return right * (1 - right)


@entrywise
def tanh(x):
    if abs(x) > _FAR:
        return math.copysign(1.0, x)
    up, down = Decimal(x).exp(), Decimal(-x).exp()
    return (up - down) / (up + down)


@entrywise
def tanh_grad(x):
    return 4 / (Decimal(x).exp() + Decimal(-x).exp()) ** 2


@entrywise
def softplus(x):
    return x if x > _FAR else (1 + Decimal(x).exp()).ln()


@entrywise
def softplus_grad(x):
    return 1 - 1 / (1 + Decimal(x).exp())


@entrywise
def gelu(x):
    if abs(x) > _FAR:
        return x if x > 0.0 else 0.0
    return Decimal(x) * distribution(x)


@entrywise
def gelu_grad(x):
    if abs(x) > _FAR:
        return 1.0 if x > 0.0 else 0.0
    return distribution(x) + Decimal(x) * density(x)


@entrywise
def swish(x, beta=1.0):
    _require(beta > 0.0 and math.isfinite(beta))
    if x == -math.inf:
        return 0.0
    return Decimal(x) / (1 + (-Decimal(beta) * Decimal(x)).exp())


@entrywise
def swish_grad(x, beta=1.0):
    _require(beta > 0.0 and math.isfinite(beta))
    scaled = Decimal(beta) * Decimal(x)
    if abs(scaled) > _FAR:
        return 1.0 if x > 0.0 else 0.0
    decay = (-scaled).exp()
    # The quotient rule on x / (1 + exp(-βx)).
    return (1 + decay + scaled * decay) / (1 + decay) ** 2


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError("parameter outside its domain")
