"""docs/output.md names every field that a record has."""

from datetime import date
from pathlib import Path

from dragoman.document import Document
from dragoman.export.annotation import annotation_record
from dragoman.pipeline import code_document

PAGE = (Path(__file__).parent.parent / "docs/output.md").read_text(encoding="utf-8")
TEXT = "Officials said Russia attacked Kyiv on Friday . It met NATO in Geneva ."


def keys(value):
    """All keys inside a record."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_every_field_is_on_the_page(fake_resources):
    document = code_document(Document("d", TEXT, published=date(2019, 1, 4)), fake_resources)
    record = annotation_record(document)
    assert record["claims"]
    missing = {key for key in keys(record) if f"`{key}`" not in PAGE}
    assert not missing, f"say what these are: {sorted(missing)}"
