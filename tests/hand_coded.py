"""A hand-coded report, and a coder that finds meetings by the word alone: for tests of what stands round the model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from dragoman.claims import Attribution, Claim, Confidence, EventMention, Mention
from dragoman.document import Document
from dragoman.events import Actor, Place, TimeInterval
from dragoman.pipeline import Failure
from dragoman.span import Span

VERSIONS = (("dragoman", "0.1.0"), ("model", "sha256:00"), ("knowledge", "sha256:11"))

TEXT = (
    "Envoy denies plan\n\n"
    "Foreign Minister Ilse Varga met rebel leaders in Geneva on Friday, the Kremlin said, according to TASS. "
    "She denied that troops would be sent."
)


def span_of(words: str, text: str = TEXT) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def coded_report() -> Document:
    """Two claims: a meeting that TASS and the Kremlin tell, and a sending of troops that is denied."""
    varga = Actor("HUNGOV", "HUN", "GOV", "Ilse Varga", "Foreign Minister of Hungary")
    met, she = span_of("met"), span_of("She")
    tass = _link("TASS", Actor("RUSJRN", "RUS", "JRN", "TASS"), "agency", "according to", None)
    kremlin = _link("the Kremlin", Actor("RUSGOV", "RUS", "GOV"), "official", "said", 0)
    meeting = EventMention(
        sentence=1,
        trigger=met,
        type="CONSULT",
        mode="third-party",
        status="actual",
        actors=(
            Mention(
                span_of("Foreign Minister Ilse Varga"), "person", varga, "name, dated role", 0, ("Ilse Varga, AUTGOV",)
            ),
        ),
        recipients=(Mention(span_of("rebel leaders"), "group", Actor("REB", None, "REB"), "agent noun"),),
        places=(
            Mention(span_of("Geneva"), "place", Place("Geneva", "CHE", 46.2022251, 6.14569, 2660646), "gazetteer"),
        ),
        times=(
            Mention(
                span_of("Friday"),
                "time",
                TimeInterval(date(2019, 1, 4), date(2019, 1, 4), "day", "2019-01-04"),
                "weekday",
            ),
        ),
        confidence=Confidence(0.971234567, 0.99, 0.5),
        rules=(("mode", "third place"),),
    )
    sending = EventMention(
        sentence=2,
        trigger=span_of("sent", TEXT),
        type="MOBILIZE",
        mode="troops",
        status="negated",
        actors=(),
        recipients=(),
        places=(),
        times=(),
        confidence=Confidence(0.8, 0.7, 0.6),
    )
    denial = Attribution(
        Mention(she, "person", varga, "pronoun", 0),
        "official",
        span_of("denied"),
        (span_of("that troops would be sent"),),
        "indirect",
        None,
        "model",
    )
    claims = (
        Claim("c_2222222222", sending, (denial,), ()),
        Claim("c_1111111111", meeting, (tass, kremlin), ("diplomatic",)),
    )
    return Document(
        id="d_1",
        text=TEXT,
        title="Envoy denies plan",
        publisher="Example Herald",
        url="https://herald.example/1",
        published=date(2019, 1, 4),
        published_rule="given",
        sentences=(Span(0, 17), Span(19, TEXT.index(" She")), Span(TEXT.index("She"), len(TEXT))),
        mentions=(Mention(she, "person", varga, "pronoun", 0), *meeting.actors),
        places=meeting.places,
        times=meeting.times,
        event_mentions=(meeting, sending),
        attributions=(tass, kremlin, denial),
        claims=claims,
        versions=VERSIONS,
    )


def _link(words: str, actor: Actor, kind: str, cue: str, parent: int | None) -> Attribution:
    source = Mention(span_of(words), "organisation", actor, "media" if kind == "agency" else "seat")
    return Attribution(source, kind, span_of(cue), (span_of("met rebel leaders"),), "indirect", parent, "cue")  # type: ignore[arg-type]


def code_by_word(document: Document) -> Document:
    """Each "met" is a meeting of the words before and after it; a sentence is a line."""
    lines = list(re.finditer(r"[^\n]+", document.text))
    claims = [claim for number, line in enumerate(lines) for claim in _meetings(document, number, line)]
    return replace(
        document,
        sentences=tuple(Span(*line.span()) for line in lines),
        claims=tuple(claims),
        versions=VERSIONS,
    )


def _meetings(document: Document, number: int, line: re.Match[str]) -> Iterator[Claim]:
    for match in re.finditer(r"(\S+) (met) (\S+)", line[0]):
        before, trigger, after = (Span(line.start() + match.start(n), line.start() + match.end(n)) for n in (1, 2, 3))
        event = EventMention(
            number,
            trigger,
            "CONSULT",
            None,
            "actual",
            (Mention(before, "person", None, "word before"),),
            (Mention(after, "person", None, "word after"),),
            (),
            (),
            Confidence(0.9, 0.9, 0.9),
        )
        identity = hashlib.sha256(f"{document.id}{trigger}".encode()).hexdigest()[:16]
        yield Claim(f"c_{identity}", event, (), ())


def code_documents_by_word(
    documents: Iterable[Document | Failure], *, model: Path | None = None, jobs: int = 1
) -> Iterator[Document | Failure]:
    """Stands in for `pipeline.code_documents`."""
    for document in documents:
        yield document if isinstance(document, Failure) else code_by_word(document)
