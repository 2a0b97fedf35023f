"""Bytes to text: encodings told apart, binary files refused, nothing changed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UndecodableInput
from dragoman.ingest.encoding import decode

FRENCH = "Le ministre des Affaires étrangères a déclaré que la France et l’Allemagne se réuniront à Genève."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        ("The envoy of Côte d'Ivoire met officials.", "latin-1"),
        ("“We will go on,” the minister said – in Köln.", "cp1252"),
        ("Министр иностранных дел заявил в пятницу, что переговоры состоятся в Женеве.", "cp1251"),
        ("外交部长周五表示，会谈将在日内瓦举行。", "gb18030"),
    ],
)
def test_encodings(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_page_says_its_encoding():
    page = '<html><head><meta charset="iso-8859-2"></head><p>Minister powiedział, że rozmowy odbędą się w Łodzi.</p>'
    assert decode(page.encode("iso-8859-2"), markup=True) == page


@pytest.mark.parametrize("name", ["hex", "rot13", "utf-8", "no-such", "undefined", "idna"])
def test_a_page_that_lies_about_its_encoding_is_still_read(name):
    page = f'<html><head><meta charset="{name}"></head><p>The envoy of Côte d’Ivoire.</p>'
    assert decode(page.encode("cp1252"), markup=True) == page


@given(st.text())
def test_utf8_is_kept_to_the_letter(text):
    if "\x00" in text or text.startswith("\ufeff"):
        return
    with suppress(UndecodableInput):
        assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "zip"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"text with a \x00 in it", "NUL"),
        (b"\xff\xfe\x00", "UTF-16"),
    ],
)
def test_binary_files_are_refused_by_name(raw, kind):
    with pytest.raises(UndecodableInput, match=kind):
        decode(raw)


def test_noise_is_refused():
    with pytest.raises(UndecodableInput, match="encoding"):
        decode(bytes(range(1, 256)) * 40)


@given(st.binary(max_size=400))
def test_no_bytes_break_it(raw):
    for markup in (False, True):
        with suppress(UndecodableInput):
            decode(raw, markup=markup)
