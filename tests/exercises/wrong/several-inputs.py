"""Plausible wrong answers to the exercises of several-inputs.md, which the check must refuse."""

WRONG = {
    "gradients.tangent_plane": [
        '''
def tangent_plane(value, g, delta):
    return float(np.sum(g * delta))
''',
        '''
def tangent_plane(value, g, delta):
    return float(value - np.sum(g * delta))
''',
        '''
def tangent_plane(value, g, delta):
    return value + g * delta
''',
    ],
    "gradients.hill_grad": [
        '''
def hill_grad(x, c_1=1.0, c_2=1.0):
    return np.exp(-0.5 * (c_1 * x[0] ** 2 + c_2 * x[1] ** 2)) * np.array([c_1 * x[0], c_2 * x[1]])
''',
        '''
def hill_grad(x, c_1=1.0, c_2=1.0):
    return np.exp(-np.array([c_1 * x[0], c_2 * x[1]]))
''',
        '''
def hill_grad(x, c_1=1.0, c_2=1.0):
    height = np.exp(-0.5 * (c_1 * x[0] ** 2 + c_2 * x[1] ** 2))
    return -height * np.array([c_2 * x[1], c_1 * x[0]])
''',
    ],
    "gradients.product_grad": [
        '''
def product_grad(x):
    return np.prod(x) / x
''',
        '''
def product_grad(x):
    return np.full(len(x), np.prod(x))
''',
        '''
def product_grad(x):
    return x[::-1].copy()
''',
    ],
    "gradients.line_error_grad": [
        '''
def line_error_grad(theta, x, y):
    miss = theta[0] + theta[1] * x - y
    return 2.0 * np.array([np.sum(miss), np.sum(miss * x)])
''',
        '''
def line_error_grad(theta, x, y):
    miss = theta[0] + theta[1] * x - y
    return np.array([np.mean(miss), np.mean(miss * x)])
''',
        '''
def line_error_grad(theta, x, y):
    miss = y - theta[0] - theta[1] * x
    return 2.0 * np.array([np.mean(miss), np.mean(miss * x)])
''',
        '''
def line_error_grad(theta, x, y):
    miss = theta[0] + theta[1] * x - y
    return 2.0 * np.array([np.mean(miss), np.mean(miss)])
''',
    ],
}
