"""Names of places: keys, candidates, and the table that the builder makes."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.knowledge import TABLES, load_knowledge
from dragoman.knowledge.build_places import Alternates, City, table_text
from dragoman.knowledge.places import CITY_COLUMNS, load_place_words, load_places, place_key, resembles
from dragoman.knowledge.wordlists import load_wordlists


@pytest.fixture(scope="module")
def places():
    return load_knowledge().places


def first(places, name):
    return places.candidates(name)[0]


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name):
    assert place_key(place_key(name)) == place_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "DEIR EZ ZOR"),
        ("São Paulo", "Sao Paulo"),
        ("Sana'a", "Sanaa"),
        ("Łódź", "Lodz"),
        ("Ma’rib", "Marib"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("name", "country", "identifier"),
    [
        ("Kiev", "UKR", 703448),
        ("Kyiv", "UKR", 703448),
        ("Rangoon", "MMR", 1298824),
        ("Peking", "CHN", 1816670),
        ("Bombay", "IND", 1275339),
        ("Calcutta", "IND", 1275004),
        ("Raqqa", "SYR", 172955),
        ("Hodeidah", "YEM", 79415),
        ("St. Petersburg", "RUS", 498817),
        ("Saint Petersburg", "RUS", 498817),
        ("New York", "USA", 5128581),
        ("BEIRUT", "LBN", 276781),
    ],
)
def test_usual_english_names_are_known(places, name, country, identifier):
    found = max(places.candidates(name), key=lambda entry: entry.population)
    assert (found.country, found.geonames_id) == (country, identifier)


def test_countries_are_places_with_middle_and_identifier(places):
    syria = first(places, "Syria")
    assert (syria.kind, syria.country, syria.geonames_id) == ("country", "SYR", 163843)
    assert syria.latitude == pytest.approx(35, abs=2)
    assert syria.longitude == pytest.approx(38, abs=2)


def test_short_names_of_countries_are_told_by_their_case(places):
    assert first(places, "US").country == "USA"
    assert all(entry.kind == "city" for entry in places.candidates("us"))


def test_an_unknown_name_has_no_candidates(places):
    assert places.candidates("Qwxyzzy") == []
    assert "Qwxyzzy" not in places


@given(st.text(max_size=12))
def test_a_name_is_in_the_index_where_it_has_candidates(name):
    places = load_knowledge().places
    assert (name in places) == bool(places.candidates(name))


def test_candidates_are_areas_then_cities_by_population(places):
    found = places.candidates("Springfield")
    assert [entry.population for entry in found] == sorted((entry.population for entry in found), reverse=True)
    assert places.candidates("Georgia")[0].kind == "country"


@pytest.mark.parametrize("name", ["Ariel", "Salem", "Berea", "Medina"])
def test_junk_alternates_are_gone(places, name):
    assert not {"Jerusalem", "Aleppo"} & {entry.name for entry in places.candidates(name)}


def test_the_table_fits_in_the_wheel():
    assert (TABLES / "cities.tsv.gz").stat().st_size < 1_600_000


def city(name, alternates=(), population=500_000, identifier=1):
    return City(name, tuple(alternates), "SYR", 35.0, 38.0, population, identifier)


def alternates(subject, *others):
    return Alternates([subject, *others], frozenset({"march"}), frozenset({"kota"})).of(subject)


def test_the_builder_keeps_plain_spellings_and_leaves_out_what_is_not_english():
    subject = city("Tûlepo", ["Toulepo", "Kota Tulepo", "TLP", "tulepo shi", "Тулепо", "Tulepoas", "March"])
    assert alternates(subject) == ["Tulepo", "Toulepo"]


def test_the_builder_drops_alternates_that_are_names_of_other_cities():
    assert alternates(city("Mumbai", ["Bombay"])) == ["Bombay"]
    assert alternates(city("Mumbai", ["Bombay"]), city("Bombay", population=20_000)) == []


def test_the_builder_names_a_city_without_its_article():
    assert alternates(city("Ar Raqqah")) == ["Raqqah"]


def test_the_table_has_a_row_a_city():
    text = table_text([city("Tulepo", ["Toulepo"])], frozenset(), frozenset(), {1: ["Twolepo"]})
    header, row = text.splitlines()
    assert header.split("\t") == CITY_COLUMNS.split()
    assert row == "Tulepo\tTwolepo|Toulepo\tSYR\t35.000\t38.000\t500000\t1"


def test_names_resemble_or_not():
    assert resembles("odesa", "odessa")
    assert not resembles("mumbai", "bombay")


def test_places_load_without_regions(tmp_path):
    (tmp_path / "cities.tsv.gz").write_bytes(gzip.compress((CITY_COLUMNS.replace(" ", "\t") + "\n").encode()))
    (tmp_path / "place_words.yaml").write_text((TABLES / "place_words.yaml").read_text())
    assert load_places(tmp_path, []).candidates("Homs") == []


@pytest.mark.parametrize(
    "content",
    [
        b"no gzip",
        gzip.compress(b"a\tb\n"),
        gzip.compress(b"\xff\n"),
        gzip.compress(CITY_COLUMNS.replace(" ", "\t").encode() + b"\nTulepo\n"),
        gzip.compress(b"a" * 50)[:12] + b"\xff" * 20,
    ],
    # Named, since gzip writes the time into the bytes and two test processes must collect the same tests.
    ids=["no gzip", "no columns", "no text", "a short row", "damaged"],
)
def test_a_broken_table_stops_the_program(tmp_path, content):
    (tmp_path / "cities.tsv.gz").write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"cities\.tsv\.gz"):
        load_places(tmp_path, [])


@pytest.mark.parametrize("load", [load_place_words, load_wordlists])
@pytest.mark.parametrize("content", [None, "a: [", "- a\n", "a: [b]\n"])
def test_a_broken_file_of_words_stops_the_program(tmp_path, load, content):
    path = tmp_path / "words.yaml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(KnowledgeError, match=r"words\.yaml"):
        load(path)


def test_a_class_of_words_is_a_list(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text((TABLES / "wordlists.yaml").read_text().replace("definite: [", "definite: the\nunused: ["))
    path.write_text(path.read_text().replace("unused: [", "# ["))
    with pytest.raises(KnowledgeError, match="definite is no list"):
        load_wordlists(path)


def test_a_missing_class_of_words_stops_the_program(tmp_path):
    path = tmp_path / "place_words.yaml"
    path.write_text("prepositions: [in]\n")
    with pytest.raises(KnowledgeError, match="parts"):
        load_place_words(path)
