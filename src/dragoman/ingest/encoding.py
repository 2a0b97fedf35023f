"""Bytes of a report to its text: what is no text is refused, the encoding is told, line ends stay as they are."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import UndecodableInput

_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or office file",
    b"PK\x05\x06": "a zip archive",
    b"\x1f\x8b": "gzip-compressed",
    b"BZh": "bzip2-compressed",
    b"\xfd7zXZ\x00": "xz-compressed",
    b"(\xb5/\xfd": "zstd-compressed",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\x00": "an image",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"{\\rtf": "an RTF file",
    b"SQLite format 3": "a database",
}

# The longer marks stand first: UTF-32's begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)

# charset-normalizer takes "Côte d'Ivoire" in cp1252 for Big5 and "étrangères" for cp1250: in a text that is nearly
# all ASCII, as English is, Windows-1252 comes first, unless it gives what no Latin word holds ("powiedzia³").
_LATIN_SHARE = 0.9
_NOT_LATIN = re.compile(r"[^\W\d_][¹²³¿¶¼½¾¯¸¤¦]|[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")


def decode(raw: bytes, *, markup: bool = False) -> str:
    """The text of `raw`, every character of it, without a byte order mark.

    A byte order mark decides, then UTF-8, then in `markup` the page's own declaration, then the statistics of the
    bytes. Raises `UndecodableInput` for a binary file and where no encoding fits.
    """
    _refuse_binary(raw)
    text = _marked(raw)
    if text is None:
        text = _try(raw, "utf-8")
    if text is None and markup:
        text = _declared(raw)
    if text is None:
        text = _guessed(raw)
    return text


def _refuse_binary(raw: bytes) -> None:
    for mark, kind in _BINARY.items():
        if raw.startswith(mark):
            raise UndecodableInput(f"this is {kind}, not text; give the report as text, HTML or JSON Lines")
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if b"\x00" in raw and not wide:
        raise UndecodableInput("a binary file (it holds NUL bytes); give the report as text, HTML or JSON Lines")


def _marked(raw: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            text = _try(raw[len(mark) :], encoding)
            if text is None:
                raise UndecodableInput(f"begins as {encoding.upper()} but is not; save it as UTF-8")
            return text
    return None


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _declared(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:4096])
    name = match[1].decode("ascii", "replace") if match else ""
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    # Browsers read a page that says Latin-1 as Windows-1252; "rot13" and "hex" are codecs too, but not of text.
    usable = codec.name != "utf-8" and getattr(codec, "_is_text_encoding", True)
    return _try(raw, "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name) if usable else None


def _guessed(raw: bytes) -> str:
    n_ascii = sum(byte < 0x80 for byte in raw[:100_000])
    latin = _try(raw, "cp1252") if n_ascii >= _LATIN_SHARE * min(len(raw), 100_000) else None
    if latin is not None and not _NOT_LATIN.search(latin):
        return latin
    return _normalized(raw)


def _normalized(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    text = None if best is None else _try(raw, best.encoding)
    if text is None:
        raise UndecodableInput("its encoding cannot be told; save it as UTF-8")
    return text
