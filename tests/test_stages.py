"""Each stage writes the one layer it says, out of the layers it says, and never the text."""

from dataclasses import fields, replace
from datetime import date

import pytest

from dragoman.document import Document
from dragoman.pipeline import STAGES, code_document

TEXT = "Moscow accused Kyiv . Officials said Russia attacked Ukraine on Friday . It met NATO ."
LAYERS = {"sentences", "readings", "mentions", "places", "times", "event_mentions", "attributions", "claims"}


def documents(resources):
    document = Document("d_test", TEXT, published=date(2019, 1, 4))
    for stage in STAGES:
        after = stage.run(document, resources)
        yield stage, document, after
        document = after


def test_a_stage_changes_nothing_but_its_layer(fake_resources):
    for stage, before, after in documents(fake_resources):
        changed = {f.name for f in fields(Document) if getattr(before, f.name) != getattr(after, f.name)}
        assert changed <= {stage.writes}, stage.name


def test_every_layer_is_written_once_after_what_it_reads():
    written = set()
    for stage in STAGES:
        assert set(stage.reads) <= written, f"{stage.name} reads a layer that is not there yet"
        written.add(stage.writes)
    assert written == LAYERS
    assert len({stage.writes for stage in STAGES}) == len(STAGES)


@pytest.mark.parametrize("position", range(len(STAGES)), ids=[stage.name for stage in STAGES])
def test_a_stage_reads_only_what_it_says(fake_resources, position):
    """A stage gives the same layer when every layer that it does not name is empty."""
    stage, before, after = list(documents(fake_resources))[position]
    bare = replace(before, **dict.fromkeys(LAYERS - set(stage.reads), ()))
    assert getattr(stage.run(bare, fake_resources), stage.writes) == getattr(after, stage.writes)


def test_the_same_document_gives_the_same_layers(fake_resources):
    document = Document("d_test", TEXT, published=date(2019, 1, 4))
    assert code_document(document, fake_resources) == code_document(document, fake_resources)


def test_an_empty_text_gives_no_claims(fake_resources):
    assert code_document(Document("d_test", "   \n"), fake_resources).claims == ()
