"""Command line of training: `parser` makes trees, `shared` the costly part, `decay` each final model."""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from dragoman.words import WordPieces
from training import measure, sources
from training.batches import Step, endless, epochs
from training.corpora import polnear
from training.corpora.sentences import Sentence
from training.encoder import load_minilm, minilm_folder
from training.examples import Example, prepare
from training.export import DEFAULT_THRESHOLDS, write
from training.labels import LabelSets, load_label_sets
from training.model import Reader
from training.run import Run, decay, make_optimiser, restore, train, warm_up, warm_up_and_decay
from training.sources import Folders
from training.trees import add_trees, parse, write_trees

ROOT = Path(__file__).resolve().parent.parent
CODED = ("own", "news")
PARSER_EPOCHS = 1.5
WARM_UP_STEPS = 200
SHARED_EPOCHS = {"own": 5.0, "ewt": 3.0, "gum": 3.0, "polnear": 1.5, "wikigold": 3.0}
DECAY_EPOCHS = {"own": 2.0, "news": 5.0}
"""The news is what counts, and the shared stage has seen `own` often."""
REPLAY = {"ewt": 4, "polnear": 3, "gum": 1, "wikigold": 1}
"""Shares of the helpers in the replay of the last stage."""
REPLAY_PART = 1 / 5
FINAL = "final.pt"


