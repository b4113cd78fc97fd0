"""Results remembered by the content that they depend on.

diskcache keeps them in transactions, so that a build that is killed leaves nothing
half-written and several may run at once; as JSON, so that reading one runs no code.
"""

from functools import lru_cache
from typing import Any

from diskcache import Cache, JSONDisk

from scripts.project import CACHE

_LIMIT = 300 * 2**20  # bytes; beyond it the oldest results go


@lru_cache(maxsize=1)
def _cache() -> Cache:
    return Cache(CACHE, disk=JSONDisk, size_limit=_LIMIT)


def remembered(stage: str, key: str) -> bool:
    """Whether there is a result for this key."""
    return (stage, key) in _cache()


def store(stage: str, key: str, result: Any) -> None:
    """Keep a result, in place of an older one with the same key."""
    _cache()[stage, key] = result


def recall(stage: str, key: str) -> Any:
    """The stored result.

    Raises
    ------
    KeyError
        If there is none.
    """
    return _cache()[stage, key]
