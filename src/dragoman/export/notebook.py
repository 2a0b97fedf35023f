"""Claims and documents in a notebook: the text with its spans marked, as HTML without script.

Everything that comes from a report is escaped; nothing of it becomes a tag, an attribute name or a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dragoman.claims import Claim
from dragoman.document import Document
from dragoman.export.marks import LABELS, Mark, claim_marks, marked_sentences, pieces
from dragoman.export.record import in_text_order
from dragoman.export.wording import circumstances, event_name, heading, parties, shown, vouching
from dragoman.span import Span

# Light grounds with dark letters, legible on a light and on a dark page; the line below tells the marks
# apart without colour.
_STYLES = {
    "trigger": "background:#1f2937;color:#fff;font-weight:600",
    "actor": "background:#bbf7d0;color:#111;border-bottom:2px solid #15803d",
    "recipient": "background:#bfdbfe;color:#111;border-bottom:2px dashed #1d4ed8",
    "place": "background:#fef08a;color:#111;border-bottom:2px dotted #a16207",
    "time": "background:#f5d0fe;color:#111;border-bottom:2px dotted #a21caf",
    "source": "background:#a5f3fc;color:#111;border-bottom:2px double #0e7490",
    "cue": "border-bottom:1px solid currentColor",
}
_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"
_HEADINGS = ("what", "status", "who → whom", "when, where", "who says so")


def document_html(document: Document) -> str:
    """The report with the spans of all its claims marked, a legend, and the table of claims."""
    claims = in_text_order(document.claims)
    marks = [mark for claim in claims for mark in claim_marks(claim)]
    body = _marked(document.text, Span(0, len(document.text)), marks)
    title = f"<b>{escape(heading(document))}</b> <span>{escape(_dateline(document))}</span>"
    text = f'<div style="white-space:pre-wrap;max-width:50em;line-height:1.7">{body}</div>'
    return _frame(f"<p>{title}</p>{_legend()}{text}{_table(claims, document.text)}")


def claim_html(claim: Claim, document: Document) -> str:
    """The claim's sentences with its spans marked, and its row."""
    marks = claim_marks(claim)
    lines = "<br>".join(_marked(document.text, span, marks) for span in marked_sentences(claim, document))
    return _frame(f'<p style="line-height:1.7">{lines}</p>{_legend()}{_table([claim], document.text)}')


def _frame(content: str) -> str:
    return f'<div class="dragoman" dir="auto" style="font-size:14px">{content}</div>'


def _dateline(document: Document) -> str:
    day = f"{document.published} ({document.published_rule})" if document.published else "no date"
    return " · ".join(part for part in (document.publisher, day) if part)


def _marked(text: str, span: Span, marks: Sequence[Mark]) -> str:
    parts = []
    for piece, labels in pieces(span, marks):
        words = escape(piece.of(text))
        if labels:
            title = ", ".join(dict.fromkeys(labels))
            words = f'<mark title="{title}" style="{_style(labels)}">{words}</mark>'
        parts.append(words)
    return "".join(parts)


def _style(labels: Sequence[str]) -> str:
    """The trigger's above all, then the innermost mark's."""
    return _STYLES["trigger" if "trigger" in labels else labels[-1]]


def _legend() -> str:
    marks = " ".join(f'<mark style="{_STYLES[label]}">{label}</mark>' for label in LABELS)
    return f'<p style="font-size:12px">{marks}</p>'


def _table(claims: Sequence[Claim], text: str) -> str:
    head = "".join(f'<th style="{_CELL}">{escape(name)}</th>' for name in _HEADINGS)
    rows = "".join(_row(claim, text) for claim in claims)
    return f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(claim: Claim, text: str) -> str:
    mention = claim.mention
    whom = f" → {parties(mention.recipients, text)}" if mention.recipients else ""
    cells = (
        f"{event_name(claim)} “{shown(mention.trigger.of(text))}”",
        mention.status,
        f"{parties(mention.actors, text)}{whom}",
        ", ".join(circumstances(claim, text)),
        vouching(claim, text),
    )
    return "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells) + "</tr>"
