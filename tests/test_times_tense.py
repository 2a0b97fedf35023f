"""Whether a time is ahead: by the words of the sentence alone, and by its parse."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dragoman.document import Document
from dragoman.reading import Reading
from dragoman.span import Span
from dragoman.stages.resolve_times import STAGE, future_by_verb
from dragoman.times import future_by_words

AHEAD = [
    "Ministers will meet on [Monday].",
    "Ministers won't meet on [Monday].",
    "Talks are to open in [June].",
    "The vote is scheduled for [Friday].",
    "He vowed to leave by [Tuesday].",
    "They plan to strike on [Monday].",
    "On [Monday], officials will decide.",
    "It was said that a summit would be held in [May].",
    "The unions called a strike for [Wednesday].",
    "Rebels have [until Friday] to leave.",
    "Foreign ministers to meet on [Thursday]",
    "SOLANA TO VISIT PODGORICA ON [THURSDAY]",
    "The hearing begins on [Monday].",
    "Protests broke out on Sunday, and on [Monday] lawmakers will vote.",
]
BEHIND = [
    "Ministers met on [Monday].",
    "The party won the vote on [Monday].",
    "Ministers didn't meet on [Monday].",
    "The deal was signed in [June].",
    "He was forced to resign on [Friday].",
    "On [Monday], officials said that they will decide.",
    "They blamed him for [Friday]'s raid.",
    "Officials cut the gas to the camp on [Friday].",
    "The town was silent [until Friday], when guards came.",
    "They had waited [until Friday].",
    "Ahmed and his men fled on [Monday].",
    "Parliament voted on [Tuesday] to expel him.",
    "Nothing here tells a tense [Monday].",
]


def marked(text):
    start, end = text.index("["), text.index("]") - 1
    return re.sub(r"[\[\]]", "", text), Span(start, end)


@pytest.mark.parametrize(("text", "ahead"), [(t, True) for t in AHEAD] + [(t, False) for t in BEHIND])
def test_by_words(text, ahead):
    plain, span = marked(text)
    assert future_by_words(plain)(span) is ahead
    assert future_by_words(plain, [Span(0, len(plain))])(span) is ahead


def test_only_the_own_sentence_counts():
    text = "They met on Monday. They will part."
    assert not future_by_words(text, [Span(0, 19), Span(20, len(text))])(Span(12, 18))


def parsed(*words):
    """A document of one sentence; each word is `text/tag/head/relation`, head by index, -1 the root."""
    rows = [word.split("/") for word in words]
    text = " ".join(row[0] for row in rows)
    spans, at = [], 0
    for row in rows:
        spans.append(Span(at, at + len(row[0])))
        at += len(row[0]) + 1
    tags, heads, relations = ([row[column] for row in rows] for column in (1, 2, 3))
    reading = Reading(0, tuple(spans), tuple(tags), tuple(map(int, heads)), tuple(relations), (), (), ())
    return Document("d", text, published=date(2019, 1, 4), sentences=(Span(0, len(text)),), readings=(reading,))


def value(document):
    return STAGE.run(document, None).times[-1].resolved.date


WILL = ("They/PRON/2/nsubj", "will/AUX/2/aux", "meet/VERB/-1/root", "on/ADP/4/case", "Monday/PROPN/2/obl")
MET = ("They/PRON/1/nsubj", "met/VERB/-1/root", "on/ADP/3/case", "Monday/PROPN/1/obl")
SAID_TO = (
    "He/PRON/1/nsubj",
    "refused/VERB/-1/root",
    "to/PART/3/mark",
    "leave/VERB/1/xcomp",
    "on/ADP/5/case",
    "Monday/PROPN/3/obl",
)
PLANS_TO = ("He/PRON/1/nsubj", "plans/VERB/-1/root", *SAID_TO[2:])
DUE = (
    "It/PRON/2/nsubj",
    "was/AUX/2/cop",
    "due/ADJ/-1/root",
    "to/PART/4/mark",
    "open/VERB/2/xcomp",
    "on/ADP/6/case",
    "Monday/PROPN/4/obl",
)
WILL_ELSEWHERE = (
    "Men/NOUN/1/nsubj",
    "died/VERB/-1/root",
    "on/ADP/3/case",
    "Monday/PROPN/1/obl",
    "and/CCONJ/7/cc",
    "more/ADJ/7/nsubj",
    "will/AUX/7/aux",
    "follow/VERB/1/conj",
)
WOULD_HAVE = (
    "They/PRON/3/nsubj",
    "would/AUX/3/aux",
    "have/AUX/3/aux",
    "met/VERB/-1/root",
    "on/ADP/5/case",
    "Monday/PROPN/3/obl",
)
HEADLINE = ("Envoys/NOUN/2/nsubj", "to/PART/2/mark", "meet/VERB/-1/root", "Monday/PROPN/2/obl")
GOING = (
    "They/PRON/2/nsubj",
    "are/AUX/2/aux",
    "going/VERB/-1/root",
    "to/PART/4/mark",
    "vote/VERB/2/xcomp",
    "on/ADP/6/case",
    "Monday/PROPN/4/obl",
)


@pytest.mark.parametrize(
    ("words", "ahead"),
    [
        (WILL, True),
        (MET, False),
        (SAID_TO, False),
        (PLANS_TO, True),
        (DUE, True),
        (WILL_ELSEWHERE, False),
        (WOULD_HAVE, False),
        (HEADLINE, True),
        (GOING, True),
    ],
    ids=["will", "past", "refused-to", "plans-to", "due-to", "will-elsewhere", "would-have", "headline", "going-to"],
)
def test_by_the_governing_verb(words, ahead):
    assert value(parsed(*words)) == ("2019-01-07" if ahead else "2018-12-31")


def test_the_parse_outweighs_the_words_close_by():
    """ "and more will follow" stands closer to the words' judge than to the verb."""
    text = "Men who will stay died on Monday"
    document = parsed(
        "Men/NOUN/4/nsubj",
        "who/PRON/3/nsubj",
        "will/AUX/3/aux",
        "stay/VERB/0/acl:relcl",
        "died/VERB/-1/root",
        "on/ADP/6/case",
        "Monday/PROPN/4/obl",
    )
    assert document.text == text
    assert value(document) == "2018-12-31"


def test_without_readings_the_words_tell():
    assert value(replace(parsed(*WILL), readings=())) == "2019-01-07"
    assert value(replace(parsed(*MET), readings=())) == "2018-12-31"


def test_a_time_outside_every_reading_is_told_by_words():
    document = replace(parsed(*WILL), text=" ".join(("Tuesday.", "x")))
    assert future_by_verb(replace(document, readings=()))(Span(0, 7)) is False


def test_the_stage_writes_times_alone():
    document = parsed(*WILL)
    assert replace(STAGE.run(document, None), times=()) == document
    assert (STAGE.reads, STAGE.writes) == (("sentences", "readings"), "times")
