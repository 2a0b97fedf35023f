"""Claims shown to people: on the terminal, in a notebook, in an explanation; words of a report stay words."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dragoman.api import bound
from dragoman.document import Document
from dragoman.export.explanation import explanation
from dragoman.export.marks import LABELS, Mark, bracketed, claim_marks, pieces
from dragoman.export.terminal import plain_table, print_document, short_ids
from dragoman.export.wording import shown
from dragoman.span import Span
from hand_coded import coded_report, span_of

HOSTILE = "\x1b[31m\x1b]0;owned\x07 [bold]x[/bold] \u202eevil\u202c <script>alert(1)</script> & \" ' \x9b2J"


@pytest.fixture
def report():
    return bound(coded_report())


def hostile(report):
    """The report with hostile words where its title and publisher stand, and in its text."""
    text = report.text.replace("rebel leaders", HOSTILE[: len("rebel leaders")])
    tail = Span(len(text) + 1, len(text) + 1 + len(HOSTILE))
    whole = replace(report, text=f"{text} {HOSTILE}", title=HOSTILE, publisher=HOSTILE, origin=HOSTILE)
    mention = replace(whole.claims[0].mention.trigger and whole.claims[0].mention, trigger=tail)
    return bound(replace(whole, claims=(whole.claims[1], replace(whole.claims[0], mention=mention))))


def on_console(renderable, width, *, colour=False):
    sheet = io.StringIO()
    Console(file=sheet, width=width, force_terminal=colour, color_system="standard" if colour else None).print(
        renderable
    )
    return sheet.getvalue()


def test_a_claim_on_one_line(report):
    meeting = next(claim for claim in report.claims if claim.mention.type == "CONSULT")
    assert str(meeting) == (
        "● Foreign Minister Ilse Varga (HUNGOV) → rebel leaders (REB): CONSULT third-party “met”, "
        "2019-01-04 (Friday), Geneva (CHE); says TASS (RUSJRN), quoting the Kremlin (RUSGOV)"
    )


def test_a_pronoun_is_told_by_its_name_and_a_status_by_its_word(report):
    denied = next(claim for claim in report.claims if claim.mention.status == "negated")
    assert str(denied) == "✗ (not said): MOBILIZE troops negated “sent”; says She (Ilse Varga, HUNGOV)"


def test_who_says_so_is_always_told(report):
    claim = replace(report.claims[0], chain=())
    assert str(claim).endswith("says the report itself")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_table_fits_and_has_no_colour(report, width):
    table = plain_table(report, width)
    assert "\x1b" not in table
    assert max(len(line) for line in table.splitlines()) <= width
    flowing = " ".join(table.split())
    for words in ("Envoy denies plan", "CONSULT third-party", "“met”", "2019-01-04 (given)", "2 claims", "quoting the"):
        assert words in flowing


def test_printing_a_document_is_the_table(report):
    assert str(report) == plain_table(report)
    assert repr(report) == "<Document d_1 'Envoy denies plan', 2 claims>"


def test_a_report_without_events_says_so():
    document = Document("d_2", "Rain fell.", sentences=(Span(0, 10),))
    assert "no political events found" in str(document)
    assert "no date" in str(document)


def test_a_terminal_without_signs_gets_plain_ones(report):
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding="ascii"), width=80)
    print_document(report, console)
    console.file.flush()
    assert b"* CONSULT third-party" in raw.getvalue()
    assert b"x MOBILIZE troops" in raw.getvalue()


def test_short_ids_tell_apart():
    assert short_ids(["c_123456789", "c_123456999", "c_123456789"]) == ["c_1234567", "c_1234569", "c_1234567"]
    assert short_ids([]) == []


def test_nothing_hostile_reaches_the_terminal(report):
    dangerous = hostile(report)
    outputs = [str(dangerous), *map(str, dangerous.claims)]
    outputs += [on_console(explanation(claim, dangerous, colour=False), 80) for claim in dangerous.claims]
    for output in outputs:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
    assert "[bold]x[/bold]" in outputs[0]


@given(st.text())
def test_shown_is_one_printable_line(words):
    line = shown(words)
    assert len(line.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", line)


class Tags(HTMLParser):
    """The tags of a piece of HTML, and whether they close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.words = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert {name for name, _ in attrs} <= {"style", "class", "title", "dir"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("make", [lambda report: report, hostile])
def test_html_is_escaped_and_whole(report, make):
    document = make(report)
    for page in (document._repr_html_(), *(claim._repr_html_() for claim in document.claims)):
        tags = Tags()
        tags.feed(page)
        assert not tags.open
        assert tags.seen <= {"div", "p", "b", "span", "mark", "br", "table", "thead", "tbody", "tr", "th", "td"}


def test_html_shows_the_whole_text_with_its_marks_and_legend(report):
    tags = Tags()
    tags.feed(report._repr_html_())
    assert report.text in "".join(tags.words)
    assert '<mark title="trigger"' in report._repr_html_()
    for label in LABELS:
        assert f">{label}</mark>" in report._repr_html_()


def test_explanation_marks_in_brackets_and_gives_the_rules(report):
    meeting = next(claim for claim in report.claims if claim.mention.type == "CONSULT")
    output = " ".join(on_console(explanation(meeting, report, colour=False), 120).split())
    assert "[actor Foreign Minister Ilse Varga] [trigger met] [recipient rebel leaders] in [place Geneva]" in output
    for words in ("044, 2.5", "name, dated role", "Ilse Varga, AUTGOV", "weekday", "gazetteer", "third place"):
        assert words in output


def test_explanation_in_colour_has_a_legend_and_no_brackets(report):
    output = on_console(explanation(report.claims[0], report, colour=True), 80, colour=True)
    assert "\x1b[" in output
    assert "[trigger" not in output
    assert "recipient" in output


def test_a_speaker_in_another_sentence_is_shown_with_it(report):
    denied = next(claim for claim in report.claims if claim.mention.status == "negated")
    far = replace(denied.chain[0], source=replace(denied.chain[0].source, span=span_of("Ilse Varga")))
    output = on_console(explanation(replace(denied, chain=(far,)), report, colour=False), 120)
    assert "[source Ilse Varga]" in output
    assert "[trigger sent]" in output


marks = st.builds(
    lambda start, length, label: Mark(Span(start, start + length), label),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(LABELS),
)


@given(st.integers(0, 20), st.integers(1, 25), st.lists(marks, max_size=8))
def test_pieces_cover_the_span_once_and_carry_the_right_labels(start, length, chosen):
    span = Span(start, start + length)
    cut = list(pieces(span, chosen))
    assert [cut[0][0].start, cut[-1][0].end] == [span.start, span.end]
    assert all(left[0].end == right[0].start for left, right in pairwise(cut))
    for piece, labels in cut:
        for position in range(piece.start, piece.end):
            covering = [mark.label for mark in chosen if mark.span.start <= position < mark.span.end]
            assert sorted(labels) == sorted(covering)


@given(st.text("abc ", min_size=45, max_size=45), st.lists(marks, max_size=8))
def test_brackets_close_and_keep_the_words(text, chosen):
    said = bracketed(text, Span(0, 45), chosen)
    assert said.count("[") == said.count("]") == len(chosen)
    assert re.sub(r"\[(?:trigger|actor|recipient|place|time|source|cue) |\]", "", said) == text


def test_marks_of_a_claim(report):
    meeting = next(claim for claim in report.claims if claim.mention.type == "CONSULT")
    assert [mark.label for mark in claim_marks(meeting)] == [
        "actor", "trigger", "recipient", "place", "time", "source", "cue", "cue", "source",
    ]  # fmt: skip
