"""Places against two public sets: LGL (American local news) and GeoVirus (Wikinews), as XML files.

Run `python -m evaluation.geoparsing FOLDER [--model FOLDER] [--errors N]`; the folder holds lgl.xml and
GeoVirus.xml (milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation). Figures are means over documents:
toponyms found (precision, recall, F1, spans to the letter), and of those found the share within 161 km (100
miles) of the true place and with its GeoNames id; the same with the true spans given, which leaves
resolution alone. A toponym that is given no place counts as wrong.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from dragoman.claims import Mention
from dragoman.document import Document
from dragoman.events import Place
from dragoman.knowledge.places import PlaceEntry
from dragoman.pipeline import Resources, load_resources
from dragoman.span import Span
from dragoman.stages import read, resolve_places, segment
from dragoman.stages.resolve_places import PlaceResolver, distance_km
from dragoman.stages.toponyms import Toponym

_NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A toponym with its true place; coordinates, id and title are null where the set gives none.

    `title` is that of its article in Wikipedia. The middle of a large area is a matter of taste: a country or
    region of that very name counts as near.
    """

    span: Span
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with its toponyms, by offset."""

    id: str
    text: str
    toponyms: tuple[GoldToponym, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one report, between 0 and 1; null where there is nothing to measure."""

    precision: float | None
    recall: float | None
    f1: float | None
    near: float | None
    exact: float | None
    given_near: float | None
    given_exact: float | None


def read_lgl(path: Path) -> Iterator[GoldReport]:
    """Reports of lgl.xml."""
    for article in _articles(path):
        toponyms = [_lgl_toponym(item) for item in article.iterfind("toponyms/toponym")]
        yield _report(article.get("docid"), article.findtext("text"), toponyms)


def _lgl_toponym(item: Any) -> GoldToponym:
    tag = item.find("gaztag")
    span = Span(int(item.findtext("start")), int(item.findtext("end")))
    if tag is None:
        latitude, longitude = item.findtext("lat"), item.findtext("lon")
        return GoldToponym(span, float(latitude) if latitude else None, float(longitude) if longitude else None, None)
    return GoldToponym(span, float(tag.findtext("lat")), float(tag.findtext("lon")), int(tag.get("geonameid")))


def read_geovirus(path: Path) -> Iterator[GoldReport]:
    """Reports of GeoVirus.xml; its places have coordinates only."""
    for number, article in enumerate(_articles(path)):
        toponyms = [
            GoldToponym(
                Span(int(item.findtext("start")) - 1, int(item.findtext("end")) - 1),
                float(item.findtext("lat")),
                float(item.findtext("lon")),
                None,
                item.findtext("page").rpartition("/")[2].replace("_", " "),
            )
            for item in article.iterfind("locations/location")
        ]
        yield _report(str(number), article.findtext("text"), toponyms)


def _articles(path: Path) -> Iterator[Any]:
    from lxml import etree

    return iter(etree.parse(str(path), etree.XMLParser(recover=True)).iterfind("article"))


def _report(identifier: str | None, text: str | None, toponyms: Sequence[GoldToponym]) -> GoldReport:
    ordered = sorted(set(toponyms), key=lambda toponym: (toponym.span, toponym.geonames_id or 0))
    return GoldReport(identifier or "", text or "", tuple(ordered))


def read_report(report: GoldReport, resources: Resources) -> Document:
    """The report with the model's readings and the places."""
    document = Document(report.id, report.text)
    for stage in (segment.STAGE, read.STAGE, resolve_places.STAGE):
        document = stage.run(document, resources)
    return document


def resolve_given(report: GoldReport, resources: Resources) -> list[Mention[Place]]:
    """The places of the true spans."""
    knowledge = resources.knowledge
    toponyms = []
    for gold in report.toponyms:
        name = gold.span.of(report.text)
        toponyms.append(Toponym(gold.span, name, tuple(knowledge.places.candidates(name))))
    matches = knowledge.names.find(report.text)
    return list(PlaceResolver(report.text, toponyms, matches, knowledge.places.words).mentions())


