"""Wrong answers to the exercises of the page on linear regression, as readers might give them."""

WRONG = {
    "linear_regression.fit_line": [
        '''def fit_line(x, y):
    w = np.sum(x * y) / np.sum(x**2)
    return w, np.mean(y) - w * np.mean(x)
''',
        '''def fit_line(x, y):
    apart = x - np.mean(x)
    if not np.any(apart):
        return 0.0, np.mean(y)
    w = np.sum(apart * y) / np.sum(apart**2)
    return w, np.mean(y)
''',
        '''def fit_line(x, y):
    if not np.any(x != x[0]):
        return 0.0, np.mean(y)
    w = (y[-1] - y[0]) / (x[-1] - x[0])
    return w, y[0] - w * x[0]
''',
        '''def fit_line(x, y):
    apart = x - np.mean(x)
    if not np.any(apart):
        return 0.0, np.mean(y)
    w = np.sum(apart * (y - np.mean(y))) / np.sum(apart**2)
    return np.mean(y) - w * np.mean(x), w
''',
        '''def fit_line(x, y):
    apart = x - np.mean(x)
    if not np.any(apart):
        return 0.0, np.mean(y)
    w = np.sum(apart * y) / np.sum((y - np.mean(y))**2)
    return w, np.mean(y) - w * np.mean(x)
''',
    ],
    "linear_regression.r_squared": [
        '''def r_squared(prediction, y):
    return np.mean((prediction - y)**2) / np.mean((y - np.mean(y))**2)
''',
        '''def r_squared(prediction, y):
    return 1 - np.mean((prediction - y)**2) / np.mean((y - np.mean(prediction))**2)
''',
        '''def r_squared(prediction, y):
    return 1 - np.mean((prediction - y)**2) / np.mean(y**2)
''',
        '''def r_squared(prediction, y):
    return 1 - np.mean((prediction - y)**2) / np.var(y, ddof=1)
''',
        '''def r_squared(prediction, y):
    return max(0.0, 1 - np.mean((prediction - y)**2) / np.var(y))
''',
    ],
    "linear_regression.unscale": [
        '''def unscale(w, b, mean, std):
    return w * std, b - np.sum(w * std * mean)
''',
        '''def unscale(w, b, mean, std):
    return w / std, b - np.sum(w * mean)
''',
        '''def unscale(w, b, mean, std):
    return w / std, b + np.sum(w * mean / std)
''',
        '''def unscale(w, b, mean, std):
    return w / std, b
''',
        '''def unscale(w, b, mean, std):
    w /= std
    return w, b - w @ mean
''',
    ],
}
