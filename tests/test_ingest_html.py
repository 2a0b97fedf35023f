"""Pages: the article and what the page states of it; no boilerplate, no invented date."""

import io
from datetime import date

import pytest

from dragoman.document import Document
from dragoman.ingest import read_stream
from dragoman.pipeline import Failure

BODY = """<p>The foreign minister of Norway met the envoy in Geneva on Friday, her office said.
They spoke for two hours about the truce.</p>
<p>“We will go on,” she said. The talks were to be followed by a larger meeting &amp; a <b>dinner</b> next week,
officials said on the condition that they not be named.</p>
<p>The war has gone on for ten years and several rounds of negotiations have failed, according to diplomats.</p>"""

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Minister meets envoy in Geneva - Example Herald</title>
<meta property="og:site_name" content="Example Herald"><link rel="canonical" href="https://herald.example/a/1">
<meta property="article:published_time" content="2019-01-04T23:30:00-05:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Minister meets envoy in Geneva</h1>
{BODY}</article><div class="comments"><p>Reader: this is a comment which is long enough to be taken for text.</p></div>
<footer>Copyright 2019 Example Herald. All rights reserved. Privacy and cookies.</footer></body></html>"""


def read(page, given=None):
    (report,) = read_stream(io.BytesIO(page.encode()), origin="a.html", suffix=".html", given=given)
    return report


def test_article_title_date_outlet_and_address():
    report = read(PAGE, given=date(2020, 1, 1))
    assert report.title == "Minister meets envoy in Geneva"
    assert (report.published, report.published_rule) == (date(2019, 1, 4), "metadata")
    assert (report.publisher, report.url, report.language) == ("Example Herald", "https://herald.example/a/1", "en")
    assert report.text.startswith("Minister meets envoy in Geneva\n\nThe foreign minister of Norway met")


def test_the_title_stands_once_and_boilerplate_not_at_all():
    text = read(PAGE).text
    assert text.count("Minister meets envoy in Geneva") == 1
    for gone in ("Home", "comment", "Copyright", "cookies", "<b>", "&amp;"):
        assert gone not in text
    assert "a larger meeting & a dinner" in text


def test_no_date_is_made_of_a_copyright_line():
    page = PAGE.replace('<meta property="article:published_time" content="2019-01-04T23:30:00-05:00">', "")
    assert read(page).published is None
    assert read(page, given=date(2020, 1, 1)).published_rule == "given"


def test_a_page_with_an_xml_declaration_is_read():
    assert isinstance(read(f'<?xml version="1.0" encoding="utf-8"?>{PAGE}'), Document)


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<div>" * 30_000 + "deep" + "</div>" * 30_000,
        "<p" * 10_000,
        "<html><!--",
        "\ud7ff<html>",
    ],
)
def test_a_page_without_an_article_is_a_failure(page):
    report = read(page)
    assert isinstance(report, Failure)
    assert "\n" not in report.reason


@pytest.mark.parametrize("stated", ['"headline": 3', '"headline": "A", "publisher": {"name": 3}', '"author": 3'])
def test_a_page_that_states_a_number_for_words_stops_nothing(stated):
    record = f'{{"@context": "https://schema.org", "@type": "NewsArticle", {stated}}}'
    report = read(
        f'<html><head><script type="application/ld+json">{record}</script></head>'
        f"<body><article>{BODY}</article></body></html>"
    )
    assert isinstance(report, Document | Failure)


def test_whatever_the_extractor_raises_is_a_failure_of_the_page(monkeypatch):
    def broken(*_, **__):
        raise AttributeError("'int' object has no attribute 'strip'")

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    assert "cannot be read (AttributeError)" in read(PAGE).reason


def test_entities_of_a_page_are_not_expanded():
    entities = f"<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '{'&a;' * 10}'>"
    report = read(f"<!DOCTYPE html [{entities}]><html><body>&b;</body></html>")
    assert isinstance(report, Failure) or "aaaaaaaaaa" not in report.text


def test_a_large_page_is_read():
    report = read(f"<html><body><article>{BODY * 300}</article></body></html>")
    assert len(report.text) > 100_000


def test_script_and_markup_do_not_become_text():
    page = PAGE.replace(
        "</article>", "<script>alert('met')</script><style>p{}</style><p onclick='x()'>Last words of it.</p></article>"
    )
    text = read(page).text
    assert "alert" not in text
    assert "onclick" not in text
