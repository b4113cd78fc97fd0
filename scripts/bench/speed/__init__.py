"""How fast the snippets train, beside PyTorch: the same work in both, timed in turns."""
