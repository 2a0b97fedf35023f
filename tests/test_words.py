import itertools

from hypothesis import given
from hypothesis import strategies as st

from dragoman.words import split_words, word_shape


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in split_words(text)]


def test_english_as_universal_dependencies_splits_it():
    assert words("Netanyahu’s office didn’t tell U.S. Gen. Smith.") == [
        "Netanyahu",
        "’s",
        "office",
        "did",
        "n’t",
        "tell",
        "U.S.",
        "Gen.",
        "Smith",
        ".",
    ]
    assert words("a Russian-backed $3.5bn deal") == ["a", "Russian", "-", "backed", "$", "3.5", "bn", "deal"]


@given(st.text(max_size=200))
def test_words_cover_all_but_space_in_order(text):
    spans = split_words(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered or text[i].isspace() or text[i] == "_" for i in range(len(text)))


def test_shapes():
    assert [word_shape(w) for w in ("ran", "Paris", "NATO", "A", "McCain", "S400", "—")] == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]
