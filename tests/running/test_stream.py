"""Printed text on its way to the page: complete, in order, in few pieces, up to the limit."""

import pytest

from scripts.running.stream import Stream


def printed(*texts: str, limit: int = 1000) -> tuple[list[str], Stream]:
    pieces: list[str] = []
    stream = Stream(pieces.append, limit)
    for text in texts:
        stream.write(text)
    return pieces, stream


def test_a_line_is_sent_when_it_is_complete():
    pieces, stream = printed("a", "b", "\n", "c")
    assert pieces == ["ab\n"]
    stream.flush()
    assert pieces == ["ab\n", "c"]


def test_a_flush_of_nothing_sends_nothing():
    pieces, stream = printed()
    stream.flush()
    assert pieces == []


def test_many_lines_are_few_pieces_and_nothing_is_lost():
    lines = [f"{number}\n" for number in range(20_000)]
    pieces, stream = printed(*lines, limit=10**6)
    stream.flush()
    assert "".join(pieces) == "".join(lines)
    assert len(pieces) < 1000
    assert stream.dropped == 0


def test_what_is_too_much_is_counted():
    pieces, stream = printed("abc\n", "defgh\n", "ijk\n", limit=6)
    stream.flush()
    assert "".join(pieces) == "abc\nde"
    assert stream.dropped == 8


def test_fifty_megabytes_in_one_piece_are_cut():
    pieces, stream = printed("x" * 50_000_000, limit=100)
    stream.flush()
    assert pieces == ["x" * 100]
    assert stream.dropped == 50_000_000 - 100


def test_it_is_a_text_file():
    with pytest.raises(TypeError, match="must be str, not bytes"):
        printed(b"x")
    assert printed()[1].writable()
    assert printed()[1].write("four") == 4
