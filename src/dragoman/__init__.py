"""Reads news reports and writes down who did what to whom, when, where, and who says so.

    import dragoman
    document = dragoman.code("The envoy met ministers in Geneva on Friday, her office said.", published="2019-01-04")
    for claim in document.claims:
        print(claim)

Nothing is opened or loaded until a name is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.api import code as code
    from dragoman.api import read as read
    from dragoman.api import read_all as read_all
    from dragoman.claims import Claim as Claim
    from dragoman.document import Document as Document
    from dragoman.errors import DragomanError as DragomanError
    from dragoman.pipeline import Failure as Failure
    from dragoman.pipeline import load_resources as load_resources
    from dragoman.span import Span as Span

__version__ = "0.1.0"

_HOME = {
    "Claim": "claims",
    "Document": "document",
    "DragomanError": "errors",
    "Failure": "pipeline",
    "Span": "span",
    "code": "api",
    "load_resources": "pipeline",
    "read": "api",
    "read_all": "api",
}

__all__ = [
    "Claim",
    "Document",
    "DragomanError",
    "Failure",
    "Span",
    "__version__",
    "code",
    "load_resources",
    "read",
    "read_all",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}; it has {', '.join(__all__)}")
    found: object = getattr(import_module(f"dragoman.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__doc__"]
