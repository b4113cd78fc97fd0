"""Plausible wrong answers to the exercises of "The chain rule", which the check must refuse."""

WRONG = {
    "composition.logit_grad": [
        # The slope of the sigmoid, not one over it.
        "def logit_grad(p):\n"
        "    if np.any((np.asarray(p) <= 0) | (np.asarray(p) >= 1)):\n"
        "        raise ValueError('not between 0 and 1')\n"
        "    return p * (1 - p)\n",
        # A sign lost in the second term.
        "def logit_grad(p):\n"
        "    if np.any((np.asarray(p) <= 0) | (np.asarray(p) >= 1)):\n"
        "        raise ValueError('not between 0 and 1')\n"
        "    return 1 / p - 1 / (1 - p)\n",
        # The logarithm differentiated, its inside not.
        "def logit_grad(p):\n"
        "    if np.any((np.asarray(p) <= 0) | (np.asarray(p) >= 1)):\n"
        "        raise ValueError('not between 0 and 1')\n"
        "    return (1 - p) / p\n",
    ],
    "chain_rule.mish_grad": [
        # The second term of the product rule is missing.
        "def mish_grad(x):\n"
        "    return np.tanh(np.logaddexp(0.0, x))\n",
        # The slope of softplus is missing.
        "def mish_grad(x):\n"
        "    gate = np.tanh(np.logaddexp(0.0, x))\n"
        "    return gate + x * (1 - gate**2)\n",
        # The slope of tanh taken at x.
        "def mish_grad(x):\n"
        "    gate = np.tanh(np.logaddexp(0.0, x))\n"
        "    return gate + x * (1 - np.tanh(x) ** 2) / (1 + np.exp(-x))\n",
        # The factor x is missing.
        "def mish_grad(x):\n"
        "    gate = np.tanh(np.logaddexp(0.0, x))\n"
        "    return gate + (1 - gate**2) / (1 + np.exp(-x))\n",
    ],
    "chain_rule.narrow_network_slope": [
        # The weights are missing.
        "def narrow_network_slope(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    slope = 1.0 + 0.0 * x\n"
        "    for weight, bias in zip(w, b):\n"
        "        x = np.tanh(weight * x + bias)\n"
        "        slope = slope * (1 - x**2)\n"
        "    return slope\n",
        # Each slope taken at the input of its neuron.
        "def narrow_network_slope(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    slope = 1.0 + 0.0 * x\n"
        "    for weight, bias in zip(w, b):\n"
        "        slope = slope * (1 - np.tanh(x) ** 2) * weight\n"
        "        x = np.tanh(weight * x + bias)\n"
        "    return slope\n",
        # Slopes added instead of multiplied.
        "def narrow_network_slope(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    slope = 0.0 * x\n"
        "    for weight, bias in zip(w, b):\n"
        "        x = np.tanh(weight * x + bias)\n"
        "        slope = slope + (1 - x**2) * weight\n"
        "    return slope\n",
        # The value is not sent on.
        "def narrow_network_slope(x, w, b):\n"
        "    if len(w) != len(b):\n"
        "        raise ValueError('different lengths')\n"
        "    slope = 1.0 + 0.0 * x\n"
        "    for weight, bias in zip(w, b):\n"
        "        slope = slope * (1 - np.tanh(weight * x + bias) ** 2) * weight\n"
        "    return slope\n",
    ],
}
