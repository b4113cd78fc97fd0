"""Wrong answers to the exercises of the page on the multi-layer perceptron."""

WRONG = {
    "hinges.polyline_slopes": [
        '''def polyline_slopes(gaps, rises):
    return rises / gaps
''',
        '''def polyline_slopes(gaps, rises):
    return np.diff(rises / gaps)
''',
        '''def polyline_slopes(gaps, rises):
    return np.diff(rises, prepend=0.0) / gaps
''',
        '''def polyline_slopes(gaps, rises):
    slopes = gaps / rises
    return np.diff(slopes, prepend=0.0)
''',
        '''def polyline_slopes(gaps, rises):
    return -np.diff(rises / gaps, append=0.0)
''',
    ],
    "mlp.count_parameters": [
        '''def count_parameters(sizes):
    return int(sum(d * k for d, k in zip(sizes[:-1], sizes[1:])))
''',
        '''def count_parameters(sizes):
    return int(sum(d * k for d, k in zip(sizes[:-1], sizes[1:])) + sum(sizes))
''',
        '''def count_parameters(sizes):
    return int(sum(d * (k + 1) for d, k in zip(sizes[:-1], sizes[1:])))
''',
        '''def count_parameters(sizes):
    return int(sum(d * k + 1 for d, k in zip(sizes[:-1], sizes[1:])))
''',
        '''def count_parameters(sizes):
    return int((sizes[0] + 1) * sizes[1])
''',
    ],
    "mlp.dead_neurons": [
        '''def dead_neurons(X, W_1, b_1):
    return np.any(hidden(X, W_1, b_1) == 0, axis=0)
''',
        '''def dead_neurons(X, W_1, b_1):
    return np.all(hidden(X, W_1, b_1) == 0, axis=1)
''',
        '''def dead_neurons(X, W_1, b_1):
    return np.all(X @ W_1 <= 0, axis=0)
''',
        '''def dead_neurons(X, W_1, b_1):
    return np.all(X @ W_1 + b_1 == 0, axis=0)
''',
        '''def dead_neurons(X, W_1, b_1):
    np.all(hidden(X, W_1, b_1) == 0, axis=0)
''',
        '''def dead_neurons(X, W_1, b_1):
    return np.mean(X @ W_1 + b_1, axis=0) <= 0
''',
    ],
}
