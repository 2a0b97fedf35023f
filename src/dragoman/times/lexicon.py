"""The words that expressions of time are made of, from `words.tsv`, and the letter that stands for each kind.

The grammar reads a sentence as a string with one letter a word, so that a rule is a short regular expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import KnowledgeError

LETTERS = {
    "weekday": "W",
    "weekday-short": "w",
    "recurring": "{",
    "month": "M",
    "month-doubtful": "m",
    "month-short": ":",
    "season": "S",
    "season-doubtful": "s",
    "season-fall": '"',
    "unit": "U",
    "units": "u",
    "day-part": "P",
    "day-point": "p",
    "small-hours": "%",
    "deictic": "R",
    "tonight": "!",
    "overnight": "?",
    "ordinal": "O",
    "cardinal": "C",
    "several": "J",
    "half": "=",
    "indefinite": "a",
    "relation": "L",
    "recent": "l",
    "ago": "A",
    "shift": "B",
    "before": "b",
    "after": "f",
    "straight": "|",
    "early": "E",
    "edge": "e",
    "eve": "h",
    "since-then": "}",
    "least": "q",
    "the": "t",
    "possessor": "g",
    "of": "F",
    "and": "&",
    "in": "i",
    "on": "n",
    "at": "@",
    "since": "c",
    "until": "T",
    "from": "r",
    "to": "x",
    "between": "j",
    "by": "y",
    "within": "G",
    "over": "v",
    "for": "o",
    "every": "*",
    "all": "<",
    "about": "~",
    "half-day": "k",
    "zone": "Z",
    "now": "V",
    "vague": "+",
    "counted": "#",
    "age": ">",
    "holiday": "H",
    "name": "_",
}
"""Kind of word in `words.tsv` to its letter; further letters are given by the form of a word (line.py)."""

# Word forms that stand alone: a clock time, am/pm with or without points, a possessive, a number, a word.
# The first branch only saves time: most words are plain and followed by a space or comma.
TOKEN = re.compile(
    r"[A-Za-z]++(?=[ ,])"
    r"|(?:[Mm]id|MID|[Pp]re|[Pp]ost|[Ee]arly|[Ll]ate)(?=-)"
    r"|[AaPp]\.\s?[Mm]\.?(?![^\W\d_])|[AaPp][Mm]\b"
    r"|[Oo]['’]clock\b|[Ss]t\.(?=\s[A-Z])"
    r"|[^\W\d_]+(?:-\d[\w-]*)+|[^\W\d_]+"
    r"|['’]s\b|['’]\d\ds?\b|9/11\b"
    r"|\d{4}-\d\d?-\d\d?\b|\d\d?[/.]\d\d?[/.]\d{4}\b|\d\d?:\d\d(?::\d\d)?"
    r"|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)\b|(?![ap]m\b)[^\W\d_]\w*)?"
    r"|\n\s*\n|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A table entry: the letter of its kind and its value ("4" for Friday, "day" for days, "" where none)."""

    letter: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Single words by their exact form, and phrases by their first word, longest first, in lower case."""

    words: dict[str, Word]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Word], ...]]
    heads: dict[str, frozenset[str]]
    """First words of phrases in all their spellings, with the second words in small letters."""

    def entry(self, printed: str) -> Word | None:
        """The row of a word or phrase as printed in a text, null where it has none."""
        word = self.words.get(printed)
        if word is None and (parts := split_phrase(printed)):
            return next((row for phrase, row in self.phrases.get(parts[0], ()) if phrase == parts), None)
        return word


def split_phrase(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokenizer cuts them, in lower case and with straight apostrophes."""
    return tuple(match.group().lower().replace("’", "'") for match in TOKEN.finditer(phrase))


@cache
def lexicon() -> Lexicon:
    """The table, read once.

    Raises:
        KnowledgeError: the table is missing, or a line of it has an unknown kind or not three fields.
    """
    words: dict[str, Word] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for form, word in _entries():
        parts = split_phrase(form)
        if len(parts) == 1:
            words.update(dict.fromkeys(_spellings(form), word))
        else:
            phrases.setdefault(parts[0], []).append((parts, word))
    longest_first = {head: tuple(sorted(rows, key=lambda row: -len(row[0]))) for head, rows in phrases.items()}
    seconds = {head: frozenset(phrase[1] for phrase, _ in rows) for head, rows in phrases.items()}
    heads = {spelling: seconds[head] for head in phrases for spelling in (head, head.capitalize(), head.upper())}
    return Lexicon(words, longest_first, heads)


def _spellings(form: str) -> tuple[str, ...]:
    """As printed in running text, in titles and in capitals; a form with a capital has no small spelling."""
    return (form, form.upper()) if form[0].isupper() else (form, form[:1].upper() + form[1:], form.upper())


def _entries() -> list[tuple[str, Word]]:
    try:
        lines = files("dragoman.times").joinpath("words.tsv").read_text("utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"times/words.tsv cannot be read ({error}); install dragoman again") from error
    return [entry for number, line in enumerate(lines, 1) for entry in _line_entries(number, line)]


def _line_entries(number: int, line: str) -> list[tuple[str, Word]]:
    if not line or line.startswith("#"):
        return []
    kind, _, rest = line.partition("\t")
    value, tab, forms = rest.partition("\t")
    if kind not in LETTERS or not tab:
        raise KnowledgeError(f"times/words.tsv line {number}: want kind, value and forms, kind one of LETTERS")
    return [(form, Word(LETTERS[kind], value)) for form in forms.split("|")]
