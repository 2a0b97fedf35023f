"""What can go wrong, as one tree.

DragomanError
├── InputError          a report cannot be used: it becomes a Failure, the others are coded
│   ├── MissingInput        no such file or folder
│   ├── UndecodableInput    a binary file, or an encoding that cannot be told
│   ├── EmptyReport         nothing to read in it
│   ├── BadRecord           a line of JSON Lines that is no report
│   └── UnknownDate         a date that is none
├── InstallationError   the program's own files are missing or do not fit together: it stops
│   ├── ModelError          model.onnx, labels.json or tokenizer.json
│   ├── OntologyError       a table of the codebook
│   └── KnowledgeError      a table of actors, places or media
└── UsageError          a request that makes no sense: an unknown type, claim id, option
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors of the program. The message is one line: what, where, what to do."""


class InputError(DragomanError):
    """A report that cannot be used."""


class MissingInput(InputError):  # noqa: N818
    """There is no such file or folder."""


class UndecodableInput(InputError):  # noqa: N818
    """A binary file, or text in an encoding that cannot be told."""


class EmptyReport(InputError):  # noqa: N818
    """There is nothing to read in the report."""


class BadRecord(InputError):  # noqa: N818
    """A line of JSON Lines that is no report."""


class UnknownDate(InputError):  # noqa: N818
    """A date of publication that cannot be understood."""


class InstallationError(DragomanError):
    """The program's own files are missing or do not fit together."""


class ModelError(InstallationError):
    """The model's files."""


class OntologyError(InstallationError):
    """A table of the codebook."""


class KnowledgeError(InstallationError):
    """A table of actors, places or media."""


class UsageError(DragomanError):
    """A request that makes no sense."""
