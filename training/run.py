"""The training loop: optimiser, learning rate, checkpoints, log lines."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from dragoman.words import WordPieces
from training.batches import Batch, Step, collate
from training.examples import Example, with_case_noise
from training.losses import batch_losses
from training.model import Reader

RATE = 3e-4
HEAD_RATE = 5 * RATE
CLIP = 2.0
LOG_EVERY = 50
SAVE_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Run:
    """What one stage of training does: its steps, its learning rate by step, its checkpoint."""

    steps: Sequence[Step]
    examples: Mapping[str, Sequence[Example]]
    rate: Callable[[int], float]
    checkpoint: Path


def warm_up(length: int) -> Callable[[int], float]:
    """Factor that grows to one over `length` steps and stays."""
    return lambda step: min(1.0, (step + 1) / length)


def decay(length: int) -> Callable[[int], float]:
    """Factor that falls from one to nearly nothing over `length` steps."""
    return lambda step: max(0.01, 1 - step / length)


def warm_up_and_decay(length: int) -> Callable[[int], float]:
    """Both: growth over the first tenth, then a fall to nearly nothing."""
    up, down = warm_up(max(1, length // 10)), decay(length)
    return lambda step: min(up(step), down(step))


def has_bfloat16() -> bool:
    """Whether this CPU multiplies bfloat16 in hardware; emulated it is fifty times slower than float32."""
    processor = Path("/proc/cpuinfo")
    return processor.exists() and "avx512_bf16" in processor.read_text(encoding="utf-8")


def make_optimiser(model: Reader) -> torch.optim.Optimizer:
    """AdamW with a slow rate for what MiniLM brings and a fast one for what is new."""
    slow, fast = list[Tensor](), list[Tensor]()
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            known = name.startswith("encoder.") and "shapes" not in name
            (slow if known else fast).append(parameter)
    groups = [{"params": slow, "base": RATE}, {"params": fast, "base": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def save(path: Path, model: Reader, optimiser: Any, step: int) -> None:
    """Write a checkpoint; an interrupted write leaves the old one."""
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def restore(path: Path, model: Reader, optimiser: Any) -> int:
    """Load a checkpoint and give the step it stands at."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])


def train(model: Reader, optimiser: Any, run: Run, pieces: WordPieces, start: int = 0) -> None:
    """Take the steps from `start` on; leave a checkpoint now and then and at the end."""
    model.train()
    source, journal = random.Random(start), Journal(len(run.steps))
    saved, bfloat16 = time.monotonic(), has_bfloat16()
    for number in range(start, len(run.steps)):
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * run.rate(number)
        step = run.steps[number]
        members = [run.examples[step.corpus][index] for index in step.members]
        batch = collate(members, [with_case_noise(member, pieces, source) for member in members])
        journal.add(step.corpus, batch, take_step(model, optimiser, batch, bfloat16))
        if number % LOG_EVERY == LOG_EVERY - 1:
            journal.print_line(number + 1)
        if time.monotonic() - saved > SAVE_SECONDS:
            save(run.checkpoint, model, optimiser, number + 1)
            saved = time.monotonic()
    save(run.checkpoint, model, optimiser, len(run.steps))
    journal.print_line(len(run.steps))


def take_step(model: Reader, optimiser: Any, batch: Batch, bfloat16: bool) -> dict[str, float]:
    """One update; the losses by name."""
    with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
        losses = batch_losses(model, batch)
    optimiser.zero_grad(set_to_none=True)
    sum(losses.values()).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    optimiser.step()
    return {name: loss.item() for name, loss in losses.items()}


class Journal:
    """Running means of the losses and the speed, printed now and then."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.began = time.monotonic()
        self.pieces = 0
        self.sums: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def add(self, corpus: str, batch: Batch, losses: dict[str, float]) -> None:
        """Note one step."""
        self.pieces += int(batch.lengths.sum())
        for name, loss in losses.items():
            key = f"{corpus}-{name}" if name == "roles" else name
            self.sums[key] += loss  # type: ignore[assignment]
            self.counts[key] += 1

    def print_line(self, step: int) -> None:
        """Print the means since the last line."""
        seconds = time.monotonic() - self.began
        means = {key: round(self.sums[key] / self.counts[key], 3) for key in sorted(self.sums)}
        speed = self.pieces / max(seconds, 1e-9)
        print(f"{step}/{self.steps} {seconds:.0f} s {self.pieces} pieces {speed:.0f}/s {means}", flush=True)
        self.sums.clear()
        self.counts.clear()
