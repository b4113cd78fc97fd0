"""Wrong answers to the exercises of the page on optimization, as readers might give them."""

WRONG = {
    "optimization.best_learning_rate": [
        '''def best_learning_rate(eigenvalues):
    return 1.0 / (np.min(eigenvalues) + np.max(eigenvalues))
''',
        '''def best_learning_rate(eigenvalues):
    return 2.0 / np.max(eigenvalues)
''',
        '''def best_learning_rate(eigenvalues):
    return 2.0 / (eigenvalues[0] + eigenvalues[-1])
''',
        '''def best_learning_rate(eigenvalues):
    return 1.0 / np.mean(eigenvalues)
''',
        '''def best_learning_rate(eigenvalues):
    2.0 / (np.min(eigenvalues) + np.max(eigenvalues))
''',
    ],
    "optimization.clip_gradient": [
        '''def clip_gradient(gradient, limit):
    return np.clip(gradient, -limit, limit)
''',
        '''def clip_gradient(gradient, limit):
    return gradient * limit / np.sqrt(np.sum(gradient**2))
''',
        '''def clip_gradient(gradient, limit):
    length = np.sqrt(np.sum(gradient**2))
    return gradient / length if length > 1.0 else gradient
''',
        '''def clip_gradient(gradient, limit):
    length = np.sum(gradient**2)
    return gradient * limit / length if length > limit else gradient
''',
        '''def clip_gradient(gradient, limit):
    length = np.sqrt(np.sum(gradient**2))
    if length > limit:
        gradient *= limit / length
    return gradient
''',
        '''def clip_gradient(gradient, limit):
    length = np.sqrt(np.sum(gradient**2))
    return -gradient * limit / length if length > limit else -gradient
''',
    ],
    "optimization.running_mean": [
        '''def running_mean(x):
    return np.cumsum(x)
''',
        '''def running_mean(x):
    return np.mean(x)
''',
        '''def running_mean(x):
    means, mean = [], 0.0
    for t, value in enumerate(x, start=1):
        mean = mean + (mean - value) / t
        means.append(mean)
    return np.array(means)
''',
        '''def running_mean(x):
    means, mean = [], 0.0
    for t, value in enumerate(x, start=2):
        mean = mean - (mean - value) / t
        means.append(mean)
    return np.array(means)
''',
        '''def running_mean(x):
    means, mean = [], 0.0
    for t, value in enumerate(x):
        mean = mean - (mean - value) / t
        means.append(mean)
    return np.array(means)
''',
        '''def running_mean(x):
    means, mean = [0.0], 0.0
    for t, value in enumerate(x, start=1):
        mean = mean - (mean - value) / t
        means.append(mean)
    return np.array(means)
''',
    ],
}
