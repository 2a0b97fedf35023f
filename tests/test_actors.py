"""Who is who: naming, coreference and context, with the shipped tables and a fake model."""

from datetime import date

import pytest

from dragoman.knowledge.actors import DatedRole, as_of


def codes(document, words):
    return [m.resolved.code if m.resolved else None for m in document.mentions if m.span.of(document.text) == words]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Russia accused Ukraine .", "Russia", "RUS"),
        ("Moscow accused Kyiv .", "Kyiv", "UKRGOV"),
        ("Kremlin accused Kyiv .", "Kremlin", "RUSGOV"),
        ("NATO accused Russia .", "NATO", "IGONAT"),
        ("Hezbollah attacked Israel .", "Hezbollah", "LBNREB"),
        ("Hamas attacked Israel .", "Hamas", "PSEREB"),
    ],
)
def test_names(coded, text, words, code):
    assert codes(coded(text), words) == [code]


def test_a_capital_is_the_government_with_its_rule(coded):
    document = coded("Washington accused Tehran .")
    (mention,) = [m for m in document.mentions if m.span.of(document.text) == "Washington"]
    assert mention.resolved.code == "USAGOV"
    assert mention.rule == "capital-as-government"


def test_pronoun_goes_back_to_the_subject_told_of_last(coded):
    document = coded("Russia accused Ukraine . It attacked Kyiv .")
    it = [m for m in document.mentions if m.span.of(document.text) == "It"]
    russia = [m for m in document.mentions if m.span.of(document.text) == "Russia"]
    assert it[0].chain == russia[0].chain
    assert it[0].resolved.code == "RUS"


ROLES = (
    DatedRole("XYZ", "GOV", None, "Foreign Minister of Xyzland", date(2000, 1, 1), date(2004, 12, 31)),
    DatedRole("XYZ", "GOV", None, "President of Xyzland", date(2005, 1, 1), date(2010, 6, 30)),
)


@pytest.mark.parametrize(
    ("day", "code", "role", "rule"),
    [
        (date(2003, 5, 1), "XYZGOV", "Foreign Minister of Xyzland", "role-at-date"),
        (date(2005, 1, 1), "XYZGOV", "President of Xyzland", "role-at-date"),
        (date(2012, 1, 1), "XYZELI", "former President of Xyzland", "role-ended"),
        (date(1999, 1, 1), "XYZ", None, "before-first-role"),
        (None, "XYZGOV", "President of Xyzland", "latest-role"),
    ],
)
def test_a_name_is_coded_as_of_the_date(day, code, role, rule):
    actor, found = as_of("Somebody", ROLES, day, frozenset({"GOV"}))
    assert (actor.code, actor.role, found) == (code, role, rule)


def test_a_body_changes_its_code_with_the_years(coded):
    text = "Taliban attacked Kabul ."
    assert codes(coded(text, date(2015, 3, 1)), "Taliban") == ["AFGREB"]
    assert codes(coded(text, date(2023, 3, 1)), "Taliban") == ["AFGGOV"]


def test_an_unknown_person_keeps_surname_and_title(coded):
    document = coded("Foreign minister Velasco met Arnesen . Velasco accused Russia .")
    velasco = [m for m in document.mentions if m.resolved and m.resolved.name == "Velasco"]
    assert len({m.chain for m in velasco}) == 1


def test_a_state_that_is_gone_is_no_candidate(coded):
    assert codes(coded("Kremlin accused Kyiv .", date(2019, 1, 4)), "Kremlin") == ["RUSGOV"]
    assert codes(coded("Kremlin accused Kyiv .", date(1985, 1, 4)), "Kremlin") == ["SUNGOV"]
