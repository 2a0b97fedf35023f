"""PolNeAR: attributions (source, cue, content) in political news, in brat's standoff format."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.words import split_words
from training.corpora.sentences import Predicate, RoleSpan, Sentence, require, words_between

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Jr|Sr|St|Prof|vs|No"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Inc|Corp|[A-Z])\.$"
)
AUXILIARIES = frozenset(
    {"has", "have", "had", "having", "was", "were", "is", "are", "am", "be", "been", "being"}
    | {"will", "would", "shall", "should", "can", "could", "may", "might", "must", "do", "does", "did"}
    | {"to", "not", "n't", "'s", "'ve", "'d", "'ll", "'re"}
)
Fragment = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """Character ranges of one attribution's parts, in the document."""

    parts: dict[str, list[Fragment]] = field(default_factory=lambda: defaultdict(list))


def sentence_ranges(text: str) -> list[Fragment]:
    """Character ranges of sentences: a rough splitter, good enough for edited news."""
    ranges, start = list[Fragment](), 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text[: match.start()][-8:]):
            continue
        ranges.append((start, match.end() if "\n" not in match.group() else match.start()))
        start = match.end()
    ranges.append((start, len(text)))
    return [(left, right) for left, right in ranges if text[left:right].strip()]


def read_standoff(lines: list[str]) -> list[Attribution]:
    """Attributions of a brat file."""
    pieces, attributions = dict[str, tuple[str, list[Fragment]]](), list[Attribution]()
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if fields[0].startswith("T") and len(fields) > 1:
            kind, places = fields[1].split(" ", 1)
            ranges = [tuple(map(int, place.split())) for place in places.split(";")]
            pieces[fields[0]] = (kind.lower(), [(left, right) for left, right in ranges])
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if fields[0].startswith("E") and len(fields) > 1:
            attributions.append(_attribution(fields[1], pieces))
    return attributions


def _attribution(links: str, pieces: dict[str, tuple[str, list[Fragment]]]) -> Attribution:
    attribution = Attribution()
    for link in links.split():
        kind, ranges = pieces.get(link.partition(":")[2], ("", []))
        if kind in ("source", "cue", "content"):
            attribution.parts[kind] += ranges
    return attribution


def cue_anchor(words: list[str], start: int, end: int) -> int:
    """First word of a cue that is no auxiliary."""
    for index in range(start, end):
        if words[index].lower() not in AUXILIARIES:
            return index
    return start


def annotated_sentences(document: str, text: str, attributions: list[Attribution]) -> list[Sentence]:
    """Sentences of a text with the attributions whose cue stands in them; parts elsewhere are cut off."""
    sentences = list[Sentence]()
    for left, right in sentence_ranges(text):
        offsets = [(left + start, left + end) for start, end in split_words(text[left:right])]
        words = [text[start:end] for start, end in offsets]
        if words:
            sentence = Sentence(document, len(sentences), words, offsets, predicates=[])
            sentence.cues = [False] * len(words)
            _add_attributions(sentence, attributions)
            sentences.append(sentence)
    return sentences


def _add_attributions(sentence: Sentence, attributions: list[Attribution]) -> None:
    by_anchor = dict[int, Predicate]()
    for attribution in attributions:
        fragments = attribution.parts["cue"]
        cue = words_between(sentence.offsets, *fragments[0]) if fragments else None
        if cue is None:
            continue
        anchor = cue_anchor(sentence.words, *cue)
        # Two attributions with one cue become one.
        predicate = by_anchor.setdefault(anchor, Predicate("cue", anchor, []))
        predicate.spans += _role_spans(sentence, attribution)
    assert sentence.cues is not None
    for anchor in by_anchor:
        sentence.cues[anchor] = True
    sentence.predicates = list(by_anchor.values())


def _role_spans(sentence: Sentence, attribution: Attribution) -> list[RoleSpan]:
    spans = list[RoleSpan]()
    for role in ("cue", "source", "content"):
        for fragment in attribution.parts[role]:
            found = words_between(sentence.offsets, *fragment)
            if found:
                spans.append(RoleSpan(role, *found))
    return spans


def read_polnear(folder: Path, part: str) -> list[Sentence]:
    """Sentences of a part (`train`, `dev`); of several annotators of a document the first counts."""
    source = require(folder / "data" / part, "PolNeAR")
    sentences, seen = list[Sentence](), set[str]()
    for path in sorted((source / "attributions").rglob("*.ann")):
        document = _ANNOTATOR.sub("", path.stem)
        text_path = source / "text" / f"{document}.txt"
        if document in seen or not text_path.exists():
            continue
        seen.add(document)
        # Offsets count every character: no newline may be translated.
        text = text_path.read_bytes().decode("utf-8")
        lines = path.read_bytes().decode("utf-8").split("\n")
        sentences += annotated_sentences(document, text, read_standoff(lines))
    return sentences
