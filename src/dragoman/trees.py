"""Dependency trees out of arc scores, and phrases out of trees: pure functions over word indices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.reading import WordRange


def heads_of(arcs: NDArray[np.float32]) -> tuple[int, ...]:
    """Head of each word (-1 = root) from scores (n_words, n_words + 1), column 0 the root.

    The best head of each word by itself; where that leaves a cycle (4 % of sentences, research/model.md) the
    cheapest arc out of it is taken instead, so that every word leads to a root.
    """
    heads = [int(column) - 1 for column in arcs.argmax(axis=1)]
    while loose := _unattached(heads):
        attached = [-1, *(word for word in range(len(heads)) if word not in loose)]
        word, head = _cheapest_arc(arcs, heads, sorted(loose), attached)
        heads[word] = head
    return tuple(heads)


def _unattached(heads: Sequence[int]) -> set[int]:
    """Words that lead to no root: those in a cycle and below it."""
    state: dict[int, bool] = {-1: True}
    for word in range(len(heads)):
        path, current = [], word
        while current not in state and current not in path:
            path.append(current)
            current = heads[current]
        reached = state.get(current, False)
        state.update(dict.fromkeys(path, reached))
    return {word for word in range(len(heads)) if not state[word]}


def _cheapest_arc(
    arcs: NDArray[np.float32], heads: Sequence[int], loose: list[int], attached: list[int]
) -> tuple[int, int]:
    columns = [head + 1 for head in attached]
    best = np.array([arcs[word, heads[word] + 1] for word in loose])
    losses = best[:, None] - arcs[np.ix_(loose, columns)]
    row, column = np.unravel_index(int(losses.argmin()), losses.shape)
    return loose[int(row)], attached[int(column)]


def children_of(heads: Sequence[int]) -> list[list[int]]:
    """Dependents of each word, in order."""
    children: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(heads):
        if head >= 0:
            children[head].append(word)
    return children


def is_below(heads: Sequence[int], word: int, ancestor: int) -> bool:
    """Whether `word` is `ancestor` or depends on it, however far."""
    while word >= 0:
        if word == ancestor:
            return True
        word = heads[word]
    return False


# What a noun phrase leaves out, by relation to its head (CODEBOOK.md: no relative clauses, appositions, or
# trailing phrases that only describe).
_OUTSIDE = frozenset(
    "acl acl:relcl advcl advcl:relcl appos aux aux:pass case cc cc:preconj ccomp conj cop csubj csubj:pass dep "
    "discourse dislocated expl iobj list mark nsubj nsubj:pass obj obl obl:agent obl:unmarked orphan parataxis "
    "punct reparandum vocative xcomp".split()
)


def noun_phrase(
    head: int, words: Sequence[str], heads: Sequence[int], relations: Sequence[str], children: list[list[int]]
) -> WordRange:
    """Words of the phrase that `head` heads, as the codebook cuts an argument: half-open range of words."""
    kept = {head}
    queue = [head]
    while queue:
        word = queue.pop()
        for child in children[word]:
            if child not in kept and _belongs(child, word, head, words, relations, children):
                kept.add(child)
                queue.append(child)
    return _contiguous(head, kept, words)


def _belongs(
    child: int,
    parent: int,
    head: int,
    words: Sequence[str],
    relations: Sequence[str],
    children: list[list[int]],
) -> bool:
    relation = relations[child]
    if relation in _OUTSIDE:
        # Inside a kept "of" phrase the preposition and coordination stay: "of Serbia and Montenegro".
        return parent != head and relation in ("case", "cc", "conj", "punct")
    if relation == "advmod":
        return child < parent
    if relation in ("nmod", "nmod:unmarked") and child > parent and parent == head:
        return any(words[case].lower() == "of" for case in children[child] if relations[case] == "case")
    return True


_JOINTS = frozenset("- – ' ’ / & \" “ ”".split())


def _contiguous(head: int, kept: set[int], words: Sequence[str]) -> WordRange:
    start = end = head
    while start - 1 in kept or (start - 2 in kept and words[start - 1] in _JOINTS):
        start -= 1
    while end + 1 in kept or (end + 2 in kept and words[end + 1] in _JOINTS):
        end += 1
    return start, end + 1
