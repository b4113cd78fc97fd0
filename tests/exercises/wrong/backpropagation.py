"""Plausible wrong answers to the exercises of the page, each of which must be told to be wrong."""

WRONG = {
    "backpropagation.residual_backward": [
        # The way past the layer forgotten.
        """def residual_backward(G, X, W, b):
    Z_grad = G * (X @ W + b > 0)
    return Z_grad @ W.T, X.T @ Z_grad, Z_grad.sum(axis=0)
""",
        # The gradient not stopped where a neuron is off.
        """def residual_backward(G, X, W, b):
    return G + G @ W.T, X.T @ G, G.sum(axis=0)
""",
        # The transpose forgotten; the matrix is square, so that no shape complains.
        """def residual_backward(G, X, W, b):
    Z_grad = G * (X @ W + b > 0)
    return G + Z_grad @ W, X.T @ Z_grad, Z_grad.sum(axis=0)
""",
        # The bias averaged instead of summed.
        """def residual_backward(G, X, W, b):
    Z_grad = G * (X @ W + b > 0)
    return G + Z_grad @ W.T, X.T @ Z_grad, Z_grad.mean(axis=0)
""",
        # The mask of the output instead of the sum.
        """def residual_backward(G, X, W, b):
    Z_grad = G * (X + np.maximum(X @ W + b, 0) > 0)
    return G + Z_grad @ W.T, X.T @ Z_grad, Z_grad.sum(axis=0)
""",
    ],
    "backpropagation.tied_backward": [
        # The second use only.
        """def tied_backward(G, X, W):
    return G @ W @ W.T, G.T @ (X @ W)
""",
        # The first use only.
        """def tied_backward(G, X, W):
    return G @ W @ W.T, X.T @ (G @ W)
""",
        # The second use not transposed back.
        """def tied_backward(G, X, W):
    return G @ W @ W.T, X.T @ (G @ W) + X.T @ (G @ W)
""",
        # The gradient of the data without the way through.
        """def tied_backward(G, X, W):
    return G, X.T @ (G @ W) + G.T @ (X @ W)
""",
        # The mean of both instead of their sum.
        """def tied_backward(G, X, W):
    return G @ W @ W.T, (X.T @ (G @ W) + G.T @ (X @ W)) / 2
""",
    ],
    "backpropagation.dead_neurons": [
        # Off for one example is enough.
        """def dead_neurons(X, W, b):
    return np.any(X @ W + b <= 0, axis=0)
""",
        # The living ones.
        """def dead_neurons(X, W, b):
    return np.any(X @ W + b > 0, axis=0)
""",
        # By row instead of by column.
        """def dead_neurons(X, W, b):
    return np.all(X @ W + b <= 0, axis=1)
""",
        # At zero sharp there is no gradient either.
        """def dead_neurons(X, W, b):
    return np.all(X @ W + b < 0, axis=0)
""",
        # The bias forgotten.
        """def dead_neurons(X, W, b):
    return np.all(X @ W <= 0, axis=0)
""",
    ],
}
