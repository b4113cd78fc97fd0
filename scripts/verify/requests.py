"""The checks of the snippets: takes the sources as they stand, gives a request for each name."""

import importlib.metadata
import importlib.util
from functools import lru_cache
from pathlib import Path

from scripts import sources
from scripts.project import SNIPPETS, TESTS
from scripts.stages import Request

_SUFFIXES = ("_grad", "_backward")


def requests() -> list[Request]:
    """A request for every public snippet; its key covers all that its checks depend on."""
    return [_request(definition) for definition in sources.definitions(SNIPPETS).values()]


def _request(definition: sources.Definition) -> Request:
    payload = {"name": definition.name, "gradient_of": gradient_of(definition.name)}
    oracles = (TESTS / "oracles" / f"{kind}{definition.module}.py" for kind in ("", "torch_"))
    files = [definition.path, *filter(Path.is_file, oracles)]
    key = sources.key("verify", files, payload, _torch_version())
    return Request("verify", key, definition.name, payload)


def gradient_of(name: str) -> str | None:
    """The name that another is the gradient of, by convention: `f` of `f_grad`."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return None


@lru_cache(maxsize=1)
def _torch_version() -> str | None:
    found = importlib.util.find_spec("torch") is not None
    return importlib.metadata.version("torch") if found else None
