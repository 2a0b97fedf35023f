"""Tables of knowledge: tab-separated files with a header, checked as they are read.

Cells hold lists separated by `|`; dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. A row that does not hold
together stops the program with a `KnowledgeError` that names file and line.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.yaml_table import read_yaml

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in the order of `columns`, and where it stands, for error messages."""

    file: str
    line: int
    columns: Mapping[str, int]
    values: Sequence[str]

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}, line {self.line}"

    def cell(self, column: str) -> str:
        """The cell as it stands."""
        return self.values[self.columns[column]]

    def text(self, column: str) -> str | None:
        """The cell, null where empty."""
        return self.values[self.columns[column]] or None

    def items(self, column: str) -> tuple[str, ...]:
        """The cell's list."""
        cell = self.cell(column)
        return tuple(item for item in cell.split("|") if item) if cell else ()

    def number(self, column: str) -> float | None:
        """The cell as a number, null where empty."""
        try:
            return float(self.cell(column)) if self.cell(column) else None
        except ValueError:
            raise KnowledgeError(f"{self.place}: {column} {self.cell(column)!r} is no number") from None

    def first_day(self, column: str) -> date:
        """First day that the cell's date may mean; the beginning of time where empty."""
        return self._days(column)[0]

    def last_day(self, column: str) -> date:
        """Last day that the cell's date may mean; the end of time where empty."""
        return self._days(column)[1]

    def _days(self, column: str) -> tuple[date, date]:
        try:
            return days_of(self.cell(column))
        except ValueError as error:
            raise KnowledgeError(f"{self.place}: {column}: {error}") from None


@cache
def days_of(value: str) -> tuple[date, date]:
    """First and last day that a date of a table may mean; all of time for an empty one.

    Raises `ValueError` for what is no `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    """
    if not value:
        return date.min, date.max
    match = _DATE.fullmatch(value)
    if not match:
        raise ValueError(f"{value!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    last = month or 12
    first_day = date(year, month or 1, day or 1)
    return first_day, date(year, last, day or calendar.monthrange(year, last)[1])


def read_word_classes(path: Path, classes: frozenset[str]) -> dict[str, frozenset[str]]:
    """The words of a file by class. Raises `KnowledgeError` where a class is missing, unknown, or no list."""
    table = read_yaml(path, KnowledgeError)
    wrong = classes ^ set(table)
    if wrong:
        raise KnowledgeError(f"{path}: missing or unknown word classes {sorted(map(str, wrong))}; reinstall dragoman")
    for name, words in table.items():
        if not isinstance(words, list):
            raise KnowledgeError(f"{path}: the word class {name} is no list; reinstall dragoman")
    return {name: frozenset(str(word) for word in words) for name, words in table.items()}


def read_table(path: Path, columns: str) -> Iterator[Row]:
    """Rows of a table that must have just these columns (space-separated names, in order)."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path} cannot be read: {error}; reinstall dragoman") from error
    names = columns.split()
    if lines[0].split("\t") != names:
        raise KnowledgeError(f"{path}, line 1: the columns must be {' '.join(names)}")
    positions = {name: position for position, name in enumerate(names)}
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(names):
            raise KnowledgeError(f"{path}, line {number}: {len(cells)} cells, not {len(names)}")
        yield Row(path.name, number, positions, cells)
