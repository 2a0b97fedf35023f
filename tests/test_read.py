"""Sentences in stretches that fit the encoder: by words, then by word pieces; every word has its entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.encoder import _STRETCH_PIECES, _WORD_PIECES, OnnxEncoder, _capped, _stretch_lengths
from dragoman.span import Span
from dragoman.stages import read
from dragoman.words import Pieces, split_words
from fakes import FakeEncoder


def pieces_of(counts):
    """A sentence whose words have these numbers of pieces; a word without one borrows its neighbour's."""
    ids, shapes, first = [101], [0], []
    for number, count in enumerate(counts, 1):
        first.append(len(ids) if count else first[-1] if first else 1)
        ids += [number] * count
        shapes += [1, *[9] * count][:count]
    return Pieces([*ids, 102], [*shapes, 0], first)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=200))
def test_no_stretch_has_more_pieces_than_fit_and_no_word_is_lost(counts):
    pieces = _capped(pieces_of(counts))
    lengths = _stretch_lengths(pieces)
    assert sum(lengths) == len(counts) == len(pieces.first)
    at = 0
    for length in lengths:
        assert length
        assert sum(min(count, _WORD_PIECES) for count in counts[at : at + length]) + 2 <= _STRETCH_PIECES
        at += length


def test_a_word_keeps_its_first_pieces():
    pieces = _capped(pieces_of([2, 40, 1]))
    assert pieces.ids == [101, 1, 1, *[2] * _WORD_PIECES, 3, 102]
    assert pieces.first == [1, 3, 3 + _WORD_PIECES]
    assert len(pieces.shapes) == len(pieces.ids)
    ordinary = pieces_of([1, 2, 12, 0, 3])
    assert _capped(ordinary) is ordinary


def test_the_stage_cuts_where_the_encoder_says(fake_resources):
    text = "Moscow accused Kyiv . " * 3

    class Narrow(FakeEncoder):
        def stretches(self, sentences):
            return [[4] * (len(words) // 4) for words in sentences]

    class Loaded:
        encoder = Narrow()

    document = Document("d_1", text, sentences=(Span(0, 44), Span(44, 66)))
    readings = read.STAGE.run(document, Loaded).readings
    assert [reading.sentence for reading in readings] == [0, 0, 1]
    words = [span for reading in readings for span in reading.words]
    assert words == [Span(*span) for span in split_words(text)]
    assert all(len(reading.tags) == len(reading.words) == len(reading.heads) for reading in readings)


@pytest.fixture(scope="module")
def encoder():
    return OnnxEncoder()


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        ", ".join(["Abdulrahmanzadeh Khudoyberdiyevich Nurmuhammadov"] * 60),
        "deadbeef0123456789abcdefcafebabe00112233445566778899aabbccdd " * 20,
        "Переговоры продолжались " * 70,
        "会谈在日内瓦继续进行双方表示愿意停火" * 40 + " 会谈" * 120,
        "각하께서는 " * 150,
    ],
    ids=["names", "hexadecimal", "Russian", "Chinese", "Korean"],
)
def test_a_sentence_of_more_than_512_pieces_is_read_in_silence(encoder, text, capfd):
    class Loaded:
        pass

    Loaded.encoder = encoder
    readings = read.STAGE.run(Document("d_1", text, sentences=(Span(0, len(text)),)), Loaded).readings
    assert sum(len(reading.words) for reading in readings) == len(split_words(text))
    assert all(len(reading.tags) == len(reading.words) for reading in readings)
    assert capfd.readouterr().err == ""


@pytest.mark.model
def test_what_the_session_refuses_is_raised_and_not_printed(encoder, capfd):
    with pytest.raises(Exception, match="ONNXRuntimeError"):
        encoder.score([["Kyiv"] * 600])
    assert capfd.readouterr().err == ""
