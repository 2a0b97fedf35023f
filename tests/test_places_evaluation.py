"""Reading and scoring of the public sets of places, on two small reports of our own."""

from types import SimpleNamespace

from evaluation.geoparsing import GoldReport, GoldToponym, read_geovirus, read_lgl, resolve_given, score

from dragoman.claims import Mention
from dragoman.events import Place
from dragoman.knowledge import load_knowledge
from dragoman.span import Span

LGL = """<articles><article docid="7"><text><![CDATA[Talks in Tripoli, Lebanon.]]></text><toponyms>
<toponym><start>9</start><end>16</end><phrase>Tripoli</phrase><gaztag geonameid="266826"><lat>34.44</lat>
<lon>35.85</lon></gaztag></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><text>Talks in Homs.</text><locations><location><name>Homs</name><start>10</start>
<end>14</end><lat>34.7</lat><lon>36.7</lon><page>https://en.wikipedia.org/wiki/Homs</page></location></locations>
</article></articles>"""


def test_both_sets_are_read_with_offsets_into_their_text(tmp_path):
    (tmp_path / "lgl.xml").write_text(LGL)
    (tmp_path / "virus.xml").write_text(GEOVIRUS)
    (one,) = read_lgl(tmp_path / "lgl.xml")
    (other,) = read_geovirus(tmp_path / "virus.xml")
    assert [(t.span.of(one.text), t.geonames_id) for t in one.toponyms] == [("Tripoli", 266826)]
    assert [(t.span.of(other.text), t.title) for t in other.toponyms] == [("Homs", "Homs")]


def test_figures_count_spans_distance_and_identifiers():
    gold = GoldReport(
        "d", "Homs and Hama", (GoldToponym(Span(0, 4), 34.7, 36.7, 1), GoldToponym(Span(9, 13), 35.1, 36.7, 2))
    )
    near = Mention(Span(0, 4), "place", Place("Homs", "SYR", 34.8, 36.8, 1), "only-candidate")
    wrong = Mention(Span(5, 8), "place", None, "unknown-place")
    far = Mention(Span(9, 13), "place", Place("Hama", "JPN", 35.0, 139.0, 2), "only-candidate")
    scores = score(gold, [near, wrong], [near, far])
    assert (scores.precision, scores.recall, scores.f1) == (0.5, 0.5, 0.5)
    assert (scores.near, scores.exact, scores.given_exact) == (1.0, 1.0, 1.0)


def test_true_spans_are_resolved_by_their_text(tmp_path):
    (tmp_path / "lgl.xml").write_text(LGL)
    (report,) = read_lgl(tmp_path / "lgl.xml")
    (mention,) = resolve_given(report, SimpleNamespace(knowledge=load_knowledge()))
    assert mention.resolved.country == "LBN"
