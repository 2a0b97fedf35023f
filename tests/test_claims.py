"""Arguments, chains of attribution and ids, with a fake model."""

from dragoman.claims import Attribution, Mention
from dragoman.events import Actor
from dragoman.span import Span
from dragoman.stages.attribute import _parent
from dragoman.stages.claim import claim_id


def words(document, mentions):
    return [m.span.of(document.text) for m in mentions]


def test_who_did_what_to_whom(coded):
    document = coded("Moscow accused Kyiv .")
    (claim,) = document.claims
    event = claim.mention
    assert (event.type, event.mode, event.status) == ("ACCUSE", "allege", "actual")
    assert words(document, event.actors) == ["Moscow"]
    assert words(document, event.recipients) == ["Kyiv"]
    assert claim.chain == ()


def test_armed_deed_of_an_adjective_is_the_forces(coded):
    (claim,) = coded("Israeli attacked Damascus .").claims
    assert claim.mention.actors[0].resolved.code == "ISRMIL"
    assert claim.mention.actors[0].rule.endswith("armed deed")


def test_a_quotation_that_runs_on_keeps_its_speaker(coded):
    document = coded("NATO said “ Russia attacked Ukraine . ” “ Moscow attacked Kyiv . ”")
    assert [claim.chain and claim.chain[0].source.span.of(document.text) for claim in document.claims][-1] == "NATO"


def test_ids_change_with_what_is_said_and_where(coded):
    first, second = (coded(text).claims[0] for text in ("Moscow accused Kyiv .", "So Moscow accused Kyiv ."))
    assert first.id != second.id
    assert first.id == coded("Moscow accused Kyiv .").claims[0].id
    assert claim_id("other", first.mention, first.chain) != first.id


def attribution(cue, content):
    source = Mention(Span(cue[0] - 1, cue[0]), "other", Actor(None), "")
    return Attribution(source, "unknown", Span(*cue), (Span(*content),), "indirect", None, "")


def test_nesting_takes_the_narrowest_holder():
    outer, middle, inner = (
        attribution((5, 9), (10, 99)),
        attribution((20, 25), (26, 99)),
        attribution((40, 44), (45, 99)),
    )
    nested = [outer, middle, inner]
    assert [_parent(i, nested) for i in range(3)] == [None, 0, 1]
