import shutil

import pytest

from dragoman.errors import OntologyError, UsageError
from dragoman.ontology import TABLES, _event_type, load_ontology


def test_sixteen_types_with_their_quads():
    ontology = load_ontology()
    assert len(ontology.types) == 16
    assert [t.name for t in ontology.types.values() if t.quad == 2] == ["COOPERATE", "AID", "RETREAT"]
    assert ontology.types["SANCTION"].quad == 4
    assert ontology.types["ACCUSE"].score == -3


def test_mode_scores_its_type():
    entry = load_ontology().entry("CONSULT", "phone")
    assert (entry.score, entry.cameo, entry.goldstein) == (1.5, "041", 1.0)


@pytest.mark.parametrize(("type_name", "mode"), [("DANCE", None), ("CONSULT", "aerial")])
def test_unknown_types_and_modes_are_refused(type_name, mode):
    with pytest.raises(UsageError, match=r"no (event type|mode)|has no mode"):
        load_ontology().entry(type_name, mode)


def test_contexts_come_from_words_and_from_the_type():
    contexts = load_ontology().contexts("The foreign minister spoke of gas and troops.", "CONSULT", None)
    assert contexts == ("military", "economic", "diplomatic")
    assert load_ontology().contexts("They met.", "CONSULT", None) == ("diplomatic",)


@pytest.mark.parametrize("name", ["types", "contexts", "statuses", "sectors", "status_cues"])
@pytest.mark.parametrize("content", [None, "a: [", "- a\n", "\x00"])
def test_a_missing_or_broken_table_stops_the_program(tmp_path, monkeypatch, name, content):
    shutil.copytree(TABLES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{name}.yaml"
    path.unlink()
    if content is not None:
        path.write_text(content)
    monkeypatch.setattr("dragoman.ontology.TABLES", tmp_path)
    with pytest.raises(OntologyError, match=rf"{name}\.yaml"):
        load_ontology.__wrapped__()


@pytest.mark.parametrize("content", ["a: 1", "terms: {a: 3}\ntypes: {}", "terms: {a: [b]}\ntypes: 3"])
def test_a_table_of_contexts_without_its_entries_is_named(tmp_path, monkeypatch, content):
    shutil.copytree(TABLES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "contexts.yaml").write_text(content)
    monkeypatch.setattr("dragoman.ontology.TABLES", tmp_path)
    with pytest.raises(OntologyError, match=r"contexts\.yaml"):
        load_ontology.__wrapped__()


@pytest.mark.parametrize(
    "broken",
    [{"quad": 5}, {"score": 40}, {"cameo": "4"}, {"modes": {"x": {"score": 1}}}],
)
def test_a_broken_row_is_named(broken):
    row = {"quad": 1, "score": 2, "cameo": "030", "goldstein": 1, "says": "…", **broken}
    with pytest.raises(OntologyError, match=r"types\.yaml: AGREE"):
        _event_type("AGREE", row)
