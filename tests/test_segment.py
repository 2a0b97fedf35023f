"""Where sentences end, and that none is endless."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.stages import segment as stage
from dragoman.stages.segment import segment
from dragoman.words import split_words


def sentences(text):
    return [span.of(text) for span in segment(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. They left.", ["They met.", "They left."]),
        ("A headline\nThey met.", ["A headline", "They met."]),
        ("They met at 6 p.m. Tuesday in Oslo.", ["They met at 6 p.m. Tuesday in Oslo."]),
        ("They met at 6 p.m.  Tuesday in Oslo.", ["They met at 6 p.m.  Tuesday in Oslo."]),
        ("They met at 6 p.m. He left.", ["They met at 6 p.m.", "He left."]),
        ("  \n ", []),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def long_text(joint, words=600):
    return joint.join(f"word{index}" for index in range(words))


@pytest.mark.parametrize(
    ("joint", "end"), [(" ", ""), ("\u00a0", ""), ("-", ""), (", ", ","), (" and so on; ", ";"), (",” ", ",”")]
)
def test_an_endless_sentence_is_cut_at_clauses(joint, end):
    text = long_text(joint)
    parts = sentences(text)
    assert all(len(split_words(part)) <= stage._MAX_WORDS for part in parts)
    assert all(part.endswith(end) for part in parts[:-1])
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_stop_is_rather_cut_at_than_a_semicolon_than_a_comma_than_a_space():
    start = "word " * 150
    text = f"{start}; {'word ' * 20}, {'word ' * 300}"
    assert sentences(text)[0].endswith(";")
    assert sentences(f"“{start.strip()}. Then {'word ' * 20}; {'word ' * 300}”")[0].endswith(".")
    assert sentences(text.replace(";", ""))[0].endswith(",")
    assert sentences(f"{start}10:30 {'x ' * 80}")[0].endswith("x"), "no colon inside a time"


def test_a_sentence_of_ordinary_length_stays_whole():
    text = ", ".join(["word"] * 100) + "."
    assert sentences(text) == [text]


def test_the_cost_of_clock_times_grows_with_the_text_only(monkeypatch):
    """Every stop is looked at in its last characters; the sentence that it ends may be the whole line."""
    looked = []

    class Counting:
        def fullmatch(self, text, start, stop):
            looked.append(stop - start)
            return clock.fullmatch(text, start, stop)

    clock = stage._CLOCK
    monkeypatch.setattr(stage, "_CLOCK", Counting())
    segment("at 6 p.m. Tuesday " * 300)
    assert len(looked) >= 300
    assert max(looked) <= 4


@given(st.lists(st.sampled_from(["p.m.", "Tuesday", "word", ";", ":", ",", ".", "”", ")", "\n", "Who?", " "])))
def test_sentences_are_in_order_and_lose_nothing(words):
    text = " ".join(words * 9)
    spans = segment(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
