"""Tokens in, one after the other out: the place, what is bound, and how to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from scripts.formulas.names import Scripts, Span, scripts_after
from scripts.formulas.problems import Refused
from scripts.formulas.scope import Entry, Scope
from scripts.formulas.tokens import Token, spell


class Reader:
    """The state that all parts of the parser share.

    Attributes
    ----------
    free : list of str, or None
        Index letters that the left side introduces; None where it may not.
    loose : str or None
        Why the factor just read cannot be followed by another one.
    separators : bool
        Whether bars separate arguments instead of opening a norm.
    """

    def __init__(self, tokens: list[Token], scope: Scope) -> None:
        self.tokens = tokens
        self.scope = scope
        self.place = 0
        self.stop = len(tokens) - 1
        self.bound: dict[str, Entry] = {}
        self.free: list[str] | None = None
        self.loose: str | None = None
        self.separators = False
        self.open_bars: list[str] = []

    @property
    def token(self) -> Token:
        if self.place >= self.stop:
            return Token("stop", "", self.tokens[self.stop].at)
        return self.tokens[self.place]

    @property
    def at(self) -> int:
        return self.token.at

    def scripts(self, place: int) -> Scripts:
        """The scripts that start at a place."""
        return scripts_after(self.tokens, place, self.stop)

    def scripts_only(self, place: int, *allowed: str) -> Scripts:
        """The scripts that start at a place; one that would mean nothing there is refused."""
        found = self.scripts(place)
        starts = {
            "prime": place if found.primes else None,
            "subscript": found.sub and found.sub[0],
            "superscript": found.sup and found.sup[0],
        }
        for kind, start in starts.items():
            if start is not None and kind not in allowed:
                self.refuse(f"a {kind} means nothing here", self.tokens[start].at)
        return found

    def ahead(self, count: int = 1) -> Token:
        """A later token, without moving."""
        place = self.place + count
        return self.tokens[place] if place < self.stop else self.tokens[-1]

    def next(self) -> Token:
        token = self.token
        self.place += 1
        return token

    def accept(self, *texts: str) -> Token | None:
        """Move over the token if it is one of these commands or marks."""
        if self.token.kind in ("mark", "command") and self.token.text in texts:
            return self.next()
        return None

    def expect(self, text: str, why: str) -> Token:
        if self.token.kind in ("mark", "command") and self.token.text == text:
            return self.next()
        found = f"found '{self.token.text}'" if self.token.kind != "stop" else "the formula ends"
        self.refuse(f"expected '{text}' {why}; {found}")

    def refuse(self, message: str, at: int | None = None) -> NoReturn:
        raise Refused(message, self.at if at is None else at)

    @contextmanager
    def inside(self, span: Span) -> Iterator[None]:
        """Read a span of tokens to its end, then go on where we were."""
        place, stop, bars, separators = self.place, self.stop, self.open_bars, self.separators
        self.place, self.stop, self.open_bars, self.separators = *span, [], False
        yield
        if self.place < self.stop:
            self.refuse(f"'{self.token.text}' cannot be read here")
        self.place, self.stop, self.open_bars, self.separators = place, stop, bars, separators

    def argument(self) -> Span:
        """The span of a command's argument: a group, or one token as TeX takes it."""
        token = self.token
        if token.text == "{":
            start, self.place = self.place + 1, token.partner + 1
            if start == token.partner:
                self.refuse("this argument is empty", token.at)
            return start, token.partner
        if token.kind in ("stop", "row") or token.text in ("}", "&", "^", "_"):
            self.refuse("an argument is missing here")
        self.place += 1
        return self.place - 1, self.place

    def no_more_digits(self) -> None:
        """Refuse a digit glued to an argument of one digit: TeX did not take it."""
        before = self.tokens[self.place - 1]
        if before.kind == "digit" and self.token.kind == "digit" and self.token.glued:
            self.refuse("TeX takes only one digit here: put the number in braces")

    @contextmanager
    def binding(self, letters: dict[str, Entry]) -> Iterator[None]:
        """Let index letters stand for numbers while a body is read."""
        before = self.bound
        self.bound = before | letters
        yield
        self.bound = before

    @contextmanager
    def bars_as(self, separators: bool) -> Iterator[None]:
        before, bars = self.separators, self.open_bars
        self.separators, self.open_bars = separators, []
        yield
        self.separators, self.open_bars = before, bars

    def lookup(self, key: str) -> Entry | None:
        """What a symbol means here."""
        return self.bound.get(key) or self.scope.entries.get(key)

    def is_new(self, key: str) -> bool:
        """Whether nothing here has this name, so that an index may take it."""
        entry = self.lookup(key)
        return entry is None or entry.kind == "foreign"

    def text(self, span: Span) -> str:
        return spell(self.tokens[slice(*span)])