class Bench:
    """What every stage needs: folders, label sets, tokenizer, and a limit of steps for a trial."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.folders = Folders(options.shared, options.work)
        self.shipped: Path = options.model
        self.layers: int = options.layers
        self.limit: int | None = options.steps
        self.labels: LabelSets = load_label_sets()
        self.pieces = WordPieces(minilm_folder() / "tokenizer.json")
        options.work.mkdir(parents=True, exist_ok=True)
        random.seed(options.seed)
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        torch.set_flush_denormal(True)
        self.source = random.Random(options.seed)

    def examples(self, sentences: Sequence[Sentence]) -> list[Example]:
        """Sentences as examples."""
        return prepare(sentences, self.labels, self.pieces)

    def work(self, name: str) -> Path:
        """A file of the work folder."""
        return self.folders.work / name

    def coded(self, name: str, fold: int | None, inside: bool = False) -> list[Example]:
        """A coded corpus with its trees, outside or inside a fold."""
        sentences = sources.read_coded(self.folders, name)
        add_trees(self.work(f"trees-{name}.jsonl"), sentences)
        if inside:
            return self.examples(sources.inside_fold(sentences, fold or 0))
        return self.examples(sources.outside_fold(sentences, fold))

    def helpers(self) -> dict[str, list[Example]]:
        """Examples of the helper corpora."""
        return {name: self.examples(found) for name, found in sources.read_helpers(self.folders).items()}

    def planned(self, examples: dict[str, list[Example]], times: dict[str, float]) -> list[Step]:
        """Steps that go over each corpus so many times, in random order."""
        return self.shuffled(
            [step for name, count in times.items() for step in epochs(name, examples[name], count, self.source)]
        )

    def shuffled(self, steps: list[Step]) -> list[Step]:
        """The steps in random order, cut to the limit."""
        self.source.shuffle(steps)
        return steps[: self.limit]


def train_parser(bench: Bench) -> None:
    """Train the quick parser and keep its trees of the coded corpora."""
    treebanks = sources.read_treebanks(bench.folders)
    examples = {name: bench.examples(sentences) for name, sentences in treebanks.items()}
    steps = bench.planned(examples, dict.fromkeys(examples, PARSER_EPOCHS))
    model = Reader(bench.labels, bench.layers)
    load_minilm(model.encoder)
    run = Run(steps, examples, warm_up_and_decay(len(steps)), bench.work("parser.pt"))
    train(model, make_optimiser(model), run, bench.pieces)
    _print_syntax(bench, model)
    model.eval()
    for name in CODED:
        sentences = sources.read_coded(bench.folders, name)
        for sentence in sentences:
            sentence.predicates = None
        trees = parse(model, bench.examples(sentences), bench.labels)
        write_trees(bench.work(f"trees-{name}.jsonl"), sentences, trees)


def train_shared(bench: Bench) -> None:
    """Train what all final models share, or go on from its checkpoint."""
    examples = {"own": bench.coded("own", None)} | bench.helpers()
    steps = bench.planned(examples, SHARED_EPOCHS)
    model = Reader(bench.labels, bench.layers)
    load_minilm(model.encoder)
    optimiser, path = make_optimiser(model), bench.work("shared.pt")
    start = restore(path, model, optimiser) if path.exists() else 0
    print(f"{len(steps)} steps from {start}; batches by corpus: {_counts(steps)}", flush=True)
    train(model, optimiser, Run(steps, examples, warm_up(WARM_UP_STEPS), path), bench.pieces, start)
    _print_helpers(bench, model)
    _print_events(bench, model, bench.coded("news", None))


def train_decay(bench: Bench, fold: int | None) -> None:
    """Finish a model on the coded corpora without one fold of the news, or on everything."""
    examples = {"own": bench.coded("own", None), "news": bench.coded("news", fold)} | bench.helpers()
    steps = bench.shuffled(_decay_steps(bench, examples))
    model = Reader(bench.labels, bench.layers)
    optimiser = make_optimiser(model)
    restore(bench.work("shared.pt"), model, optimiser)
    print(f"{len(steps)} steps; batches by corpus: {_counts(steps)}", flush=True)
    path = bench.work(FINAL if fold is None else f"fold-{fold}.pt")
    train(model, optimiser, Run(steps, examples, decay(len(steps)), path), bench.pieces)
    folder = bench.shipped if fold is None else bench.work("folds") / str(fold)
    thresholds = dict(DEFAULT_THRESHOLDS)
    write(model.eval(), bench.layers, bench.labels, thresholds, folder)
    _print_helpers(bench, model)
    if fold is not None:
        _print_events(bench, model, bench.coded("news", fold, inside=True))


def _decay_steps(bench: Bench, examples: dict[str, list[Example]]) -> list[Step]:
    steps = [step for name, times in DECAY_EPOCHS.items() for step in epochs(name, examples[name], times, bench.source)]
    total = sum(REPLAY.values())
    replay = len(steps) * REPLAY_PART / (1 - REPLAY_PART)
    for name, share in REPLAY.items():
        steps += itertools.islice(endless(name, examples[name], bench.source), round(replay * share / total))
    return steps


def _counts(steps: Sequence[Step]) -> dict[str, int]:
    names = [step.corpus for step in steps]
    return {name: names.count(name) for name in sorted(set(names))}


def _print_syntax(bench: Bench, model: Reader) -> None:
    dev = bench.examples(sources.read_ewt(bench.folders, "dev"))
    print("EWT dev", measure.measure_syntax(model, dev, bench.labels), flush=True)


def _print_helpers(bench: Bench, model: Reader) -> None:
    _print_syntax(bench, model)
    dev = bench.examples(polnear.read_polnear(bench.folders.public / "polnear", "dev"))
    print("PolNeAR dev", measure.measure_cues(model, dev, bench.labels), flush=True)


def _print_events(bench: Bench, model: Reader, examples: list[Example]) -> None:
    print("events", measure.measure_events(model, examples, bench.labels), flush=True)
    print("thresholds", measure.best_threshold(model, examples), flush=True)


def read_options() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("parser", "shared", "decay"))
    parser.add_argument("--fold", type=int, help="decay: leave out this fold of corpus/news; all without")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=ROOT / "training" / "work")
    parser.add_argument("--model", type=Path, default=ROOT / "src" / "dragoman" / "model", help="final model")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, help="stop after so many steps (to try a stage)")
    return parser.parse_args()


def main() -> None:
    """Run one stage."""
    options = read_options()
    began = time.monotonic()
    bench = Bench(options)
    if options.stage == "parser":
        train_parser(bench)
    elif options.stage == "shared":
        train_shared(bench)
    else:
        train_decay(bench, options.fold)
    print(f"{options.stage} took {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
