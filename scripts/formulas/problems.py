"""What can be wrong with a formula: each kind apart, so that a message says the right thing."""


class Refused(Exception):
    """The formula cannot be read: `at` is the offset in its text."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class IllTyped(Exception):
    """Sizes do not fit, or an index leaves its axis, for some input."""


class Undefined(Exception):
    """The formula has no value for some input: no row of the cases applies."""


class Unsettled(Exception):
    """A numerical derivative, limit or inverse has no trustworthy value for some input."""
