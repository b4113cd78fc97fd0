"""Plausible wrong answers to the exercises of the page, each of which must be told to be wrong."""

WRONG = {
    "graphs.divide_backward": [
        # The sign.
        """def divide_backward(G, x_1, x_2):
    return G / x_2, G * x_1 / x_2**2
""",
        # The square forgotten.
        """def divide_backward(G, x_1, x_2):
    return G / x_2, -G * x_1 / x_2
""",
        # As for a product.
        """def divide_backward(G, x_1, x_2):
    return G * x_2, G * x_1
""",
        # G forgotten.
        """def divide_backward(G, x_1, x_2):
    return 1 / x_2, -x_1 / x_2**2
""",
        # Swapped results.
        """def divide_backward(G, x_1, x_2):
    return -G * x_1 / x_2**2, G / x_2
""",
    ],
    "graphs.maximum_backward": [
        # To the smaller.
        """def maximum_backward(G, x_1, x_2):
    import numpy as np
    share = np.heaviside(x_2 - x_1, 0.5)
    return share * G, (1 - share) * G
""",
        # All of it to both.
        """def maximum_backward(G, x_1, x_2):
    return G, G
""",
        # A share that depends on the size.
        """def maximum_backward(G, x_1, x_2):
    import numpy as np
    share = 1 / (1 + np.exp(x_2 - x_1))
    return share * G, (1 - share) * G
""",
        # G forgotten.
        """def maximum_backward(G, x_1, x_2):
    import numpy as np
    share = np.heaviside(x_1 - x_2, 0.5)
    return share, 1 - share
""",
        # The values instead of their gradients.
        """def maximum_backward(G, x_1, x_2):
    import numpy as np
    share = np.heaviside(x_1 - x_2, 0.5)
    return share * x_1, (1 - share) * x_2
""",
    ],
    "graphs.nested_cubic_grad": [
        # The last use only.
        """def nested_cubic_grad(x):
    return 1 + x * (1 + x)
""",
        # The innermost use forgotten.
        """def nested_cubic_grad(x):
    return 1 + x * (1 + x) + x * (1 + x)
""",
        # The innermost gradient not carried through the outer product.
        """def nested_cubic_grad(x):
    return 1 + x * (1 + x) + x * (1 + x) + x
""",
        # The function itself.
        """def nested_cubic_grad(x):
    return x * (1 + x * (1 + x))
""",
        # A lost factor.
        """def nested_cubic_grad(x):
    return 1 + x + x**2
""",
    ],
}
