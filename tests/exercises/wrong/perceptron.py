"""Wrong answers to the exercises of the page on the perceptron, as readers might give them."""

WRONG = {
    "perceptron.weights_from_counts": [
        '''def weights_from_counts(X, y, counts):
    return counts @ X, float(np.sum(counts))
''',
        '''def weights_from_counts(X, y, counts):
    return y @ X, float(np.sum(y))
''',
        '''def weights_from_counts(X, y, counts):
    return (counts * y) @ X, float(np.sum(counts))
''',
        '''def weights_from_counts(X, y, counts):
    return (counts * y)[:, np.newaxis] * X, counts * y
''',
        '''def weights_from_counts(X, y, counts):
    return (counts * y) @ X
''',
        '''def weights_from_counts(X, y, counts):
    return (counts * y) @ X / len(X), float(np.mean(counts * y))
''',
    ],
    "perceptron.perceptron_loss": [
        '''def perceptron_loss(X, y, w, b):
    return np.mean(np.maximum(0.0, y * (X @ w + b)))
''',
        '''def perceptron_loss(X, y, w, b):
    return np.sum(np.maximum(0.0, -y * (X @ w + b)))
''',
        '''def perceptron_loss(X, y, w, b):
    return np.mean(np.maximum(0.0, 1.0 - y * (X @ w + b)))
''',
        '''def perceptron_loss(X, y, w, b):
    return np.maximum(0.0, np.mean(-y * (X @ w + b)))
''',
        '''def perceptron_loss(X, y, w, b):
    return np.mean(y * (X @ w + b) <= 0)
''',
        '''def perceptron_loss(X, y, w, b):
    return np.mean(np.maximum(0.0, -y * (X @ w)))
''',
        '''def perceptron_loss(X, y, w, b):
    return np.maximum(0.0, -y * (X @ w + b))
''',
    ],
    "perceptron.middle_bias": [
        '''def middle_bias(A, B, w):
    return (np.min(A @ w) + np.max(B @ w)) / 2
''',
        '''def middle_bias(A, B, w):
    return -(np.max(A @ w) + np.min(B @ w)) / 2
''',
        '''def middle_bias(A, B, w):
    return -(np.mean(A @ w) + np.mean(B @ w)) / 2
''',
        '''def middle_bias(A, B, w):
    return -(np.min(A @ w) - np.max(B @ w)) / 2
''',
        '''def middle_bias(A, B, w):
    return -(np.min(A @ w) + np.max(B @ w))
''',
    ],
}
