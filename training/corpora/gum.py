"""GUM: the train documents of the genres whose texts are free of non-commercial terms."""

from __future__ import annotations

from pathlib import Path

from training.corpora.sentences import Sentence, require
from training.corpora.ud import read_conllu

NON_COMMERCIAL = {"fiction", "whow", "essay", "letter", "podcast"}


def train_documents(splits: str) -> list[str]:
    """Names under the heading `train` of GUM's splits.md."""
    names, inside = list[str](), False
    for line in splits.splitlines():
        if line.startswith("#"):
            inside = line.strip("# ") == "train"
        elif inside and line.strip().startswith("* GUM_"):
            names.append(line.strip("* "))
    return names


def genre(document: str) -> str:
    """Genre in a name such as GUM_news_nasa."""
    return document.split("_")[1]


def read_gum_train(folder: Path) -> list[Sentence]:
    """Sentences of the free train documents that the folder holds."""
    splits = require(folder / "splits.md", "GUM").read_text(encoding="utf-8")
    sentences = list[Sentence]()
    for name in train_documents(splits):
        path = folder / "dep" / f"{name}.conllu"
        # Reddit's texts are withheld upstream.
        if genre(name) in NON_COMMERCIAL or not path.exists():
            continue
        with path.open(encoding="utf-8") as lines:
            sentences += read_conllu(lines)
    return sentences
