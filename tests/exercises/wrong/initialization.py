"""Wrong answers to the exercises of the page on initialization."""

WRONG = {
    "initializers.leaky_he_std": [
        '''def leaky_he_std(d, alpha):
    return np.sqrt(2 / d)
''',
        '''def leaky_he_std(d, alpha):
    return 2 / (d * (1 + alpha**2))
''',
        '''def leaky_he_std(d, alpha):
    return np.sqrt(2 / (d * (1 + alpha)))
''',
        '''def leaky_he_std(d, alpha):
    return np.sqrt(1 / (d * (1 + alpha**2)))
''',
        '''def leaky_he_std(d, alpha):
    return np.sqrt(2 / d) / (1 + alpha**2)
''',
    ],
    "initializers.unit_scores": [
        '''def unit_scores(X, W):
    return W / np.mean((X @ W) ** 2)
''',
        '''def unit_scores(X, W):
    scores = X @ W
    return scores / np.sqrt(np.mean(scores**2))
''',
        '''def unit_scores(X, W):
    return W / np.std(X @ W)
''',
        '''def unit_scores(X, W):
    return W / np.sqrt(np.sum((X @ W) ** 2))
''',
        '''def unit_scores(X, W):
    return W / np.sqrt(np.mean((X @ W) ** 2, axis=0))
''',
        '''def unit_scores(X, W):
    return W / np.sqrt(np.mean(W**2))
''',
    ],
    "initializers.class_prior_bias": [
        '''def class_prior_bias(counts):
    return np.log(counts / np.sum(counts))
''',
        '''def class_prior_bias(counts):
    shares = counts / np.sum(counts)
    return shares - np.mean(shares)
''',
        '''def class_prior_bias(counts):
    return np.mean(np.log(counts)) - np.log(counts)
''',
        '''def class_prior_bias(counts):
    return np.log(counts)
''',
        '''def class_prior_bias(counts):
    shares = counts / np.sum(counts)
    logit = np.log(shares / (1 - shares))
    return logit - np.mean(logit)
''',
        '''def class_prior_bias(counts):
    return np.log(counts) - np.log(np.mean(counts))
''',
    ],
}
