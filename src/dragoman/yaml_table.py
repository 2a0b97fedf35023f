"""YAML tables of the program's own, read in one way: what is wrong with a file is one line that names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.errors import InstallationError


def read_yaml(path: Path, error: type[InstallationError]) -> dict[str, Any]:
    """The table of a file, by its keys. Raises `error` where it is missing, broken, or no table."""
    import yaml

    try:
        table = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, ValueError, yaml.YAMLError) as reason:
        raise error(f"{path} cannot be read: {' '.join(str(reason).split())}; reinstall dragoman") from reason
    if not isinstance(table, dict):
        raise error(f"{path}: not a table; reinstall dragoman")
    return table