def score(report: GoldReport, found: Sequence[Mention[Place]], given: Sequence[Mention[Place]]) -> Scores:
    """Figures of one report."""
    places = {mention.span: mention for mention in found}
    gold = {toponym.span: toponym for toponym in report.toponyms}
    right = len(places.keys() & gold.keys())
    precision = right / len(places) if places else None
    recall = right / len(gold) if gold else None
    f1 = 2 * right / (len(places) + len(gold)) if places or gold else None
    pairs = [(gold[span], mention) for span, mention in places.items() if span in gold]
    given_pairs = list(zip(report.toponyms, given, strict=True))
    return Scores(precision, recall, f1, _near(pairs), _exact(pairs), _near(given_pairs), _exact(given_pairs))


def _near(pairs: Sequence[tuple[GoldToponym, Mention[Place]]]) -> float | None:
    located = [(gold, mention) for gold, mention in pairs if gold.latitude is not None]
    return fmean(is_near(gold, mention) for gold, mention in located) if located else None


def is_near(gold: GoldToponym, mention: Mention[Place]) -> bool:
    """Whether the place found lies within 161 km of the true one, or is it by name or id."""
    place = mention.resolved
    if place is None:
        return False
    same_area = mention.rule in ("country-name", "region-name") and place.name == gold.title
    if same_area or (gold.geonames_id is not None and gold.geonames_id == place.geonames_id):
        return True
    one = PlaceEntry("", "", None, gold.latitude, gold.longitude, None)
    return distance_km(one, PlaceEntry("", "", None, place.latitude, place.longitude, None)) <= _NEAR_KM


def _exact(pairs: Sequence[tuple[GoldToponym, Mention[Place]]]) -> float | None:
    known = [(gold, mention.resolved) for gold, mention in pairs if gold.geonames_id is not None]
    return fmean(bool(place and place.geonames_id == gold.geonames_id) for gold, place in known) if known else None


def _table_line(name: str, scores: Sequence[Scores]) -> str:
    cells = []
    for field in Scores.__dataclass_fields__:
        values = [value for row in scores if (value := getattr(row, field)) is not None]
        cells.append(f"{fmean(values):.3f}" if values else "-")
    return " ".join(f"{cell:>11}" for cell in (name, *cells))


def _errors(report: GoldReport, found: Sequence[Mention[Place]]) -> Iterator[str]:
    gold = {toponym.span: toponym for toponym in report.toponyms}
    places = {mention.span: mention for mention in found}
    for span in sorted(gold.keys() | places.keys()):
        context = report.text[max(0, span.start - 40) : span.end + 40].replace("\n", " ")
        place = places[span].resolved if span in places else None
        told = f"{place.name}, {place.country}" if place else "no place"
        if span not in places:
            yield f"MISSED {span.of(report.text)!r} … {context}"
        elif span not in gold:
            yield f"WRONGLY {span.of(report.text)!r} ({places[span].rule}: {told}) … {context}"
        elif gold[span].latitude is not None and not is_near(gold[span], places[span]):
            yield f"ELSEWHERE {span.of(report.text)!r} ({places[span].rule}: {told}) … {context}"


def measure(reports: Sequence[GoldReport], resources: Resources) -> tuple[list[Scores], list[str]]:
    """Figures of each report, and a line for each error."""
    scores: list[Scores] = []
    errors: list[str] = []
    for report in reports:
        found = read_report(report, resources).places
        scores.append(score(report, found, resolve_given(report, resources)))
        errors.extend(_errors(report, found))
    return scores, errors


SETS: dict[str, tuple[str, Callable[[Path], Iterator[GoldReport]]]] = {
    "GeoVirus": ("GeoVirus.xml", read_geovirus),
    "LGL": ("lgl.xml", read_lgl),
}


def main() -> None:
    """Prints the figures of both sets, and a sample of errors where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, help="folder of the model; the shipped one by default")
    parser.add_argument("--errors", type=int, default=0, help="errors to print for each set, evenly spread")
    options = parser.parse_args()
    resources = load_resources(options.model)
    print(" ".join(f"{name:>11}" for name in ("set", *Scores.__dataclass_fields__)))
    for name, (file, reader) in SETS.items():
        scores, errors = measure(list(reader(options.folder / file)), resources)
        print(_table_line(name, scores), flush=True)
        step = max(1, len(errors) // options.errors) if options.errors else len(errors) + 1
        print(*errors[step // 2 :: step], sep="\n") if options.errors else None


if __name__ == "__main__":
    main()
