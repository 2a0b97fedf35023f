from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.quotations import quotations, share_inside
from dragoman.span import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“One. Two,” she said.", ["“One. Two,”"]),
        ("“One.\n\n“Two,” she said.", ["“One.\n\n“Two,”"]),
        ("“One.\n\nTwo.", ["“One."]),
        ("No quotes", []),
        ("„Ja,“ sagte sie. „Nein.”", ["„Ja,“", "„Nein.”"]),
        ("„One.\n\n„Two,“ she said.", ["„One.\n\n„Two,“"]),
        ("«Oui,» dit-elle.", ["«Oui,»"]),
        ('A 6" pipe burst. "Run," he said.', ['"Run,"']),
        ('"In 2019" he said.', ['"In 2019"']),
        ('"One.\n\n"Two," she said. "Three."', ['"One.\n\n"Two,"', '"Three."']),
    ],
)
def test_stretches_in_marks(text, expected):
    assert [span.of(text) for span in quotations(text)] == expected


@given(st.text(alphabet='ab "“”\n', max_size=60))
def test_stretches_are_in_order_and_inside(text):
    spans = quotations(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_share():
    assert share_inside(Span(0, 10), [Span(5, 20)]) == 0.5


def test_share_asks_only_the_quotations_around():
    asked = []

    class Counted(list):
        def __getitem__(self, index):
            asked.append(index)
            return super().__getitem__(index)

        def __iter__(self):
            for index in range(len(self)):
                yield self[index]

    quoted = Counted(Span(10 * k, 10 * k + 5) for k in range(4000))
    assert share_inside(Span(20_000, 20_010), quoted) == 0.5
    assert len(asked) < 20


@given(st.text(alphabet='a"“”„\n', max_size=40), st.integers(0, 40), st.integers(1, 20))
def test_share_counts_the_letters_inside(text, start, length):
    quoted = quotations(text)
    inside = sum(any(span.start <= at < span.end for span in quoted) for at in range(start, start + length))
    assert share_inside(Span(start, start + length), quoted) == inside / length
