"""Toponyms of a report and what they name, with readings made by hand."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.knowledge import load_knowledge
from dragoman.knowledge.places import PlaceEntry
from dragoman.reading import Entity, Reading, Role, Trigger
from dragoman.span import Span
from dragoman.stages import resolve_places, segment
from dragoman.stages.name_spans import PlacedSpans
from dragoman.stages.toponyms import Toponym
from dragoman.words import split_words

RESOURCES = SimpleNamespace(knowledge=load_knowledge())


def reading(number, sentence, text, entities, events):
    offsets = [(sentence.start + a, sentence.start + b) for a, b in split_words(sentence.of(text))]
    words = tuple(Span(*offset) for offset in offsets)
    count = len(words)

    def words_of(name):
        start = text.find(name, sentence.start, sentence.end)
        inside = [k for k, word in enumerate(words) if start <= word.start < start + len(name)]
        return (inside[0], inside[-1] + 1) if start >= 0 and inside else None

    found = [Entity(where, label) for name, label in entities if (where := words_of(name))]
    triggers = [
        Trigger(0, "ASSAULT", 0.9, None, 0.9, "actual", 0.9, (Role("place", where[0], 0.9),))
        for name in events
        if (where := words_of(name))
    ]
    return Reading(number, words, ("X",) * count, (-1,) * count, ("dep",) * count, tuple(found), tuple(triggers), ())


def places(text, *entities, events=()):
    """Toponyms of a text; `entities` are (words, label) that the model reads, `events` words with a place role."""
    document = segment.STAGE.run(Document("d", text), RESOURCES)
    readings = tuple(reading(k, span, text, entities, events) for k, span in enumerate(document.sentences))
    return resolve_places.STAGE.run(replace(document, readings=readings), RESOURCES).places


def words(text, *entities, **options):
    return [mention.span.of(text) for mention in places(text, *entities, **options)]


def resolved(text, *entities, **options):
    found = places(text, *entities, **options)
    return {mention.span.of(text): (mention.resolved and mention.resolved.country, mention.rule) for mention in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria said the talks in Geneva had failed.", ["Syria", "Geneva"]),
        ("Fighting went on in northern Syria.", ["Syria"]),
        ("The Syrian city of Aleppo was shelled.", ["Aleppo"]),
        ("Syrian troops left.", []),
        ("They marched in March and drove on in Nice weather.", []),
        ("Moscow rejected the demand.", ["Moscow"]),
        ("US-led forces left Iraq.", ["Iraq"]),
        ("BEIRUT, Lebanon — The army withdrew.", ["BEIRUT", "Lebanon"]),
        ("HOMS (Agency) - Shells fell.", ["HOMS"]),
        ("He flew to Port-au-Prince on Friday.", ["Port-au-Prince"]),
        ("Rebels shelled Homs, Hama and Idlib.", ["Homs", "Hama", "Idlib"]),
        ("Papua New Guinea and Guinea-Bissau voted.", ["Papua New Guinea", "Guinea-Bissau"]),
        ("Police of Homs County came.", ["Homs County"]),
        ("The vote was held in Syria.", ["Syria"]),
    ],
)
def test_names_of_the_tables_are_found_where_something_supports_them(text, expected):
    assert words(text) == expected


def test_names_inside_other_names_are_no_places():
    assert words("Paris Tulepo sang in Berlin.", ("Paris Tulepo", "PER")) == ["Berlin"]
    assert words("The University of Leeds spoke.", ("University of Leeds", "ORG")) == []
    assert words("He told the New York Times so.") == []


def test_a_country_read_as_an_organisation_is_a_place():
    assert words("Syria said so.", ("Syria", "ORG")) == ["Syria"]


def test_a_persons_name_that_a_country_bears_is_none():
    assert words("Jordan spoke.", ("Jordan", "PER")) == []
    assert words("He arrived in Jordan.", ("Jordan", "PER")) == ["Jordan"]


def test_a_place_role_supports_a_name():
    assert words("Homs protesters attacked.") == []
    assert words("Homs protesters attacked.", events=("Homs",)) == ["Homs"]


def test_a_name_that_is_sure_once_is_sure_throughout():
    assert words("Homs protesters attacked. They live in Homs.") == ["Homs", "Homs"]


def test_unknown_locations_are_kept_without_a_place():
    assert resolved("Shells fell in Qwertabad.", ("Qwertabad", "LOC")) == {"Qwertabad": (None, "unknown-place")}


def test_a_facility_is_found_at_its_city():
    (mention,) = places("They took Aleppo Airport.", ("Aleppo Airport", "LOC"))
    assert (mention.resolved.country, mention.rule) == ("SYR", "only-candidate, part-of-name")


@pytest.mark.parametrize(
    ("text", "name", "country", "rule"),
    [
        ("A blast hit the port of Tripoli, Lebanon.", "Tripoli", "LBN", "containment"),
        ("A blast in Tripoli killed two Libyan soldiers.", "Tripoli", "LBY", "country-context"),
        ("A blast hit Lebanon's northern city of Tripoli.", "Tripoli", "LBN", "containment"),
        ("A blast hit the Lebanese city of Tripoli.", "Tripoli", "LBN", "containment"),
        ("They met in Atlanta, Georgia.", "Georgia", "USA", "containment"),
        ("Russian troops entered Georgia.", "Georgia", "GEO", "country-name"),
        ("They met in London.", "London", "GBR", "population"),
        ("They met in London, Ontario.", "London", "CAN", "containment"),
        ("Troops left Aleppo.", "Aleppo", "SYR", "only-candidate"),
        ("Ships left the Black Sea.", "Black Sea", None, "region-name"),
    ],
)
def test_the_report_tells_which_place_is_meant(text, name, country, rule):
    assert resolved(text, (name, "LOC"))[name] == (country, rule)


def test_springfield_lies_in_the_state_that_follows():
    (city, _) = places("They met in Springfield, Illinois.")
    assert city.resolved.latitude == pytest.approx(39.8, abs=0.3)
    assert city.runners_up[0] == "Springfield, USA"


def test_a_small_town_of_a_country_not_told_of_is_not_taken():
    text = "Police in England, Scotland and Wales searched farms in Suffolk. British and Irish officials met."
    mention = next(m for m in places(text, ("Suffolk", "LOC")) if m.span.of(text) == "Suffolk")
    assert mention.resolved is None or mention.resolved.country == "GBR"


def test_mentions_come_by_offset_without_overlaps():
    text = "In New York City, in York and in the New Hebrides, Papua New Guinea and South Sudan met Sudan's Khartoum."
    spans = [mention.span for mention in places(text, ("New", "LOC"), ("Guinea and South", "LOC"))]
    assert spans == sorted(spans)
    assert not any(one.overlaps(other) for one, other in pairwise(spans))


def test_a_county_is_not_the_city_of_its_name():
    assert resolved("Police of Homs County came.") == {"Homs County": (None, "unknown-place")}


def test_a_word_that_is_above_all_no_place_needs_more_than_a_reading():
    assert words("Police came.", ("Police", "LOC")) == []
    assert words("They met in Nice.", ("Nice", "LOC")) == ["Nice"]


def test_a_seat_of_government_is_a_place_where_something_happens_there():
    found = resolved("They met at the White House. The White House said so.")
    assert found == {"White House": ("USA", "seat-name")}
    assert len(words("They met at the White House. The White House said so.")) == 1


def test_an_unknown_place_has_the_country_that_follows():
    found = resolved("Shells fell in Qwertabad, northern Syria.", ("Qwertabad", "LOC"))
    assert found["Qwertabad"] == ("SYR", "unknown-place, containment")


def test_the_name_of_somebody_is_no_unknown_place():
    text = "Anna Tulepo left. They saw Tulepo."
    assert words(text, ("Tulepo.", "LOC")) == ["Tulepo"]
    assert words(text, ("Anna Tulepo", "PER"), ("Tulepo.", "LOC")) == []


offsets = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(offsets, max_size=12), offsets)
def test_spans_asked_for_by_place_are_those_that_overlap(spans, stretch):
    assert list(PlacedSpans(spans).overlapping(stretch)) == sorted(span for span in spans if span.overlaps(stretch))


def test_a_sentence_looks_only_at_the_names_near_it(monkeypatch):
    """In a report with 400 names of organisations each sentence looked at all of them: 160,000 looks."""
    looks = []
    overlaps = Span.overlaps
    text = "The International Committee of the Red Cross met in Syria. " * 400
    document = segment.STAGE.run(Document("d", text), RESOURCES)
    readings = tuple(reading(k, span, text, (), ()) for k, span in enumerate(document.sentences))
    places_of = replace(document, readings=readings)
    monkeypatch.setattr(Span, "overlaps", lambda one, other: looks.append(one) or overlaps(one, other))
    assert len(resolve_places.STAGE.run(places_of, RESOURCES).places) == 400
    assert 400 <= len(looks) < 100 * 400


def test_each_place_is_measured_against_a_bounded_number_of_others(monkeypatch):
    """A gazetteer of thousands of places took minutes when each was measured against each."""
    measured = []
    monkeypatch.setattr(resolve_places, "distance_km", lambda one, other: measured.append(one) or 900.0)
    monkeypatch.setattr(resolve_places, "_MOST_POINTS", 5)
    toponyms = [
        Toponym(Span(9 * k, 9 * k + 6), f"Tulepo{k}", (PlaceEntry(f"Tulepo{k}", "city", "SYR", 35.0, 36.0, k),))
        for k in range(200)
    ]
    found = list(resolve_places.PlaceResolver(" " * 2000, toponyms, [], RESOURCES.knowledge.places.words).mentions())
    assert {mention.resolved.country for mention in found} == {"SYR"}
    assert len(measured) <= 5 * 200
