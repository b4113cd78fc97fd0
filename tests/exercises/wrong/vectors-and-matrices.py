"""Plausible wrong answers to the exercises of vectors-and-matrices.md, which the check must refuse."""

WRONG = {
    "linear_algebra.normalize": [
        '''
def normalize(v):
    return v / np.sum(v)
''',
        '''
def normalize(v):
    return v / np.max(np.abs(v))
''',
        '''
def normalize(v):
    return v / np.sum(v**2)
''',
    ],
    "linear_algebra.projection": [
        '''
def projection(u, v):
    return (u @ v) / (u @ u) * u
''',
        '''
def projection(u, v):
    return (u @ v) * v
''',
        '''
def projection(u, v):
    return (u @ v) / np.sqrt(v @ v) * v
''',
        '''
def projection(u, v):
    return (u @ v) / np.sqrt(v @ v)
''',
    ],
    "linear_algebra.rotation": [
        '''
def rotation(angle):
    return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
''',
        '''
def rotation(angle):
    angle = np.radians(angle)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
''',
        '''
def rotation(angle):
    return np.array([[np.cos(angle), np.sin(angle)], [np.sin(angle), np.cos(angle)]])
''',
    ],
    "linear_algebra.center_columns": [
        '''
def center_columns(X):
    return X - np.mean(X, axis=1, keepdims=True)
''',
        '''
def center_columns(X):
    return X - np.mean(X)
''',
        '''
def center_columns(X):
    return X - np.sum(X, axis=0)
''',
        '''
def center_columns(X):
    return np.mean(X, axis=0) - X
''',
    ],
    "linear_algebra.squared_distances": [
        '''
def squared_distances(A, B):
    return np.sqrt(np.sum((A[:, None] - B[None]) ** 2, axis=2))
''',
        '''
def squared_distances(A, B):
    return np.sum((A[None] - B[:, None]) ** 2, axis=2)
''',
        '''
def squared_distances(A, B):
    return A @ B.T
''',
        '''
def squared_distances(A, B):
    return np.mean((A[:, None] - B[None]) ** 2, axis=2)
''',
    ],
}
