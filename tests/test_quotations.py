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
