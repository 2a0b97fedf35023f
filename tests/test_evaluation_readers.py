"""Readers and measures of public sets, on tiny made-up samples in their formats."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluation import attribution, entities, pairs, parsing, public
from evaluation.score import Counts
from training.corpora.sentences import Sentence

from dragoman.reading import Entity, Reading
from dragoman.span import Span
from fakes import FakeEncoder
from hand_coded import TEXT, coded_report, span_of

ARTICLE = "Varga said “Hamas attacked Kyiv.”\r\nThe café owner agrees, she added."


def at(words):
    """Where the words stand in the article, as brat writes it and as a span."""
    start = ARTICLE.index(words)
    return Span(start, start + len(words))


def brat(words):
    return f"{at(words).start} {at(words).end}"


STANDOFF = f"""T1\tSource {brat("Varga")}\tVarga
T2\tCue {brat("said")}\tsaid
T3\tContent {brat("“Hamas attacked Kyiv.”")}\t“Hamas attacked Kyiv.”
T4\tAttribution {brat("said")}\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tContent {brat("The café")};{brat("agrees,")}\tThe café agrees,
T6\tCue {brat("added")}\tadded
T7\tAttribution-no-source {brat("added")}\tadded
E2\tAttribution-no-source:T7 Content:T5 Cue:T6
"""
FIRST = {
    "source": frozenset({at("Varga")}),
    "cue": frozenset({at("said")}),
    "content": frozenset({at("Hamas attacked Kyiv")}),
}


@pytest.fixture
def polnear(tmp_path):
    """One document of two annotators, of whom the second marked nothing, and one without text."""
    folders = [tmp_path / "data" / "dev" / name for name in ("attributions", "text")]
    for folder in folders:
        folder.mkdir(parents=True)
    (folders[0] / "paper_2016_a_11aa.ann").write_text(STANDOFF)
    (folders[0] / "paper_2016_a_22bb.ann").write_text("")
    (folders[0] / "paper_2016_b_11aa.ann").write_text(STANDOFF)
    (folders[1] / "paper_2016_a.txt").write_bytes(ARTICLE.encode())
    return tmp_path


def test_polnear_takes_the_first_annotator_and_keeps_offsets(polnear):
    ((name, text, found),) = attribution.read_polnear(polnear)
    assert (name, text) == ("paper_2016_a", ARTICLE)
    assert found[0] == FIRST, "quotation marks are cut off"
    assert found[1] == {
        "source": frozenset(),
        "cue": frozenset({at("added")}),
        "content": frozenset({at("The café"), at("agrees")}),
    }


def test_spans_of_signs_alone_are_left_out():
    assert attribution.trimmed([at(".”"), at("“Hamas ")], ARTICLE) == {at("Hamas")}


def test_a_perfect_attribution_scores_one():
    counts = attribution.compare([FIRST], [FIRST])
    parts = [f"{part} {how}" for part in ("source", "cue", "content") for how in ("exact", "overlap")]
    assert list(counts) == [*parts, "whole overlap"]
    assert all(each == attribution.Matches(1, 1, 1, 1) and each.f1 == 1.0 for each in counts.values())


def test_overlap_takes_one_content_for_two_sentences():
    long = FIRST | {"content": frozenset({Span(at("Hamas").start, at("agrees").end)})}
    two = [FIRST, FIRST | {"content": frozenset({at("The café owner agrees")}), "cue": frozenset()}]
    counts = attribution.compare([long], two)
    assert counts["content exact"] == attribution.Matches(0, 2, 0, 1)
    assert counts["content overlap"] == attribution.Matches(2, 2, 1, 1)
    assert counts["source exact"] == attribution.Matches(1, 1, 1, 1), "a speaker's words count once"
    assert counts["whole overlap"] == attribution.Matches(1, 2, 1, 1)


def test_matches_add_and_have_figures():
    total = attribution.Matches(1, 4, 1, 2) + attribution.Matches(1, 0, 0, 2)
    assert total == attribution.Matches(2, 4, 1, 4)
    assert (total.precision, total.recall) == (0.5, 0.25)
    assert total.f1 == pytest.approx(1 / 3)
    assert attribution.Matches().f1 == 0.0


def test_the_programs_attributions_take_that_form():
    tass = coded_report().attributions[0]
    parts = attribution.parts_of(tass, TEXT)
    assert parts["source"] == {span_of("TASS")}
    assert parts["cue"] == {span_of("according to")}
    assert all(not span.of(TEXT).endswith((".", ",")) for span in parts["content"])


def test_polnear_is_measured_with_the_whole_program(polnear, fake_resources):
    counts = attribution.measure(polnear, fake_resources)
    # The fake model knows "said" alone, with the words before it as source and those after as content.
    assert counts["cue exact"] == attribution.Matches(1, 1, 1, 2)
    assert counts["source exact"] == attribution.Matches(1, 1, 1, 1)
    assert counts["content exact"] == attribution.Matches(1, 1, 1, 3)


PLV = (
    "\tsentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root\r\n"
    '\t7\tx\t<s>Iran </s>met <t>"Oman</t> again.\tIran\tOman\tCONSULT\r\n'
    "\t8\tx\t<s>UN officials</s> left.\tUN officials\ta recipient\tYIELD\r\n"
)


def test_plv_gives_the_marked_pair(tmp_path):
    (tmp_path / "PLV_train.tsv").write_bytes(PLV.encode())
    first, second = pairs.read_pairs(tmp_path)
    assert first == pairs.MarkedPair("7", 'Iran met "Oman again.', Span(0, 5), Span(9, 14), "CONSULT")
    assert (second.recipient, second.root) == (None, "YIELD")


def marked(actor, recipient):
    return pairs.MarkedPair("1", TEXT, actor, recipient, "CONSULT")


def test_the_answer_is_the_claim_that_fits_the_pair_best():
    sending, meeting = coded_report().claims
    turned = replace(sending, mention=replace(sending.mention, actors=meeting.mention.actors))
    pair = marked(span_of("Varga"), span_of("rebel leaders"))
    assert pairs.answer(pair, [turned, meeting]) == "CONSULT", "both sides fit, not the actor alone"
    assert pairs.answer(pair, [sending, turned]) == "MOBILIZE"


def test_the_answer_without_a_fit_is_the_first_claim_and_none_without_claims():
    sending, meeting = coded_report().claims
    assert pairs.answer(marked(span_of("Envoy"), None), [sending, meeting]) == "MOBILIZE"
    assert pairs.answer(marked(None, None), [meeting, sending]) == "CONSULT"
    assert pairs.answer(marked(None, None), []) is None


def test_plv_figures():
    counts = pairs.count([("ACCUSE", "ACCUSE"), ("ACCUSE", "AID"), ("AID", "AID"), ("AID", None), ("YIELD", "YIELD")])
    assert counts == {"ACCUSE": Counts(1, 1, 2), "AID": Counts(1, 2, 2), "YIELD": Counts(1, 1, 1)}
    assert pairs.accuracy(counts) == 3 / 5
    assert pairs.macro_f1(counts) == pytest.approx((2 / 3 + 1 / 2 + 1) / 3)
    assert (pairs.accuracy({}), pairs.macro_f1({})) == (0.0, 0.0)


def test_plv_joins_the_two_heirs_of_yield(tmp_path, fake_resources, monkeypatch):
    (tmp_path / "PLV_train.tsv").write_bytes(PLV.encode())
    monkeypatch.setattr(pairs, "answer", lambda pair, claims: "RETREAT" if pair.name == "8" else "CONSULT")
    assert pairs.accuracy(pairs.measure(tmp_path, fake_resources)) == 1.0


def test_a_limit_takes_rows_from_all_over_plv():
    rows = [replace(marked(None, None), name=str(number)) for number in range(10)]
    assert [row.name for row in pairs.spread(rows, 3)] == ["0", "3", "6"]
    assert pairs.spread(rows, None) == rows
    assert len(pairs.spread(rows, 20)) == 10


UNER = """# newdoc id = one
# sent_id = one-1
1\tEnvoys\tO\t-\t-
2\tmet\tO\t-\t-
3\tVarga\tB-PER\t-\tA
4\tin\tO\t-\t-
5\tMoscow\tB-LOC\t-\tA

