"""The progress bar of long work, on standard error, gone when the work is done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Display

_SECONDS_BEFORE_BAR = 1.5


class Progress:
    """Counts reports; shows a bar, where `shown`, once the work has taken longer than a moment.

    `total` is None where the number of reports is not known beforehand.
    """

    def __init__(self, total: int | None, *, shown: bool) -> None:
        self._total = total
        self._shown = shown
        self._n_done = 0
        self._began = time.monotonic()
        self._display: Display | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.pause()

    def step(self) -> None:
        """One more report is done."""
        self._n_done += 1
        if self._shown and self._display is None and time.monotonic() - self._began > _SECONDS_BEFORE_BAR:
            self._display = _display()
            self._display.add_task("reading", total=self._total, rate="")
            self._display.start()
        if self._display is not None:
            rate = self._n_done / (time.monotonic() - self._began)
            self._display.update(self._display.task_ids[0], completed=self._n_done, rate=f"{rate:.1f} a second")

    def pause(self) -> None:
        """Take the bar away, so that a line can be written; the next step shows it again."""
        if self._display is not None:
            self._display.stop()
            self._display = None


def _display() -> Display:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Display

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("reports, {task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    return Display(*columns, console=Console(stderr=True), transient=True)
