"""Plausible wrong answers to the exercises of the page, each of which must be told to be wrong."""

WRONG = {
    "matrix_derivatives.transposed_matmul_backward": [
        # The gradient by W in the layout of the other weights.
        """def transposed_matmul_backward(G, X, W):
    return G @ W, X.T @ G
""",
        # Swapped results.
        """def transposed_matmul_backward(G, X, W):
    return G.T @ X, G @ W
""",
        # The mean over the batch.
        """def transposed_matmul_backward(G, X, W):
    return G @ W / len(X), G.T @ X / len(X)
""",
        # The formulas for weights stored input by input.
        """def transposed_matmul_backward(G, X, W):
    return G @ W.T, X.T @ G
""",
        # The sign of a step instead of a gradient.
        """def transposed_matmul_backward(G, X, W):
    return -G @ W, -G.T @ X
""",
    ],
    "matrix_derivatives.quadratic_form_grad": [
        # As if A were symmetric.
        """def quadratic_form_grad(x, A):
    return 2 * A @ x
""",
        # One of the two uses only.
        """def quadratic_form_grad(x, A):
    return A @ x
""",
        """def quadratic_form_grad(x, A):
    return A.T @ x
""",
        # Half of it.
        """def quadratic_form_grad(x, A):
    return (A @ x + A.T @ x) / 2
""",
        # The difference of the two uses.
        """def quadratic_form_grad(x, A):
    return A @ x - A.T @ x
""",
    ],
    "matrix_derivatives.layer_jvp": [
        # The slope forgotten.
        """def layer_jvp(u, x, W):
    return W.T @ u
""",
        # The value of the sigmoid for its slope.
        """def layer_jvp(u, x, W):
    import numpy as np
    return 1 / (1 + np.exp(-(W.T @ x))) * (W.T @ u)
""",
        # The slope taken at the direction instead of the point.
        """def layer_jvp(u, x, W):
    import numpy as np
    s = 1 / (1 + np.exp(-(W.T @ u)))
    return s * (1 - s) * (W.T @ u)
""",
        # The point for the direction.
        """def layer_jvp(u, x, W):
    import numpy as np
    s = 1 / (1 + np.exp(-(W.T @ x)))
    return s * (1 - s) * (W.T @ x)
""",
        # The slope of tanh.
        """def layer_jvp(u, x, W):
    import numpy as np
    return (1 - np.tanh(W.T @ x) ** 2) * (W.T @ u)
""",
    ],
}
