"""Wrong answers to the exercises on the neuron: the check must refuse each."""

WRONG = {
    "neuron.at_least": [
        # more than, not at least
        "def at_least(X, count):\n    return mcculloch_pitts(X, np.ones(X.shape[1]), count + 1)\n",
        # counts the examples, not the inputs
        "def at_least(X, count):\n    return (X.sum(axis=0) >= count).astype(int)\n",
        # exactly so many
        "def at_least(X, count):\n    return (X.sum(axis=1) == count).astype(int)\n",
        # too few instead of enough
        "def at_least(X, count):\n    return (X.sum(axis=1) < count).astype(int)\n",
        # the mean reaches the count
        "def at_least(X, count):\n    return (X.mean(axis=1) >= count).astype(int)\n",
    ],
    "neuron.inhibited": [
        # a veto that counts as one input
        "def inhibited(X, stop, threshold):\n"
        "    return (X.sum(axis=1) - stop >= threshold).astype(int)\n",
        # the veto the wrong way round
        "def inhibited(X, stop, threshold):\n"
        "    return np.where(stop == 1, X.sum(axis=1) >= threshold, 0).astype(int)\n",
        # one veto silences all examples
        "def inhibited(X, stop, threshold):\n"
        "    return ((X.sum(axis=1) >= threshold) & (stop.sum() == 0)).astype(int)\n",
        # all examples as one
        "def inhibited(X, stop, threshold):\n"
        "    return int(X.sum() >= threshold and not stop.any())\n",
        # silent instead of firing
        "def inhibited(X, stop, threshold):\n"
        "    return np.where(stop == 1, 1, X.sum(axis=1) < threshold).astype(int)\n",
        # above the threshold, not at it
        "def inhibited(X, stop, threshold):\n"
        "    return np.where(stop == 1, 0, X.sum(axis=1) > threshold).astype(int)\n",
    ],
    "neuron.half_adder": [
        # or instead of exclusive or
        "def half_adder(X):\n    total = X.sum(axis=1)\n"
        "    return (total >= 1).astype(int), (total >= 2).astype(int)\n",
        # the two in the wrong order
        "def half_adder(X):\n    total = X.sum(axis=1)\n"
        "    return (total >= 2).astype(int), (total == 1).astype(int)\n",
        # the sum itself
        "def half_adder(X):\n    total = X.sum(axis=1)\n"
        "    return total, (total >= 2).astype(int)\n",
        # no carry
        "def half_adder(X):\n    return (X.sum(axis=1) == 1).astype(int)\n",
        # neither instead of one
        "def half_adder(X):\n    total = X.sum(axis=1)\n"
        "    return (total != 1).astype(int), (total >= 2).astype(int)\n",
    ],
}
