"""The bar of long work: on standard error, only where it is shown and only after a moment."""

import io

import pytest
from rich.console import Console

from dragoman.commands import progress


@pytest.fixture
def terminal(monkeypatch):
    """What the bar writes, with a clock that goes a second a look."""
    sheet = io.StringIO()
    console = Console(file=sheet, force_terminal=True, color_system=None, width=80)
    monkeypatch.setattr("rich.console.Console", lambda **_: console)
    ticks = iter(range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(ticks)))
    return sheet


@pytest.mark.parametrize(("total", "count"), [(5, "5/5"), (None, "5/?")])
def test_bar_counts_reports_and_their_rate(terminal, total, count):
    with progress.Progress(total, shown=True) as bar:
        for _ in range(5):
            bar.step()
    assert f"{count} reports" in terminal.getvalue()
    assert "a second" in terminal.getvalue()


def test_a_pause_takes_it_away_and_a_step_brings_it_back(terminal):
    with progress.Progress(3, shown=True) as bar:
        bar.step()
        bar.step()
        bar.pause()
        before = len(terminal.getvalue())
        bar.pause()
        assert len(terminal.getvalue()) == before
        bar.step()
        assert len(terminal.getvalue()) > before


def test_short_or_hidden_work_has_no_bar(terminal, monkeypatch):
    with progress.Progress(3, shown=False) as bar:
        bar.step()
    monkeypatch.setattr(progress.time, "monotonic", lambda: 0.0)
    with progress.Progress(3, shown=True) as bar:
        bar.step()
    assert terminal.getvalue() == ""
