"""Wrong answers to the exercises of the page on logistic regression, as readers might give them."""

WRONG = {
    "logistic_regression.signed_distance": [
        '''def signed_distance(X, w, b):
    return X @ w + b
''',
        '''def signed_distance(X, w, b):
    return X @ w / np.sqrt(np.sum(w**2)) + b
''',
        '''def signed_distance(X, w, b):
    return np.abs(X @ w + b) / np.sqrt(np.sum(w**2))
''',
        '''def signed_distance(X, w, b):
    return (X @ w + b) / np.sum(w**2)
''',
        '''def signed_distance(X, w, b):
    return -(X @ w + b) / np.sqrt(np.sum(w**2))
''',
    ],
    "logistic_regression.label_loss": [
        '''def label_loss(z, y):
    return np.mean(np.log(1 + np.exp(-z)))
''',
        '''def label_loss(z, y):
    return np.mean(np.logaddexp(0, y * z))
''',
        '''def label_loss(z, y):
    return np.sum(np.logaddexp(0, -y * z))
''',
        '''def label_loss(z, y):
    return np.mean(np.logaddexp(0, z) - y * z)
''',
        '''def label_loss(z, y):
    return np.logaddexp(0, -y * z)
''',
    ],
    "logistic_regression.cost_threshold": [
        '''def cost_threshold(false_alarm, miss):
    return miss / (false_alarm + miss)
''',
        '''def cost_threshold(false_alarm, miss):
    return false_alarm / miss
''',
        '''def cost_threshold(false_alarm, miss):
    return 0.5
''',
        '''def cost_threshold(false_alarm, miss):
    return 1 / (1 + false_alarm / miss)
''',
        '''def cost_threshold(false_alarm, miss):
    return (false_alarm - miss) / (false_alarm + miss)
''',
    ],
}
