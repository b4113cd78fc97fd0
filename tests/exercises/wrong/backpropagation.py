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
    "deep_learning.layer_backward": [
        # Without the gradient by the inputs.
        """def layer_backward(G, X, W, b):
    Z_grad = G * (1 - layer(X, W, b) ** 2)
    return X.T @ Z_grad, Z_grad.sum(axis=0)
""",
        # Twice as large.
        """def layer_backward(G, X, W, b):
    Z_grad = 2 * G * (1 - layer(X, W, b) ** 2)
    return Z_grad @ W.T, X.T @ Z_grad, Z_grad.sum(axis=0)
""",
        # The slope taken at the sums, not at the outputs.
        """def layer_backward(G, X, W, b):
    Z_grad = G * (1 - (X @ W + b) ** 2)
    return Z_grad @ W.T, X.T @ Z_grad, Z_grad.sum(axis=0)
""",
        # The bend forgotten.
        """def layer_backward(G, X, W, b):
    return G @ W.T, X.T @ G, G.sum(axis=0)
""",
        # A mean where a sum belongs.
        """def layer_backward(G, X, W, b):
    Z_grad = G * (1 - layer(X, W, b) ** 2)
    return Z_grad @ W.T, X.T @ Z_grad / len(X), Z_grad.mean(axis=0)
""",
        # The bias by row instead of by column.
        """def layer_backward(G, X, W, b):
    Z_grad = G * (1 - layer(X, W, b) ** 2)
    return Z_grad @ W.T, X.T @ Z_grad, Z_grad.sum(axis=1)
""",
        # The sign of the slope.
        """def layer_backward(G, X, W, b):
    Z_grad = G * (layer(X, W, b) ** 2 - 1)
    return Z_grad @ W.T, X.T @ Z_grad, Z_grad.sum(axis=0)
""",
    ],
}
