"""Temporary: countries only, until the places helper's stage stands."""

from dataclasses import replace

from dragoman.claims import Mention
from dragoman.events import Place
from dragoman.knowledge.actors import Country
from dragoman.stages import Stage


def _run(document, resources):
    out = []
    for m in resources.knowledge.names.find(document.text):
        for e in m.of_sense("country", "capital"):
            if isinstance(e.thing, Country):
                out.append(
                    Mention(
                        m.span,
                        "place",
                        Place(
                            e.thing.name,
                            e.thing.code,
                            e.thing.latitude,
                            e.thing.longitude,
                            e.thing.geonames_id,
                        ),
                        "country-name",
                    )
                )
                break
    return replace(document, places=tuple(out))


STAGE = Stage("resolve_places", ("sentences", "readings"), "places", _run)
