"""Expressions of time: where they stand in a text and which days they mean.

`words.tsv` holds the words; `line` turns a text into letters; `basic`, `counted`, `compound` and `ranges` are the
grammar; `absolute`, `relative` and `combined` are meanings, worked out with `calendar`; `find` puts them together.
"""

from dragoman.times.find import find_times
from dragoman.times.tense import future_by_words

__all__ = ["find_times", "future_by_words"]
