"""Who a quotation is given to, with readings made by hand."""

import re
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.claims import Attribution, Mention
from dragoman.document import Document
from dragoman.events import Actor
from dragoman.knowledge import load_knowledge
from dragoman.reading import Cue, Reading
from dragoman.span import Span
from dragoman.stages import attribute
from dragoman.stages.attribute import _parent, _parents, _place
from dragoman.stages.segment import segment
from dragoman.words import split_words

RESOURCES = SimpleNamespace(knowledge=load_knowledge())
SPEAKERS = {"Tulepo": 1, "Varda": 2, "he": 1, "He": 1, "Officials": None, "Nobody": None}


def cues(words):
    """Cues of a sentence: "said" with the speaker beside it, and the rest of the sentence as content."""
    for index, word in enumerate(words):
        if word != "said":
            continue
        speaker = next((k for k in (index - 1, index + 1) if 0 <= k < len(words) and words[k] in SPEAKERS), None)
        first, last = min(index, index if speaker is None else speaker), max(index, speaker or 0) + 1
        ranges = [(start, end) for start, end in ((0, first), (last, len(words))) if end - start > 1]
        source = None if speaker is None or words[speaker] == "Nobody" else (speaker, speaker + 1)
        yield Cue(index, 0.9, (index, index + 1), source, tuple(ranges[:1]))


def reading(number, sentence, text):
    words = tuple(Span(sentence.start + start, sentence.start + end) for start, end in split_words(sentence.of(text)))
    printed = [word.of(text) for word in words]
    count = len(words)
    return Reading(number, words, ("X",) * count, (-1,) * count, ("dep",) * count, (), (), tuple(cues(printed)))


def read(text):
    """A document with its sentences, readings, and mentions of the speakers."""
    sentences = segment(text)
    named = re.finditer(rf"\b(?:{'|'.join(SPEAKERS)})\b", text)
    mentions = tuple(
        Mention(Span(*found.span()), "person", Actor(None), "test", SPEAKERS[found.group()]) for found in named
    )
    readings = tuple(reading(number, span, text) for number, span in enumerate(sentences))
    return Document("d", text, sentences=sentences, readings=readings, mentions=mentions)


def attributions(text):
    return attribute.STAGE.run(read(text), RESOURCES).attributions


def given_to(text):
    """Sentences that a quotation running on gives to a speaker."""
    return [
        (each.source.span.of(text), each.content[0].of(text))
        for each in attributions(text)
        if each.rule == "quotation runs on"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” said Tulepo. “We stay.”", [("Tulepo", "“We stay.”")]),
        ("“We go,” said Tulepo. “We stay.” “We win.”", [("Tulepo", "“We stay.”"), ("Tulepo", "“We win.”")]),
        # A quotation that opens the next paragraph, closed before it or not.
        ("“We go,” said Tulepo. “We stay.”\n\n“We win.”", [("Tulepo", "“We stay.”"), ("Tulepo", "“We win.”")]),
        ("Tulepo said “We go.”\n\n“We stay.”", [("Tulepo", "“We stay.”")]),
        ("Tulepo said “We go.\n\n“We stay.”", [("Tulepo", "“We stay.”")]),
        ('Tulepo said "We go.\n\n"We stay."', [("Tulepo", '"We stay."')]),
        # Another speaker takes over.
        ("“We go,” said Tulepo. “No,” said Varda. “We stay.”", [("Varda", "“We stay.”")]),
        # What else he is said to have said does not end it; what nobody or somebody else said does.
        ("“We go,” said Tulepo. He said that it was late. “We stay.”", [("Tulepo", "“We stay.”")]),
        ("“We go,” said Tulepo. Varda said that it was late. “We stay.”", []),
        ("“We go,” said Tulepo. Nobody said that it was late. “We stay.”", []),
        ("“We go,” said Tulepo. It was late. “We stay.”", []),
        ("“We go,” said Tulepo. It was late. He said that it rained. “We stay.”", []),
        # Without a quotation before, or without one who speaks, nobody is known to speak.
        ("Tulepo said that it was late. “We stay.”", []),
        ("“We go,” said Nobody. “We stay.”", []),
        ("It was late. “We stay.”", []),
    ],
)
def test_a_quotation_that_runs_on(text, expected):
    assert given_to(text) == expected


def test_a_speaker_named_by_a_pronoun_is_the_pronouns_mention():
    text = "“We go,” he said. “We stay.”"
    said, more = attributions(text)
    assert said.source.span.of(text) == more.source.span.of(text) == "he"
    assert said.source.chain == more.source.chain == 1
    assert (said.quoted, more.quoted, more.cue) == ("direct", "direct", None)


def test_a_quotation_in_german_marks_runs_on_within_itself_only():
    assert given_to("„We go,“ said Tulepo. „We stay.“ It was late. „We win.“") == [("Tulepo", "„We stay.“")]


def test_the_cost_grows_with_the_text_only():
    """3,000 paragraphs with as many quotations took minutes when each looked at all."""
    document = read("“We go,” said Tulepo. “We stay.” It was late.\n" * 3000)
    start = time.perf_counter()
    found = attribute.STAGE.run(document, RESOURCES).attributions
    assert time.perf_counter() - start < 10
    assert len(found) == 6000


spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], sum(pair)))


def attribution(cue, content):
    return Attribution(None, "unknown", cue, tuple(content), "indirect", None, "")


@given(st.lists(st.builds(attribution, st.none() | spans, st.lists(spans, min_size=1, max_size=2)), max_size=12))
def test_parents_are_those_that_looking_at_all_would_give(found):
    ordered = sorted(found, key=_place)
    assert list(_parents(ordered)) == [_parent(index, ordered) for index in range(len(ordered))]
