"""Each corpus reader on a tiny made-up sample."""

import gzip
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
pytest.importorskip("torch")

from training.corpora import coded, gum, ner, polnear, propbank, ud
from training.corpora.sentences import RoleSpan, Sentence, words_between

CONLLU = """# newdoc id = weblog-one
# sent_id = weblog-one-0001
1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
2.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_
3\tHoms\tHoms\tPROPN\tNNP\t_\t2\tobj\t_\t_

"""


def test_conllu_leaves_out_ranges_and_empty_nodes():
    (sentence,) = ud.read_conllu(CONLLU.splitlines(keepends=True))
    assert sentence.words == ["Rebels", "left", "Homs"]
    assert sentence.heads == [2, 0, 2]
    assert sentence.relations == ["nsubj", "root", "obj"]
    assert sentence.identity == "weblog-one-0001"
    assert sentence.gold_tree


def test_ewt_train_follows_the_file_list(tmp_path):
    source = tmp_path / "not-to-release"
    (source / "file-lists").mkdir(parents=True)
    (source / "sources" / "weblog").mkdir(parents=True)
    (source / "file-lists" / "files.train").write_text("weblog/one.conllu\n")
    (source / "sources" / "weblog" / "one.conllu").write_text(CONLLU)
    assert len(ud.read_ewt_train(tmp_path)) == 1


def test_missing_folder_is_named(tmp_path):
    with pytest.raises(SystemExit, match="EWT train part is missing"):
        ud.read_ewt_train(tmp_path / "nowhere")


def test_gum_takes_free_train_documents_only(tmp_path):
    listed = "## dev\n\n  * GUM_news_b\n\n## train\n\n  * GUM_news_a\n  * GUM_fiction_a\n  * GUM_reddit_a\n"
    (tmp_path / "dep").mkdir()
    (tmp_path / "splits.md").write_text(listed)
    for name in ("GUM_news_a", "GUM_news_b", "GUM_fiction_a"):
        (tmp_path / "dep" / f"{name}.conllu").write_text(CONLLU.replace("weblog-one", name))
    assert [sentence.document for sentence in gum.read_gum_train(tmp_path)] == ["GUM_news_a"]


def test_uner_labels_join_by_identity(tmp_path):
    path = tmp_path / "train.iob2"
    path.write_text("# sent_id = weblog-one-0001\n1\tRebels\tB-OTH\n2\tleft\tO\n3\tHoms\tB-LOC\n\n")
    sentences = list(ud.read_conllu(CONLLU.splitlines()))
    ner.add_uner(sentences, ner.read_uner(path))
    assert sentences[0].ner == ["O", "O", "B-LOC"]


def test_wikigold_gets_beginnings_and_loses_misc(tmp_path):
    folder = tmp_path / "data" / "wikigold" / "CONLL-format" / "data"
    folder.mkdir(parents=True)
    text = "Angela I-PER\nMerkel I-PER\nin O\nBerlin I-LOC\n\nUlysses I-MISC\n"
    (folder / "wikigold.conll.txt").write_text(text)
    first, second = ner.read_wikigold(tmp_path)
    assert first.ner == ["B-PER", "I-PER", "O", "B-LOC"]
    assert second.ner == ["O"]


def test_propbank_roles_are_made_plain(tmp_path):
    entry = {"i": 1, "sense": "leave.01", "args": [["ARG0", 0, 0], ["V", 1, 1], ["ARGM-TMP", 2, 3]]}
    light = {"i": 2, "sense": "take.LV", "args": []}
    row = {"sent_id": "weblog-one-0001", "preds": [entry, light]}
    with gzip.open(tmp_path / "ewt-propbank.train.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(row) + "\n")
    (predicate,) = propbank.read_propbank(tmp_path, "train")["weblog-one-0001"]
    assert predicate.word == 1
    assert predicate.spans == [RoleSpan("ARG0", 0, 1), RoleSpan("TMP", 2, 4)]


def test_polnear_anchors_a_cue_after_its_auxiliaries(tmp_path):
    text = "Mr. Smith has said he won. Nobody cheered."
    folder = tmp_path / "data" / "train"
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "paper_1.txt").write_text(text)
    standoff = "T1\tSource 0 9\tMr. Smith\nT2\tCue 10 18\thas said\nT3\tContent 19 25\the won\n"
    (folder / "attributions" / "paper_1_ab12.ann").write_text(standoff + "E1\tContent:T3 Cue:T2 Source:T1\n")
    first, second = polnear.read_polnear(tmp_path, "train")
    (predicate,) = first.predicates
    assert first.words[predicate.word] == "said"
    assert {span.role: (span.start, span.end) for span in predicate.spans} == {
        "source": (0, 2),
        "cue": (2, 4),
        "content": (4, 6),
    }
    assert first.cues == [False, False, False, True, False, False, False]
    assert second.predicates == []


def test_coded_events_become_words(tmp_path):
    text = "Rebels left Homs, Homs officials said."
    event = {
        "t": "left",
        "type": "RETREAT",
        "mode": "withdraw",
        "actor": [{"x": "Rebels", "c": "SYRREB"}],
        "place": [{"x": "Homs", "iso": "SYR"}],
        "status": ["actual", "planned"],
        "by": [{"x": "Homs officials", "c": "SYRGOV"}, {"x": "elsewhere", "c": None, "s": 0}],
    }
    report = {"doc": "d", "text": text + " Quiet.", "sentences": [[0, 0], [0, len(text)], [39, 45]]}
    (tmp_path / "docs.jsonl").write_text(json.dumps(report) + "\n")
    (tmp_path / "events.jsonl").write_text(json.dumps({"doc": "d", "s": 1, "events": [event]}) + "\n")
    coded_sentence, quiet = coded.read_coded(tmp_path)
    assert coded_sentence.tags == ["O", "RETREAT", "O", "O", "O", "O", "O", "O"]
    (predicate,) = coded_sentence.predicates
    assert (predicate.mode, predicate.status) == ("RETREAT/withdraw", "actual")
    assert predicate.spans == [RoleSpan("actor", 0, 1), RoleSpan("place", 2, 3), RoleSpan("by", 4, 6)]
    assert quiet.predicates == []


def test_second_occurrence_is_located():
    assert coded.locate("Homs@2", "Homs and Homs") == (9, 13)
    assert coded.locate("Homs@3", "Homs and Homs") is None
    assert coded.locate("a@b", "x a@b") == (2, 5)


def test_folds_are_stable_and_even():
    folds = [coded.fold_of(f"report-{number}") for number in range(1000)]
    assert folds[:5] == [coded.fold_of(f"report-{number}") for number in range(5)]
    assert all(150 < folds.count(fold) < 250 for fold in range(coded.N_FOLDS))


def test_words_between_characters():
    offsets = [(0, 6), (7, 11), (12, 16)]
    assert words_between(offsets, 7, 16) == (1, 3)
    assert words_between(offsets, 20, 30) is None
    assert Sentence("d", 0, ["a"]).tags is None
