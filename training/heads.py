"""From a span to its head word, and from role spans to one label a word."""

from __future__ import annotations

from training.corpora.sentences import Predicate, RoleSpan, Sentence


def head_of_span(start: int, end: int, heads: list[int]) -> int:
    """First word of a half-open span whose head (counted from 1) stands outside it; in a cycle the last."""
    for word in range(start, end):
        if not start <= heads[word] - 1 < end:
            return word
    return end - 1


def head_roles(spans: list[RoleSpan], heads: list[int], known: set[str]) -> list[str]:
    """Role of every word: the role of the span it heads; the first span that asks for a word has it."""
    roles = ["none"] * len(heads)
    for span in spans:
        word = head_of_span(span.start, span.end, heads)
        if span.role in known and roles[word] == "none":
            roles[word] = span.role
    return roles


def bio_roles(spans: list[RoleSpan], size: int) -> list[str]:
    """BIO label of every word; a span that would cover a word twice gives way to the earlier one."""
    roles = ["O"] * size
    for span in spans:
        if all(role == "O" for role in roles[span.start : span.end]):
            inside = [f"I-{span.role}"] * (span.end - span.start - 1)
            roles[span.start : span.end] = [f"B-{span.role}", *inside]
    return roles


def roles_of(predicate: Predicate, sentence: Sentence, known: set[str]) -> list[str]:
    """Role label of every word for a predicate: BIO for cues, head words for the other kinds."""
    if predicate.kind == "cue":
        return bio_roles(predicate.spans, len(sentence.words))
    if sentence.heads is None:
        raise ValueError(f"sentence {sentence.number} of {sentence.document} has no tree")
    return head_roles(predicate.spans, sentence.heads, known)