# sent_id = one-2
1\tHamas\tB-LOC\t-\tA

# newdoc id = two
# sent_id = two-1
1\tKyiv\tB-LOC\t-\tA
"""


@pytest.fixture
def uner(tmp_path):
    (tmp_path / "en_ewt-ud-dev.iob2").write_text(UNER)
    return tmp_path


def test_uner_gives_words_labels_and_documents(uner):
    sentences = list(entities.read_uner(uner))
    assert [sentence.document for sentence in sentences] == ["one", "one", "two"]
    assert sentences[0].words == ("Envoys", "met", "Varga", "in", "Moscow")
    assert entities.gold_entities(sentences[0]) == {Entity((2, 3), "PER"), Entity((4, 5), "LOC")}


def test_names_count_by_words_and_kind(uner):
    counts = entities.measure(uner, FakeEncoder())
    # The fake model takes "Envoys" for a person and knows Hamas as a body, which this sample calls a place.
    assert counts == {
        "PER": Counts(1, 2, 1),
        "ORG": Counts(0, 1, 0),
        "LOC": Counts(2, 2, 3),
        "all": Counts(3, 5, 4),
    }
    assert entities.measure(uner, FakeEncoder(), limit=1)["LOC"] == Counts(1, 1, 2)


def test_words_get_the_places_that_they_would_have():
    (reading,) = public.readings_of([("one", ["Envoys", "met"])], FakeEncoder())
    assert reading.words == (Span(0, 6), Span(7, 10))


def test_relations_count_without_subtypes_and_only_with_their_head():
    gold = Sentence(
        "one", 0, ["Rebels", "left", "Homs", "."], upos=["NOUN", "VERB", "PROPN", "PUNCT"], heads=[2, 0, 2, 2],
        relations=["nsubj:pass", "root", "obj", "punct"],
    )  # fmt: skip
    spans = (Span(0, 6), Span(7, 11), Span(12, 16), Span(17, 18))
    reading = Reading(
        0, spans, ("NOUN", "VERB", "NOUN", "PUNCT"), (1, -1, 0, 1), ("nsubj", "root", "obj", "dep"), (), (), ()
    )
    assert list(parsing.right_words(gold, reading)) == [
        (True, True, True),
        (True, True, True),
        (False, False, False),
        (True, True, False),
    ]


def test_the_treebank_is_measured_by_document(tmp_path):
    row = "{}\t{}\t_\t{}\t_\t_\t{}\t{}\t_\t_\n"
    sentence = row.format(1, "Envoys", "PROPN", 2, "nsubj") + row.format(2, "met", "VERB", 0, "root") + "\n"
    documents = "".join(f"# newdoc id = {name}\n# sent_id = {name}-1\n{sentence}" for name in "ab")
    (tmp_path / "en_ewt-ud-dev.conllu").write_text(documents)
    figures, words = parsing.measure(tmp_path, FakeEncoder())
    assert words == 4
    assert figures["UPOS"] == 1.0
    assert parsing.measure(tmp_path, FakeEncoder(), limit=1)[1] == 2


@pytest.mark.parametrize(
    "read",
    [
        lambda folder: list(attribution.read_polnear(folder)),
        lambda folder: list(pairs.read_pairs(folder)),
        lambda folder: list(entities.read_uner(folder)),
        lambda folder: parsing.measure(folder, FakeEncoder()),
    ],
    ids=["polnear", "plv", "uner", "ewt"],
)
def test_a_missing_set_ends_with_one_clear_line(read, tmp_path):
    with pytest.raises(SystemExit, match=r"^\w+( \w+)? is missing: there is no .*; give the folder") as ended:
        read(tmp_path / "nowhere")
    assert "\n" not in str(ended.value)


def test_options():
    options = public.read_options("x", ["sets/plv", "--model", "m", "--limit", "5"])
    assert options == public.Options(Path("sets/plv"), Path("m"), 5)
    assert public.read_options("x", ["sets/plv"]) == public.Options(Path("sets/plv"), None, None)
