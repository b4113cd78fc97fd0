"""What several folders of tests share: the built site."""

from tests.project import built as built
