"""Universal Dependencies: English Web Treebank, and the CoNLL-U format that GUM shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from training.corpora.sentences import Sentence, require


def read_conllu(lines: Iterable[str]) -> Iterator[Sentence]:
    """Sentences of CoNLL-U lines; multi-word tokens and empty nodes are left out."""
    document, identity, rows = "", "", list[list[str]]()
    number = 0
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            document, number = line.removeprefix("# newdoc id = "), 0
        elif line.startswith("# sent_id = "):
            identity = line.removeprefix("# sent_id = ")
        elif not line:
            if rows:
                yield _sentence(document, number, identity, rows)
            rows, number = [], number + 1
        elif line[0].isdigit() and line.split("\t")[0].isdigit():
            rows.append(line.split("\t"))
    if rows:
        yield _sentence(document, number, identity, rows)


def _sentence(document: str, number: int, identity: str, rows: list[list[str]]) -> Sentence:
    return Sentence(
        document,
        number,
        [row[1] for row in rows],
        identity=identity,
        upos=[row[3] for row in rows],
        heads=[int(row[6]) for row in rows],
        relations=[row[7] for row in rows],
        gold_tree=True,
    )


def read_ewt_train(folder: Path) -> list[Sentence]:
    """The train part, put together from its documents as the file list orders them."""
    source = require(folder / "not-to-release", "the EWT train part")
    listed = (source / "file-lists" / "files.train").read_text(encoding="utf-8").split()
    sentences = list[Sentence]()
    for name in listed:
        with (source / "sources" / name).open(encoding="utf-8") as lines:
            sentences += read_conllu(lines)
    return sentences


def read_ewt_dev(folder: Path) -> list[Sentence]:
    """The dev part, for figures only."""
    with require(folder / "en_ewt-ud-dev.conllu", "the EWT dev part").open(encoding="utf-8") as lines:
        return list(read_conllu(lines))
