"""Plausible wrong answers to the exercises of the page, each of which must be told to be wrong."""

WRONG = {
    "metrics.top_k_error": [
        # The share of right answers.
        """def top_k_error(Z, y, guesses):
    own = Z[np.arange(len(y)), y]
    return float(np.mean(np.sum(Z > own[:, None], axis=1) < guesses))
""",
        # One guess too many.
        """def top_k_error(Z, y, guesses):
    own = Z[np.arange(len(y)), y]
    return float(np.mean(np.sum(Z > own[:, None], axis=1) > guesses))
""",
        # A tie counts as missed.
        """def top_k_error(Z, y, guesses):
    own = Z[np.arange(len(y)), y]
    return float(np.mean(np.sum(Z >= own[:, None], axis=1) > guesses))
""",
        # One guess, whatever is asked.
        """def top_k_error(Z, y, guesses):
    return float(np.mean(Z.argmax(axis=1) != y))
""",
        # The lowest scores instead of the highest.
        """def top_k_error(Z, y, guesses):
    own = Z[np.arange(len(y)), y]
    return float(np.mean(np.sum(Z < own[:, None], axis=1) >= guesses))
""",
        # How many, not which share.
        """def top_k_error(Z, y, guesses):
    own = Z[np.arange(len(y)), y]
    return float(np.sum(np.sum(Z > own[:, None], axis=1) >= guesses))
""",
    ],
    "metrics.brier_score": [
        # Without the square.
        """def brier_score(confidence, correct):
    return float(np.mean(np.abs(confidence - correct)))
""",
        # The sum instead of the mean.
        """def brier_score(confidence, correct):
    return float(np.sum((confidence - correct) ** 2))
""",
        # Rainy days only.
        """def brier_score(confidence, correct):
    return float(np.mean(correct * (confidence - 1) ** 2))
""",
        # The root.
        """def brier_score(confidence, correct):
    return float(np.sqrt(np.mean((confidence - correct) ** 2)))
""",
        # The square of the mean.
        """def brier_score(confidence, correct):
    return float(np.mean(confidence - correct) ** 2)
""",
    ],
    "training.k_fold": [
        # Not shuffled.
        """def k_fold(n, folds, generator):
    rows = np.arange(n)
    return tuple(rows[start::folds] for start in range(folds))
""",
        # In packs instead of one by one.
        """def k_fold(n, folds, generator):
    return tuple(np.array_split(generator.permutation(n), folds))
""",
        # Mini-batches of so many rows.
        """def k_fold(n, folds, generator):
    rows = generator.permutation(n)
    return tuple(rows[start:start + folds] for start in range(0, n, folds))
""",
        # The rows to train on.
        """def k_fold(n, folds, generator):
    rows = generator.permutation(n)
    return tuple(np.delete(rows, np.arange(start, n, folds)) for start in range(folds))
""",
        # Shuffled again for each part, so that parts overlap.
        """def k_fold(n, folds, generator):
    return tuple(generator.permutation(n)[start::folds] for start in range(folds))
""",
    ],
}
