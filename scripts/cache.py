"""Results remembered by the content that they depend on.

joblib writes each result aside and moves it into place, so that a build that is
killed leaves nothing half-written, and several processes may write at once.
"""

from typing import Any

from joblib import Memory

from scripts.project import CACHE

_memory = Memory(CACHE, verbose=0)
_LIMIT = "300M"


@_memory.cache(ignore=["result"])
def _remember(stage: str, key: str, result: Any) -> Any:
    if result is None:
        raise LookupError(f"nothing is stored for {stage} {key}")
    return result


def remembered(stage: str, key: str) -> bool:
    """Whether there is a result for this key."""
    return _remember.check_call_in_cache(stage, key, None)


def store(stage: str, key: str, result: Any) -> None:
    """Keep a result, in place of an older one with the same key."""
    _remember.call(stage, key, result)


def recall(stage: str, key: str) -> Any:
    """The stored result."""
    return _remember(stage, key, None)


def prune() -> None:
    """Drop the results that have gone unused the longest."""
    _memory.reduce_size(bytes_limit=_LIMIT)
