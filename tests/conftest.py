"""What several folders of tests share: the built site, the browser, and examples that do not depend on
the clock."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect
from xdist.scheduler import LoadScopeScheduling

from scripts.bench.browser import chromium
from tests import sharing
from tests.project import built as built

# No test may fail because the machine is busy, and each run tries the same examples.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("few", settings.get_profile("steady"), max_examples=10)
settings.load_profile("steady")
expect.set_options(timeout=30_000)  # milliseconds


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return sharing.Sharing(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:] = sharing.together(items)
    if hasattr(config, "workerinput"):  # one of several workers
        items[:] = sharing.in_order(items)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker, each with a profile of its own."""
    with chromium() as launched:
        yield launched
