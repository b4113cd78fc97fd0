"""Arrays in, PyTorch's own products, lengths and distances out."""

from collections.abc import Callable

import numpy as np
import torch


def _tensor(x: np.ndarray) -> torch.Tensor:
    return torch.tensor(np.asarray(x), dtype=torch.float64)


def _with_tensors(function: Callable) -> Callable[..., np.ndarray]:
    def value(*arguments: np.ndarray, **named: np.ndarray) -> np.ndarray:
        given = [_tensor(argument) for argument in (*arguments, *named.values())]
        return function(*given).numpy()

    return value


dot = _with_tensors(torch.dot)
norm = _with_tensors(torch.linalg.vector_norm)
normalize = _with_tensors(lambda v: torch.nn.functional.normalize(v, dim=0, eps=0.0))
cosine_similarity = _with_tensors(
    lambda u, v: torch.nn.functional.cosine_similarity(u, v, dim=0, eps=0.0)
)
matvec = _with_tensors(torch.mv)
area_factor = _with_tensors(torch.linalg.det)
matmul = _with_tensors(torch.matmul)
transpose = _with_tensors(lambda A: A.T.contiguous())
outer = _with_tensors(torch.outer)
linear = _with_tensors(lambda X, W, b: torch.nn.functional.linear(X, W.T, b))
center_columns = _with_tensors(lambda X: X - torch.mean(X, dim=0, keepdim=True))
squared_distances = _with_tensors(
    lambda A, B: torch.cdist(A, B, compute_mode="donot_use_mm_for_euclid_dist") ** 2
)
