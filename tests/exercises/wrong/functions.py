"""Wrong answers to the exercises of the chapter on functions, as learners give them."""

WRONG = {
    "activations.leaky_relu": [
        "def leaky_relu(x, alpha=0.2):\n    return relu(x) + alpha * relu(-x)\n",
        "def leaky_relu(x, alpha=0.2):\n    return relu(x) - relu(-x)\n",
        "def leaky_relu(x, alpha=0.2):\n    return alpha * relu(x) - relu(-x)\n",
        "def leaky_relu(x, alpha=0.01):\n    return relu(x) - alpha * relu(-x)\n",
        "def leaky_relu(x, alpha=0.2):\n    if x > 0:\n        return x\n    return alpha * x\n",
        "def leaky_relu(x, alpha=0.2):\n    x[x < 0] *= alpha\n    return x\n",
    ],
    "activations.hard_sigmoid": [
        "def hard_sigmoid(x):\n    return x / 6 + 0.5\n",
        "def hard_sigmoid(x):\n    return np.clip(x / 3 + 0.5, 0, 1)\n",
        "def hard_sigmoid(x):\n    return np.clip(x, 0, 1)\n",
        "def hard_sigmoid(x):\n    return np.clip((x + 3) // 6, 0, 1)\n",
        "def hard_sigmoid(x):\n    y = np.zeros_like(x)\n"
        "    y[...] = np.clip(x / 6 + 0.5, 0, 1)\n    return y\n",
        "def hard_sigmoid(x):\n    return max(0, min(1, x / 6 + 0.5))\n",
    ],
    "activations.softplus": [
        "def softplus(x):\n    return np.log(1 + np.exp(x))\n",
        "def softplus(x):\n    return np.log1p(np.exp(-np.abs(x)))\n",
        "def softplus(x):\n    return np.maximum(x, 0) + np.log(np.exp(-np.abs(x)))\n",
        "def softplus(x):\n    return np.maximum(x, 0) - np.log1p(np.exp(-np.abs(x)))\n",
        "def softplus(x):\n    return np.where(x > 30, x, np.log2(1 + np.exp(np.minimum(x, 30))))\n",
        "def softplus(x):\n    np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))\n",
    ],
    "activations.swish": [
        "def swish(x, beta=1.0):\n    return (1 + np.tanh(beta * x / 2)) / 2\n",
        "def swish(x, beta=1.0):\n    return x * (1 + np.tanh(beta * x)) / 2\n",
        "def swish(x, beta=1.0):\n    return x * (1 + np.tanh(beta * x / 2))\n",
        "def swish(x, beta=1.0):\n    return x * (1 + np.tanh(x / 2)) / 2\n",
        "def swish(x, beta=1.0):\n    return x * (1 - np.tanh(beta * x / 2)) / 2\n",
    ],
}  # fmt: skip
