"""Wrong answers to the exercises of the chapter on derivatives, as learners give them."""

_ELU = "from snippets.activations import elu\n"

WRONG = {
    "derivatives.forward_difference": [
        "def forward_difference(f, x, a=1.5e-8):\n    return (f(x + a) - f(x - a)) / (2 * a)\n",
        "def forward_difference(f, x, a=1.5e-8):\n    return (f(x) - f(x + a)) / a\n",
        "def forward_difference(f, x, a=1.5e-8):\n    return (f(x + a) - f(x)) / (2 * a)\n",
        "def forward_difference(f, x, a=1.5e-8):\n    return f(x + a) - f(x) / a\n",
        "def forward_difference(f, x, a=1.5e-8):\n    return f(x + a) - f(x)\n",
        "def forward_difference(f, x, a=1.5e-8):\n    return (f * (x + a) - f * x) / a\n",
    ],
    "derivatives.backward_difference": [
        "def backward_difference(f, x, a=1.5e-8):\n    return (f(x - a) - f(x)) / a\n",
        "def backward_difference(f, x, a=1.5e-8):\n    return (f(x + a) - f(x)) / a\n",
        "def backward_difference(f, x, a=1.5e-8):\n    return (f(x) - f(x - a)) * a\n",
    ],
    "activations.swish_grad": [
        "def swish_grad(x, beta=1.0):\n    return sigmoid(beta * x) + x * sigmoid_grad(beta * x)\n",
        "def swish_grad(x, beta=1.0):\n    return beta * sigmoid_grad(beta * x)\n",
        "def swish_grad(x, beta=1.0):\n    return sigmoid(x * beta) - x * beta * sigmoid_grad(x)\n",
        "def swish_grad(x, beta=1.0):\n    return x * beta * sigmoid_grad(beta * x)\n",
        "def swish_grad(x, beta=1.0):\n    return sigmoid(x) + x * sigmoid_grad(x)\n",
    ],
    "activations.elu_grad": [
        _ELU + "def elu_grad(x, alpha=1.0):\n    return np.where(x >= 0, 1.0, elu(x, alpha) + alpha)\n",
        _ELU + "def elu_grad(x, alpha=1.0):\n    return np.where(x > 0, 1.0, elu(x, alpha) + 1)\n",
        _ELU + "def elu_grad(x, alpha=1.0):\n    return np.where(x > 0, 1.0, elu(x, alpha))\n",
        _ELU + "def elu_grad(x, alpha=1.0):\n    return elu(x, alpha) + alpha\n",
        _ELU + "def elu_grad(x, alpha=1.0):\n    return np.where(x > 0, x, elu(x, alpha) + alpha)\n",
    ],
}  # fmt: skip
