"""The label inventories that the model predicts, read from label_sets.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).with_name("label_sets.json")
IGNORED = -100
"""Target of a word that a loss leaves out, as torch's cross entropy has it."""


@dataclass(frozen=True, slots=True)
class LabelSets:
    """Every label set, in the order of the model's outputs."""

    types: list[str]
    modes: list[str]
    statuses: list[str]
    upos: list[str]
    ner: list[str]
    relations: list[str]
    roles: dict[str, list[str]]

    @property
    def tags(self) -> list[str]:
        """Event tags of a word: none of the types, or one."""
        return ["O", *self.types]

    def mode_fits(self, type_name: str) -> list[bool]:
        """Which modes a type may have; `none` always."""
        return [mode == "none" or mode.startswith(type_name + "/") for mode in self.modes]


def load_label_sets(path: Path = PATH) -> LabelSets:
    """Label sets as the file gives them."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    modes = ["none"] + [f"{name}/{mode}" for name, modes in raw["modes"].items() for mode in modes]
    roles = {"event": raw["event_roles"], "cue": raw["cue_roles"], "propbank": raw["propbank_roles"]}
    return LabelSets(list(raw["modes"]), modes, raw["statuses"], raw["upos"], raw["ner"], raw["relations"], roles)
