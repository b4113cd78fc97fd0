"""Wrong answers to the exercises of the page on numbers in a computer, as readers might give them."""

WRONG = {
    "softmax.log_mean_exp": [
        '''def log_mean_exp(z):
    return logsumexp(z) / z.shape[-1]
''',
        '''def log_mean_exp(z):
    return logsumexp(z)
''',
        '''def log_mean_exp(z):
    return logsumexp(z) + np.log(z.shape[-1])
''',
        '''def log_mean_exp(z):
    return logsumexp(z) - np.log(z.shape[0])
''',
        '''def log_mean_exp(z):
    return np.mean(z, axis=-1)
''',
        '''def log_mean_exp(z):
    logsumexp(z) - np.log(z.shape[-1])
''',
    ],
    "floating_point.safe_norm": [
        '''def safe_norm(x):
    largest = np.max(np.abs(x))
    return np.sqrt(np.sum((x / largest) ** 2))
''',
        '''def safe_norm(x):
    largest = np.max(x)
    return largest * np.sqrt(np.sum((x / largest) ** 2))
''',
        '''def safe_norm(x):
    return np.sum(np.abs(x))
''',
        '''def safe_norm(x):
    return np.sum(x**2)
''',
        '''def safe_norm(x):
    largest = np.max(np.abs(x))
    return largest * np.sum((x / largest) ** 2)
''',
    ],
    "floating_point.log1mexp": [
        '''def log1mexp(x):
    return np.log1p(np.exp(-x))
''',
        '''def log1mexp(x):
    return np.log(1 - np.exp(x))
''',
        '''def log1mexp(x):
    return 1 - np.exp(-x)
''',
        '''def log1mexp(x):
    return -np.log(-np.expm1(-x))
''',
        '''def log1mexp(x):
    return np.log(np.expm1(-x))
''',
    ],
}
