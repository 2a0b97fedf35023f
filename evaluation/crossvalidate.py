"""Cross-validation by document: each coded report is read by a model that never saw it.

    python -m evaluation.crossvalidate ../shared/corpus/news training/work/folds [--records FOLDER]

FOLDS holds a folder `N/` with model.onnx, labels.json and tokenizer.json for each fold N, as
training/runs/cpu.sh leaves them. The whole program reads the raw text; the table is over all folds, then by
fold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from training.corpora.coded import fold_of

from dragoman.document import Document
from dragoman.pipeline import Resources, code_document, load_resources
from evaluation.gold import CodedEvent, CodedText, from_record, read_gold, read_texts
from evaluation.score import Scores, score, table


def document_of(text: CodedText) -> Document:
    """The raw report, as the program gets it."""
    published = date.fromisoformat(text.published) if text.published else None
    return Document(text.name, text.text, published=published, published_rule="given" if published else None)


def records_of(texts: Iterable[CodedText], resources: Resources) -> Iterator[dict[str, object]]:
    """The program's records of each report."""
    for text in texts:
        yield from code_document(document_of(text), resources).to_dicts()


def score_fold(folder: Path, texts: dict[str, CodedText], gold: list[CodedEvent], keep: Path | None) -> Scores:
    """Scores of one fold's model on the reports that it never saw."""
    held_out = {name: text for name, text in texts.items() if fold_of(name) == int(folder.name)}
    records = list(records_of(held_out.values(), load_resources(folder)))
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(record, ensure_ascii=False) for record in records)
        (keep / f"{folder.name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return score(held_out, gold, [from_record(record) for record in records])


def main() -> None:
    """Prints the table over all folds, and the main figures of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--records", type=Path, help="folder to keep each fold's records in")
    arguments = parser.parse_args()
    texts = read_texts(arguments.corpus / "docs.jsonl")
    gold = read_gold(arguments.corpus / "events.jsonl", texts)
    total = Scores()
    for folder in sorted(arguments.folds.iterdir()):
        scores = score_fold(folder, texts, gold, arguments.records)
        figures = "  ".join(f"{m} {scores.value(m):.3f}" for m in ("event", "actor", "recipient", "by_chain"))
        print(f"fold {folder.name}: {figures}", flush=True)
        total.merge(scores)
    print(table(total))


if __name__ == "__main__":
    main()
