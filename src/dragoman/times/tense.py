"""Whether a text speaks of the future where it names a time, told by its words alone.

For reports that were not parsed; the stage asks the parse first (stages/resolve_times.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from dragoman.errors import KnowledgeError
from dragoman.span import Span

# Where no sentences are given the words this far on either side are looked at, about one sentence.
_REACH = 200
# No longer a stretch of an endless sentence is looked at, so that the time taken stays in step with the text.
_MOST = 400

_WORD = re.compile(r"[^\W\d_]+(?=n['’]t\b)|[^\W\d_]+|[;:()“”\"—–,]")
_LEADING = frozenset("on by until till in at for from since over during before after late early this next the".split())
_OPENING = frozenset((*';:()“”"—–,', "and", "but", "that", "while", "when", "where"))
# After these "meet" and "begin" are no verbs of a timetable: "did not meet", "refused to begin".
_BEFORE_BASE = frozenset(("to", "not", "t", "did", "and"))
_STOPS = frozenset(";:—")
_AHEAD = frozenset(("until", "till", "for"))
_NOUN_OPENERS = frozenset("the a an his her its their our my your this that these those some all".split())


@cache
def tense_words() -> dict[str, frozenset[str]]:
    """Words by what they say of tense: "future", "possible", "planned", "present" (of timetables), "intended"
    (before an infinitive), "past".

    Raises:
        KnowledgeError: the table is missing.
    """
    try:
        lines = files("dragoman.times").joinpath("tense.tsv").read_text("utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"times/tense.tsv cannot be read ({error}); install dragoman again") from error
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {kind: frozenset(words.split("|")) for kind, words in rows}


def future_by_words(text: str, sentences: Sequence[Span] = ()) -> Callable[[Span], bool]:
    """A judge of the text: whether the words around a span speak of what is to come.

    Args:
        text: the report.
        sentences: its sentences in order; without them the words close by are looked at.
    """
    starts = [sentence.start for sentence in sentences]

    def is_future(time: Span) -> bool:
        at = bisect_right(starts, time.start) - 1
        sentence = sentences[at] if at >= 0 else Span(max(time.start - _REACH, 0), time.end + _REACH)
        before = _WORD.findall(text[max(sentence.start, time.start - _MOST) : time.start])
        after = _WORD.findall(text[time.end : min(sentence.end, time.end + _MOST)])
        return judge(before, after, text[time.start : time.end])

    return is_future


def judge(before: Sequence[str], after: Sequence[str], time: str) -> bool:
    """Whether a time is in the future, from the words and marks before and after it in its sentence."""
    lead = _lead(before)
    said = looks_ahead(before, time.split(), after)
    if said is None and (lead == 0 or before[lead - 1].lower() in _OPENING):
        said = _forward(after)
    if said is None:
        said = _backward(before, not {"by", "from"}.isdisjoint(before[lead:]))
    if said is None:
        said = _forward(after)
    return bool(said)


def _lead(before: Sequence[str]) -> int:
    """Where the preposition of a time begins, in the words before it."""
    lead = len(before)
    while lead and before[lead - 1].lower() in _LEADING:
        lead -= 1
    return lead


def looks_ahead(before: Sequence[str], time: Sequence[str], after: Sequence[str]) -> bool | None:
    """True for "until Friday" and "for Friday", save after "had" and in "for Friday's raid"; else null."""
    small = {word.lower() for word in [*before[_lead(before) :], *time[:1]]}
    possessive = bool(after) and after[0] in ("s", "'s", "’s")
    if small.isdisjoint(_AHEAD) or "had" in before or possessive or list(after[:2]) == [",", "when"]:
        return None
    return True


def _forward(words: Sequence[str]) -> bool | None:
    """By the first word that tells a tense, up to the end of the clause."""
    known = tense_words()
    for at, word in enumerate(words):
        small = word.lower()
        if small in _STOPS:
            return None
        if small in known["future"] or (small in ("is", "are") and list(words[at + 1 : at + 2]) == ["to"]):
            return True
        if is_past(word):
            return small in known["planned"]
    return None


def _backward(words: Sequence[str], deadline: bool) -> bool | None:
    """By the nearest word before that tells a tense; an infinitive and a deadline ask the word they hang on."""
    known = tense_words()
    infinitive = deadline
    for at in range(len(words) - 1, -1, -1):
        small = words[at].lower()
        if small in _STOPS:
            break
        if small in _bare_ahead() or (small in known["present"] and words[max(at - 1, 0)] not in _BEFORE_BASE):
            return True
        if small == "to":
            infinitive = infinitive or _opens_infinitive(words[at], words[at + 1 : at + 2])
        elif infinitive and small in known["intended"]:
            return True
        elif is_past(words[at]) and list(words[max(at - 1, 0) : at]) not in (["be"], ["to"]):
            return False
    return True if infinitive else None


@cache
def _bare_ahead() -> frozenset[str]:
    known = tense_words()
    return known["future"] | known["possible"] | known["planned"]


def _opens_infinitive(to: str, following: Sequence[str]) -> bool:
    """Whether "to" stands before a verb, not before a name or a noun with its article."""
    return bool(following) and following[0].islower() == to.islower() and following[0].lower() not in _NOUN_OPENERS


def is_past(word: str) -> bool:
    """Whether a word is a verb in the past, or may be a participle; names such as "Ahmed" are none."""
    small = word.lower()
    return small in tense_words()["past"] or (small.endswith("ed") and len(word) > 3 and not word.istitle())
