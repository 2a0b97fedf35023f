"""The first reading of the grammar: what counts from another time, parts of a day, and lengths of time."""

from __future__ import annotations

import re

from dragoman.times.combined import Clock, PartOfDay, Since
from dragoman.times.expression import Expression, Unresolved
from dragoman.times.line import Line
from dragoman.times.numbers import NUMBER, count
from dragoman.times.relative import Ahead, BesideEvent, Overnight, RelativeDay, RelativeSpan, RelativeUnit, Shifted
from dragoman.times.rules import Build, Match, Rule

_OF_TEXT = ("previous", "preceding", "following")
_SIGNS = {"last": -1, "next": 1}
# After "the day before" these leave nothing that it could be counted from but the text.
_CLOSING = frozenset(("", "$", ".", ",", ";", ")", "&", "'", "i", "n", "@"))


def _number(line: Line, match: Match) -> int | None:
    return count(line, *match.span("number"))


def _unit(line: Line, match: Match) -> str:
    value = line.value(match.start("unit"))
    return "day" if value in ("morning", "afternoon", "evening", "night") else value


def deictic(line: Line, match: Match) -> Expression:
    """ "yesterday", "tomorrow night", "the day after tomorrow"."""
    day = int(line.value(match.start("day")))
    beyond = match.end("day") - match.start() == 4
    expression = RelativeDay(day + (day if beyond else 0))
    return PartOfDay(expression) if match.end() > match.end("day") else expression


def related_unit(line: Line, match: Match) -> Expression | None:
    """ "last week", "the past year", "the following day", "that same month", "this week"."""
    last = match.end("relation") - 1
    said, word, unit = line.value(last), line.word(last), _unit(line, match)
    if last > match.start("relation") and line.word(last - 1) == "that" and said != "same":
        return None
    definite = line.letters[match.start()] == "t"
    if line.is_title(match.start("relation")) and line.is_title(match.start("unit")):
        return None
    if unit == "day" and said in ("last", "this") and not definite and word not in _OF_TEXT:
        return None
    if word in _OF_TEXT or said in ("that", "same") or (definite and word == "next"):
        return _from_text(unit, said)
    if said in _SIGNS and unit != "weekend" and (definite or word in ("past", "coming")):
        return RelativeSpan(1, unit, _SIGNS[said], word == "coming")
    return RelativeUnit(unit, said)


def _from_text(unit: str, said: str) -> Expression:
    if said in _SIGNS and unit in ("day", "week", "fortnight"):
        return Shifted(1, unit, _SIGNS[said], True, "3" if unit == "day" else "7")
    return RelativeUnit(unit, said, from_text=True)


def related_part(line: Line, match: Match) -> Expression | None:
    """ "last night", "this morning", "that evening", "the next morning", "the previous evening"."""
    last = match.end("relation") - 1
    said, word = line.value(last), line.word(last)
    if said in ("that", "same"):
        return Clock("3")
    if said == "this":
        return PartOfDay(RelativeDay(0))
    if said == "last" and word == "last":
        return PartOfDay(RelativeDay(-1))
    return PartOfDay(Shifted(1, "day", _SIGNS[said], True))


def related_span(line: Line, match: Match) -> Expression | None:
    """ "the past three years", "the next 10 days", "the coming weeks", "last few months"."""
    said = line.value(match.end("relation") - 1)
    if said not in _SIGNS:
        return None
    number = _number(line, match) if match.start("number") >= 0 else None
    return RelativeSpan(number, _unit(line, match), _SIGNS[said], line.word(match.end("relation") - 1) == "coming")


def shifted(line: Line, match: Match) -> Expression:
    """ "two days ago", "a week later", "hours earlier"."""
    by = line.letters[match.end() - 1]
    unit = _unit(line, match)
    number = _number(line, match) if match.groupdict().get("number") else None
    if unit in ("second", "minute", "hour"):
        number = 0 if by == "B" else number
    sign = int(line.value(match.end() - 1))
    return Shifted(number, unit, sign, by != "A")


def beside(line: Line, match: Match) -> Expression | None:
    """ "the day before", "a week after": from the text where nothing follows that it is counted from."""
    unit, sign = _unit(line, match), int(line.value(match.end() - 1))
    if unit == "weekend":
        return None
    number = _number(line, match) if match.groupdict().get("number") else _one(line, match)
    following = line.letters[match.end() : match.end() + 1]
    if following in _CLOSING or line.word(match.end()) in ("had", "was", "were"):
        return Shifted(number, unit, sign, True)
    return BesideEvent(number, unit, sign)


