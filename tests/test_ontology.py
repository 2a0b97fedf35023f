import pytest

from dragoman.errors import OntologyError, UsageError
from dragoman.ontology import _event_type, load_ontology


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


@pytest.mark.parametrize(
    "broken",
    [{"quad": 5}, {"score": 40}, {"cameo": "4"}, {"modes": {"x": {"score": 1}}}],
)
def test_a_broken_row_is_named(broken):
    row = {"quad": 1, "score": 2, "cameo": "030", "goldstein": 1, "says": "…", **broken}
    with pytest.raises(OntologyError, match=r"types\.yaml: AGREE"):
        _event_type("AGREE", row)
