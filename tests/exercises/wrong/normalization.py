"""Wrong answers to the exercises of the page on normalization, as readers might give them."""

WRONG = {
    "normalization.rms_norm": [
        '''def rms_norm(X, gamma, eps=1e-5):
    centered = X - X.mean(axis=1, keepdims=True)
    squares = np.square(centered).mean(axis=1, keepdims=True)
    return gamma * centered / np.sqrt(squares + eps)
''',
        '''def rms_norm(X, gamma, eps=1e-5):
    return gamma * X / np.sqrt(np.square(X).mean(axis=0) + eps)
''',
        '''def rms_norm(X, gamma, eps=1e-5):
    squares = np.square(X).sum(axis=1, keepdims=True)
    return gamma * X / np.sqrt(squares + eps)
''',
        '''def rms_norm(X, gamma, eps=1e-5):
    squares = np.square(X).mean(axis=1, keepdims=True)
    return gamma * X / (np.sqrt(squares) + eps)
''',
        '''def rms_norm(X, gamma, eps=1e-5):
    return X / np.sqrt(np.square(X).mean(axis=1, keepdims=True) + eps)
''',
        '''def rms_norm(X, gamma, eps=1e-5):
    return gamma * X / np.sqrt(np.square(X).mean() + eps)
''',
    ],
    "normalization.rms_norm_backward": [
        '''def rms_norm_backward(G, X, gamma, eps=1e-5):
    root = np.sqrt(np.square(X).mean(axis=1, keepdims=True) + eps)
    return gamma * G / root, (G * X / root).sum(axis=0)
''',
        '''def rms_norm_backward(G, X, gamma, eps=1e-5):
    root = np.sqrt(np.square(X).mean(axis=1, keepdims=True) + eps)
    normal, scaled = X / root, gamma * G
    along = normal * (scaled * normal).sum(axis=1, keepdims=True)
    return (scaled - along) / root, (G * normal).sum(axis=0)
''',
        '''def rms_norm_backward(G, X, gamma, eps=1e-5):
    root = np.sqrt(np.square(X).mean(axis=1, keepdims=True) + eps)
    normal = X / root
    along = normal * (G * normal).mean(axis=1, keepdims=True)
    return gamma * (G - along) / root, (G * normal).sum(axis=0)
''',
        '''def rms_norm_backward(G, X, gamma, eps=1e-5):
    root = np.sqrt(np.square(X).mean(axis=1, keepdims=True) + eps)
    normal, scaled = X / root, gamma * G
    along = normal * (scaled * normal).mean(axis=1, keepdims=True)
    return (scaled - along) / root, (G * X).sum(axis=0)
''',
        '''def rms_norm_backward(G, X, gamma, eps=1e-5):
    root = np.sqrt(np.square(X).mean(axis=1, keepdims=True) + eps)
    normal, scaled = X / root, gamma * G
    shared = scaled.mean(axis=1, keepdims=True)
    shared = shared + normal * (scaled * normal).mean(axis=1, keepdims=True)
    return (scaled - shared) / root, (G * normal).sum(axis=0)
''',
    ],
    "normalization.fold_batch_norm": [
        '''def fold_batch_norm(W, gamma, b, mean, variance, eps=1e-5):
    factor = gamma / np.sqrt(variance + eps)
    return W * factor, b
''',
        '''def fold_batch_norm(W, gamma, b, mean, variance, eps=1e-5):
    factor = gamma / np.sqrt(variance + eps)
    return W * factor, b - mean
''',
        '''def fold_batch_norm(W, gamma, b, mean, variance, eps=1e-5):
    factor = gamma / np.sqrt(variance + eps)
    return W * factor, b + mean * factor
''',
        '''def fold_batch_norm(W, gamma, b, mean, variance, eps=1e-5):
    factor = gamma / (variance + eps)
    return W * factor, b - mean * factor
''',
        '''def fold_batch_norm(W, gamma, b, mean, variance, eps=1e-5):
    factor = gamma / np.sqrt(variance + eps)
    return W * factor, (b - mean) * factor
''',
    ],
    "normalization.merge_statistics": [
        '''def merge_statistics(means, variances):
    return means.mean(axis=0), variances.mean(axis=0)
''',
        '''def merge_statistics(means, variances):
    return means.mean(axis=0), variances.mean(axis=0) + means.var(axis=0, ddof=1)
''',
        '''def merge_statistics(means, variances):
    return means.mean(axis=0), variances.sum(axis=0) + means.var(axis=0)
''',
        '''def merge_statistics(means, variances):
    return means.mean(axis=0), variances.mean(axis=0) - means.var(axis=0)
''',
        '''def merge_statistics(means, variances):
    return means.mean(axis=0), means.var(axis=0)
''',
    ],
}
