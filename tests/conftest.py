"""What several folders of tests share: the built site, and examples that do not depend on the clock."""

from hypothesis import settings

from tests.project import built as built

# No test may fail because the machine is busy, and each run tries the same examples.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
