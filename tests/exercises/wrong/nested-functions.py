"""Plausible wrong answers to the exercises of "Nested functions", which the check must refuse."""

WRONG = {
    "composition.hard_swish": [
        # Divided before it is cut off.
        "def hard_swish(x):\n"
        "    return x * np.minimum(np.maximum((x + 3.0) / 6.0, 0.0), 6.0)\n",
        # Minimum and maximum swapped.
        "def hard_swish(x):\n"
        "    return x * np.maximum(np.minimum(x + 3.0, 0.0), 6.0) / 6.0\n",
        # The gate alone.
        "def hard_swish(x):\n"
        "    return np.clip(x + 3.0, 0.0, 6.0) / 6.0\n",
        # Moved the other way.
        "def hard_swish(x):\n"
        "    return x * np.clip(x - 3.0, 0.0, 6.0) / 6.0\n",
    ],
    "composition.logit": [
        # The sign is lost.
        "def logit(p):\n"
        "    if np.any((np.asarray(p) <= 0) | (np.asarray(p) >= 1)):\n"
        "        raise ValueError('not between 0 and 1')\n"
        "    return np.log(1 / p - 1)\n",
        # The steps in the order of the sigmoid.
        "def logit(p):\n"
        "    if np.any((np.asarray(p) <= 0) | (np.asarray(p) >= 1)):\n"
        "        raise ValueError('not between 0 and 1')\n"
        "    return 1 / (np.log(-p + 1) + 1)\n",
        # The odds without their logarithm.
        "def logit(p):\n"
        "    if np.any((np.asarray(p) <= 0) | (np.asarray(p) >= 1)):\n"
        "        raise ValueError('not between 0 and 1')\n"
        "    return p / (1 - p)\n",
    ],
    "composition.narrow_network": [
        # No activation: an affine function, whatever the depth.
        "def narrow_network(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    for weight, bias in zip(w, b):\n"
        "        x = weight * x + bias\n"
        "    return x\n",
        # From the outermost neuron inward.
        "def narrow_network(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    for weight, bias in zip(w[::-1], b[::-1]):\n"
        "        x = np.tanh(weight * x + bias)\n"
        "    return x\n",
        # Every neuron takes the first input.
        "def narrow_network(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    value = x\n"
        "    for weight, bias in zip(w, b):\n"
        "        value = np.tanh(weight * x + bias)\n"
        "    return value\n",
        # The bias outside of the activation.
        "def narrow_network(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    for weight, bias in zip(w, b):\n"
        "        x = np.tanh(weight * x) + bias\n"
        "    return x\n",
    ],
    "composition.affine_iterated": [
        # The biases added up without the weights that they pass.
        "def affine_iterated(w, b, steps):\n"
        "    if steps < 1:\n"
        "        raise ValueError('no step')\n"
        "    return w ** steps, steps * b\n",
        # One step too many.
        "def affine_iterated(w, b, steps):\n"
        "    if steps < 1:\n"
        "        raise ValueError('no step')\n"
        "    return w ** (steps + 1), b * sum(w ** t for t in range(steps + 1))\n",
        # The weight of the sum, not of the nest.
        "def affine_iterated(w, b, steps):\n"
        "    if steps < 1:\n"
        "        raise ValueError('no step')\n"
        "    return steps * w, b * sum(w ** t for t in range(steps))\n",
        # The geometric sum starts with w and not with 1.
        "def affine_iterated(w, b, steps):\n"
        "    if steps < 1:\n"
        "        raise ValueError('no step')\n"
        "    return w ** steps, b * sum(w ** t for t in range(1, steps + 1))\n",
    ],
}
