"""The status of an event: what the model reads, unless the words show a standing pattern."""

from __future__ import annotations

from dragoman.ontology import StatusCues
from dragoman.reading import Trigger
from dragoman.sentence import ParsedSentence

_WITHIN = 3  # steps from a noun trigger up to the verb whose tense it shares
_CLAUSES = frozenset("root ccomp xcomp advcl advcl:relcl acl acl:relcl csubj csubj:pass parataxis".split())


def status_of(sentence: ParsedSentence, trigger: Trigger, cues: StatusCues) -> tuple[str, float | None, str]:
    """Status, its probability where the model read it, and the rule that found it.

    Only what the model calls actual is changed: a plan or a denial of a pattern stays one.
    """
    if trigger.status == "actual":
        word = _habitual_word(sentence, trigger.word, cues)
        if word is not None:
            return "habitual", None, f"pattern, {sentence.words[word]!r}"
    return trigger.status, trigger.status_probability, f"model, {trigger.status_probability:.2f}"


def _habitual_word(sentence: ParsedSentence, trigger: int, cues: StatusCues) -> int | None:
    line = _line_up(sentence, trigger)
    for word in line:
        for child in sentence.children[word]:
            if sentence.lowered[child] in cues.adverbs and sentence.reading.relations[child] == "advmod":
                return child
    if not _is_perfect(sentence, line, cues):
        return None
    near = [*line, *(child for word in line for child in sentence.children[word])]
    return next((word for word in near if sentence.lowered[word] in cues.quantities), None)


def _line_up(sentence: ParsedSentence, word: int) -> list[int]:
    """The word and those above it in its clause.

    Parts of speech do not stop it: "hundreds of airstrikes" is read as a verb now and then.
    """
    line = [word]
    heads, relations = sentence.reading.heads, sentence.reading.relations
    while len(line) <= _WITHIN and relations[word] not in _CLAUSES and heads[word] >= 0:
        word = heads[word]
        line.append(word)
    return line


def _is_perfect(sentence: ParsedSentence, line: list[int], cues: StatusCues) -> bool:
    relations = sentence.reading.relations
    auxiliaries = (child for word in line for child in sentence.children[word] if relations[child] == "aux")
    return any(sentence.lowered[word] in cues.perfect for word in auxiliaries)