def _one(line: Line, match: Match) -> int | None:
    """Days in "the day before" are one, in "days before" not told."""
    return 1 if line.letters[match.start()] == "t" else None


def weekend(line: Line, match: Match) -> Expression | None:
    """ "the weekend"."""
    return RelativeUnit("weekend", "this") if line.value(match.start("unit")) == "weekend" else None


def length(line: Line, match: Match) -> Expression | None:
    """ "in two days", "within 48 hours", "three-day", "for weeks"."""
    if "number" not in match.groupdict() or match.start("number") < 0:
        return Unresolved("duration")
    before = line.letters[match.start() - 1 : match.start()]
    within = line.letters[match.start()] == "G"
    if within or before == "i":
        return Ahead(_number(line, match), _unit(line, match), within)
    return Unresolved("duration")


def _clock(line: Line, match: Match) -> Expression:
    return Clock()


def _rule(first: str, pattern: str, build: Build) -> Rule:
    return Rule(first, re.compile(pattern), build)


def _unresolved(name: str) -> Build:
    return lambda line, match: Unresolved(name)


_NUMBERS = "JaC=DNYQ"
_UNIT = "(?P<unit>[Uu])"
# "three-year-old", "two years old", "ten years in prison" tell an age or a sentence, no time.
_NO_AGE = "(?!-?>|[iF]>|'>)"

RULES: tuple[Rule, ...] = (
    _rule("Rt", "(?:tU[bf])?(?P<day>R)[Pp]?", deictic),
    _rule("!", "!", lambda line, match: PartOfDay(RelativeDay(0))),
    _rule("?", r"\?", lambda line, match: Overnight()),
    _rule("tL", "t?(?P<relation>L{1,2})(?P<unit>U)", related_unit),
    _rule("tL", "t?(?P<relation>L{1,2})P", related_part),
    _rule("tL", f"t?(?P<relation>L)(?:{NUMBER}(?:-_|-)?)?(?P<unit>u)", related_span),
    _rule("tlL", "t?L?lu", _unresolved("vague")),
    _rule(_NUMBERS, f"{NUMBER}(?P<unit>[UuP])[AB]", shifted),
    _rule("u", f"{_UNIT}[AB]", shifted),
    _rule(_NUMBERS, f"{NUMBER}(?P<unit>[UuP])[bf]", beside),
    _rule("t", "t(?P<unit>[UP])[bf]", beside),
    _rule("G" + _NUMBERS, f"(?:G|(?<=[iofvyG])){NUMBER}-?{_UNIT}{_NO_AGE}", length),
    _rule("JC=DNYQ", f"(?<![>*x])(?<!>F)(?<!>D-)(?P<number>J|C(?:-?C)?|[DNYQ])-?{_UNIT}{_NO_AGE}", length),
    _rule("G", "Gt?[Uu]", length),
    _rule("u", "(?<=[iovfG])u(?!F)", length),
    _rule("u", "(?<=[ovfG])u", length),
    _rule("u", "(?P<unit>u)[bf]", beside),
    _rule("~K", r"~?@?Kk?Z?", _clock),
    _rule("~DQCYN", r"~?(?:[DQC]k(?:Z)?|[YNDC]Z|Q(?=itP|nW|W))", _clock),
    _rule("~DC", r"~?[DC](?=nWP|itP|LP)", _clock),
    _rule("~bfp", r"(?:[~bf]|(?<=[@TcryoiF]))p(?!F)", _clock),
    _rule("t", r"(?<=[ibvyTc@fxo])t[Pp](?!F_)", _clock),
    _rule("t", "t(?P<unit>U)", weekend),
    _rule("P", r"(?<=[yTbcr])P", _clock),
    _rule("tE", r"t?EP", _clock),
    _rule("t%", "t?%", _clock),
    _rule("P", "(?<=@)P", _unresolved("time-of-day")),
    _rule("<", "<[UPSs]", _unresolved("duration")),
    _rule("V+", r"[V+]", _unresolved("vague")),
    _rule("t", r"(?<=i)tL(?=[.,;)$ncyTri&b]|$)", _unresolved("vague")),
    _rule("}", "}", lambda line, match: Since(RelativeUnit("day", "same", from_text=True))),
)
