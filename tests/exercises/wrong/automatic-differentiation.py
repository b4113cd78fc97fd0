"""Plausible wrong answers to the exercises of the page, each of which must be told to be wrong."""

WRONG = {
    "autograd.index_backward": [
        # One of several gradients only.
        """def index_backward(G, x, key):
    x_grad = np.zeros_like(x)
    x_grad[key] += G
    return x_grad
""",
        # Picked again instead of put back.
        """def index_backward(G, x, key):
    return G[key % len(G)]
""",
        # Added to the values.
        """def index_backward(G, x, key):
    x_grad = x.copy()
    np.add.at(x_grad, key, G)
    return x_grad
""",
        # Ones instead of the gradients.
        """def index_backward(G, x, key):
    x_grad = np.zeros_like(x)
    np.add.at(x_grad, key, 1.0)
    return x_grad
""",
    ],
    "autograd.reduce_max_backward": [
        # The whole gradient to each of several.
        """def reduce_max_backward(G, x, axis=None):
    return G * (x == x.max())
""",
        # Spread over all entries, as a mean would.
        """def reduce_max_backward(G, x, axis=None):
    return G * np.ones_like(x) / x.size
""",
        # The first of several takes it.
        """def reduce_max_backward(G, x, axis=None):
    x_grad = np.zeros_like(x)
    x_grad.flat[x.argmax()] = G
    return x_grad
""",
        # The maximum itself.
        """def reduce_max_backward(G, x, axis=None):
    return G * x * (x == x.max())
""",
        # The sign turned.
        """def reduce_max_backward(G, x, axis=None):
    top = x == x.max()
    return -G * top / top.sum()
""",
    ],
    "autograd.cumulative_sum_backward": [
        # From the wrong end.
        """def cumulative_sum_backward(G, x):
    return np.cumsum(G, axis=-1)
""",
        # Turned around once only.
        """def cumulative_sum_backward(G, x):
    return np.cumsum(G[..., ::-1], axis=-1)
""",
        # The differences.
        """def cumulative_sum_backward(G, x):
    return np.diff(G, axis=-1, prepend=0.0)
""",
        # Along the columns.
        """def cumulative_sum_backward(G, x):
    return np.cumsum(G[::-1], axis=0)[::-1]
""",
    ],
    "autograd.softmax_backward": [
        # The diagonal only.
        """def softmax_backward(G, z):
    P = np.exp(z - z.max(axis=-1, keepdims=True))
    P = P / P.sum(axis=-1, keepdims=True)
    return G * P * (1 - P)
""",
        # The gradient handed through.
        """def softmax_backward(G, z):
    P = np.exp(z - z.max(axis=-1, keepdims=True))
    P = P / P.sum(axis=-1, keepdims=True)
    return G * P
""",
        # The sum over the whole batch.
        """def softmax_backward(G, z):
    P = np.exp(z - z.max(axis=-1, keepdims=True))
    P = P / P.sum(axis=-1, keepdims=True)
    return P * (G - (G * P).sum())
""",
        # The sign.
        """def softmax_backward(G, z):
    P = np.exp(z - z.max(axis=-1, keepdims=True))
    P = P / P.sum(axis=-1, keepdims=True)
    return P * ((G * P).sum(axis=-1, keepdims=True) - G)
""",
        # An exponential that overflows.
        """def softmax_backward(G, z):
    P = np.exp(z)
    P = P / P.sum(axis=-1, keepdims=True)
    return P * (G - (G * P).sum(axis=-1, keepdims=True))
""",
    ],
}
