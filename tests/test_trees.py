import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.trees import children_of, heads_of, is_below, noun_phrase


@given(
    st.integers(1, 12).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32)))
)
def test_every_word_leads_to_a_root(arcs):
    for word in range(arcs.shape[0]):
        arcs[word, word + 1] = -1e4
    heads = heads_of(arcs)
    for word in range(len(heads)):
        steps = 0
        while word >= 0:
            word, steps = heads[word], steps + 1
            assert steps <= len(heads)


def test_a_cycle_is_broken_at_its_cheapest_arc():
    arcs = np.array([[0, -99, 9, 0], [1, 9, -99, 0], [5, 0, 0, -99]], np.float32)
    # Words 0 and 1 head each other; word 1 loses less (9 to 1) than word 0 (9 to 0).
    assert heads_of(arcs) == (1, -1, -1)


def test_phrase_leaves_out_relative_clause_apposition_and_trailing_preposition():
    #         0      1        2          3   4    5   6     7      8   9
    words = "hundreds of protesters , who marched , from Paris in".split()
    heads = (-1, 2, 0, 5, 5, 2, 5, 8, 0, 8)
    relations = ("root", "case", "nmod", "punct", "nsubj", "acl:relcl", "punct", "case", "nmod", "case")
    assert noun_phrase(0, words, heads, relations, children_of(heads)) == (0, 3)


def test_is_below():
    heads = (1, -1, 1, 2)
    assert is_below(heads, 3, 1)
    assert not is_below(heads, 0, 2)
