"""Wrong answers to the exercises of the first chapter on networks: the check must refuse each."""

WRONG = {
    "deep_learning.majority_error": [
        # the share that is right
        "def majority_error(y):\n    return np.bincount(y).max() / len(y)\n",
        # a count instead of a share
        "def majority_error(y):\n    return len(y) - np.bincount(y).max()\n",
        # always names class 0
        "def majority_error(y):\n    return float(np.mean(y != 0))\n",
        # the error with the wrong sign
        "def majority_error(y):\n    return np.bincount(y).max() / len(y) - 1\n",
        # the rarest class
        "def majority_error(y):\n    return 1 - np.bincount(y).min() / len(y)\n",
    ],
    "deep_learning.guessing_error": [
        # the chance of being right
        "def guessing_error(classes, guesses):\n    return min(1.0, guesses / classes)\n",
        # one guess only
        "def guessing_error(classes, guesses):\n    return 1 - 1 / classes\n",
        # may become negative
        "def guessing_error(classes, guesses):\n    return 1 - guesses / classes\n",
        # guesses that may repeat
        "def guessing_error(classes, guesses):\n    return (1 - 1 / classes) ** guesses\n",
    ],
    "deep_learning.yearly_factor": [
        # the square root, whatever the number of years
        "def yearly_factor(first, last, years):\n    return (last / first) ** 0.5\n",
        # a mean of the change
        "def yearly_factor(first, last, years):\n    return last / first / years\n",
        # one over it
        "def yearly_factor(first, last, years):\n    return (first / last) ** (1 / years)\n",
        # the logarithm of the factor
        "def yearly_factor(first, last, years):\n    return np.log(last / first) / years\n",
        # no root
        "def yearly_factor(first, last, years):\n    return last / first\n",
    ],
}
