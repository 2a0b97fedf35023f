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

_WORD = re.compile(r"[^\W\d_]+|[;:()“”\"—–,]")
_BORDERS = frozenset(";:()“”\"—–,")
_LEADING = frozenset("on by until till in at for from since over during before after late early this next the".split())
_JOINING = frozenset(("and", "but", "that", "while", "when", "where"))
_AHEAD = frozenset(("by", "until", "till", "for"))


@cache
def tense_words() -> dict[str, frozenset[str]]:
    """Words by what they say of tense: "future", "planned", "intended" (before an infinitive), "past".

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
        before = _WORD.findall(text[sentence.start : time.start].lower())
        after = _WORD.findall(text[time.end : sentence.end].lower())
        return judge(before, after, text[time.start : time.end].lower())

    return is_future


def judge(before: list[str], after: list[str], time: str) -> bool:
    """Whether a time is in the future, from the small words and marks before and after it in its sentence."""
    lead = len(before)
    while lead and before[lead - 1] in _LEADING:
        lead -= 1
    fronted = lead == 0 or before[lead - 1] in _BORDERS | _JOINING
    said = _forward(after) if fronted else None
    if said is None:
        said = _backward(before)
    if said is None:
        said = _forward(after)
    if said is None:
        said = time.startswith("until") or bool(_AHEAD.intersection(before[lead:]))
    return said


def _forward(words: list[str]) -> bool | None:
    """By the first word that tells a tense, up to the end of the clause."""
    known = tense_words()
    for at, word in enumerate(words[1:] if words[:1] == [","] else words):
        if word in ";:—":
            return None
        if word in known["future"] or (word in ("is", "are") and words[at + 1 : at + 2] == ["to"]):
            return True
        if is_past(word):
            return word in known["planned"]
    return None


def _backward(words: list[str]) -> bool | None:
    """By the nearest word before that tells a tense; an infinitive asks the word that it hangs on."""
    known = tense_words()
    infinitive = False
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in ";:—":
            break
        if word in known["future"] or word in known["planned"]:
            return True
        if word == "to":
            infinitive = True
        elif infinitive and word in known["intended"]:
            return True
        elif is_past(word) and words[at - 1 : at] not in (["be"], ["to"]):
            return False
    return True if infinitive else None


def is_past(word: str) -> bool:
    """Whether a small word is a verb in the past, or may be a participle."""
    return word in tense_words()["past"] or (word.endswith("ed") and len(word) > 3)
