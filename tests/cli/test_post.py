"""The post of the day: that it is right, that it is English, and that it says nothing that the record does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from conftest import CASES_FOLDER, ROOT, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from wordpress import lost

from ratings_cli.formats import article
from ratings_cli.league.post import NoReportError, newest, newest_of, post_of
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.scale import BANDS
from ratings_cli.reading import read_yaml
from ratings_cli.views.league_table import league_sheet
from ratings_cli.views.post import figures
from ratings_cli.views.post.post import league_paragraph, post_article

Write = Callable[..., Path]

GOLDEN = CASES_FOLDER / "post"
CASES = {
    "bench-2019-05-03": ("bench", "--as-of", "2019-05-03"),
    "dorset-2019-02-15": ("dorset crc", "--as-of", "2019-02-15"),
    "thames-valley-2020-01-21": ("thames valley", "--as-of", "2020-01-21"),
    "essex-north-2024": ("essex north", "--as-of", "2024-08"),
    "pdu-2022-10-18": ("--league", "pdu", "--as-of", "2022-10-18"),
    "region-2026-01-31": ("--as-of", "2026-01-31"),
}
"""Posts that were written by hand from the record, before there was a program that writes them."""
HOSTILE = "<script>alert('1')</script> | *a* \u202e =HYPERLINK(\"x\") # #"
DERIVED = "derived: [{fields: [overall], ground: read from its wording}]"


def words(post: str) -> list[str]:
    """The headline and the paragraphs of a post in Markdown."""
    return [line for line in post.splitlines() if line and not line.startswith("|")]


def plainly(post: str) -> list[str]:
    """A post in Markdown, line by line, without what only lines its tables up."""
    rows = (re.sub(r" *\| *", "|", re.sub("-+", "-", line)) if line[:1] == "|" else line for line in post.splitlines())
    return [*rows]


@pytest.mark.parametrize("name", CASES)
def test_the_post_is_the_one_that_was_written_by_hand(name: str, ratings: Run) -> None:
    result = ratings("post", *CASES[name])
    assert (result.status, result.err) == (0, "")
    assert plainly(result.out) == plainly((GOLDEN / f"{name}.md").read_text(encoding="utf-8"))


def test_without_a_date_it_is_as_at_the_day_of_the_report(ratings: Run) -> None:
    assert ratings("post", "bench").out == ratings("post", "bench", "--as-of", "2019-05-03").out


def every_report(data: DataSet) -> list[Any]:
    return [post_of(data, [inspection], None) for inspection in data.inspections]


def test_every_report_of_the_record_has_a_post_that_fits_a_newspaper(record: DataSet) -> None:
    for post in every_report(record):
        written = post_article(post)
        assert len(written.headline) <= 90, written.headline
        assert post.league.kind, post.league
        name = post.reports[0].provider
        # Never a bare place: the headline says what kind of service it is.
        assert post.league.kind.split()[0] in written.headline or (name.short or "?") in written.headline
        text = article.render(written, "markdown")
        prose = sum(len(re.sub(r"\]\(.*?\)", "]", line).split()) for line in words(text)[1:-3])
        assert prose <= 330, written.headline
        for phrase in (
            "the record",
            "under the programme",
            "as at",
            "are counted",
            "derived",
            "[1]",
            "None",
            "..",
            " ,",
        ):
            assert phrase not in text.replace("None is", "").replace("None had", ""), (written.headline, phrase)


NUMBERS = {figures(number).casefold(): number for number in range(1, 100)} | {"both": 2}
BAND = r"(?:is|are|was rated|requires?) (good|outstanding|inadequate|improvement)"


def number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.casefold()]


def test_every_number_of_a_post_is_that_of_the_json_of_the_same_day(record: DataSet) -> None:
    told = 0
    for post in every_report(record):
        counts: Any = league_sheet(post.table).head["counts"]
        total = counts["total"] - counts["not rated"]
        spans = [span for span in league_paragraph(post) if span.text.strip()]
        if not spans:
            continue
        (bold, *rest) = spans
        claimed: dict[str, int] = {}
        found = re.search(rf"(?:All )?([\w-]+)(?: of (?:the )?(\w+))?\b.*? {BAND}[.:]$", bold.text)
        assert found is not None, bold.text
        claimed[found[3]] = number(found[1])
        assert number(found[2] or found[1]) == total, bold.text
        for span in rest:
            if few := re.search(rf"^(?:One|The other), .*, {BAND}|and the only one that {BAND}", span.text):
                claimed[few[1] or few[2]] = 1
            elif many := re.search(rf"^(?!None)([\w-]+) {BAND}", span.text):
                claimed[many[2]] = number(many[1])
        said = {"requires improvement" if band == "improvement" else band: count for band, count in claimed.items()}
        assert said == {band: counts[band] for band in said}, bold.text
        assert sum(said.values()) == total, bold.text
        told += 1
    assert told > 100


@pytest.mark.parametrize(
    ("before", "after", "headline", "sentence"),
    [
        ("good", "inadequate", "A is inadequate, down from good", "It was good in the report before, "),
        ("inadequate", "good", "A is good, up from inadequate", "It was inadequate in the report before, "),
        ("good", "good", "A is good again", "It was good in the report before, "),
        ("RI", "RI", "A requires improvement again", "It required improvement in the report before, "),
    ],
)
def test_what_became_of_the_rating(  # noqa: PLR0913, PLR0917 - fixtures
    ratings: Run, write: Write, before: str, after: str, headline: str, sentence: str
) -> None:
    path = write(f"""inspections:
  - {{provider: A, owner: Acme, published: 2018-09, overall: {before}}}
  - {{provider: A, owner: Acme, published: 2019-05-03, overall: {after}}}
  - {{provider: B, published: 2018-09, overall: good}}
""")
    post = ratings("post", "a", "--data", path).out
    assert post.startswith(f"# {headline}\n")
    assert f"{sentence}published in September 2018." in post


def test_a_rating_fell_only_where_it_is_certain_which_came_first(ratings: Run, write: Write) -> None:
    for dates in (("", ""), ("published: 2019-05, ", "published: 2019, ")):
        path = write(f"""inspections:
  - {{provider: Eastshire, {dates[0]}overall: good}}
  - {{provider: Eastshire, {dates[1]}overall: inadequate}}
""")
        post = ratings("post", "eastshire", "--data", path).out
        assert post.startswith("# Eastshire is inadequate\n")
        assert "The dates do not say in which order its reports came out." in post
    between = write("""inspections:
  - {provider: Eastshire, published: 2018-05-03, overall: good}
  - {provider: Eastshire, published: 2019, overall: outstanding}
  - {provider: Eastshire, published: 2019-05-03, overall: inadequate}
""")
    assert ratings("post", "eastshire@2019-05-03", "--data", between).out.startswith("# Eastshire is inadequate\n")


def test_a_file_without_leagues_owners_or_programmes_has_sensible_words(ratings: Run, write: Write) -> None:
    path = write("inspections:\n  - {provider: A, published: 2019-05-03, overall: good}\n")
    assert ratings("post", "--data", path).out == (
        "# A is good\n\n"
        "A is **good** overall, says a report published on 3 May 2019.\n\n"
        "No earlier rating is known.\n\n"
        "*Unofficial table of published ratings. Newest report: 3 May 2019.*\n"
    )


def test_the_first_of_all_is_said_only_where_it_is_known_how_many_there_are(ratings: Run, write: Write) -> None:
    assert (
        "# Hampshire and Isle of Wight CRC is good, a first among the 21 CRCs\n"
        in ratings("post", "hampshire crc@2019-05-08").out
    )
    text = """inspections:
  - {provider: A, published: 2019-01-01, overall: inadequate}
  - {provider: B, published: 2019-02-01, overall: good}
"""
    assert "first" not in ratings("post", "--data", write(text)).out
    sized = "leagues: [{name: homes, title: Homes, singular: home, size: 3}]\n" + text
    post = ratings("post", "--data", write(sized)).out
    assert post.startswith("# B is good, a first among the three homes\n")
    assert "It is the first home to be rated good." in post
    # Another may have been the first, as its date is not known.
    assert "first" not in ratings("post", "b", "--data", write(sized + "  - {provider: C, overall: good}\n")).out


def test_points_are_told_with_their_ground(ratings: Run, write: Write) -> None:
    path = write("""
programmes: [{name: p, standards: {h: [one, two]}}]
inspections:
  - {provider: A, programme: p, published: 2019-05-03, overall: good, standards: {one: good, two: outstanding}}
""")
    post = ratings("post", "--data", path).out
    # 2 + 3 of 2 x 3.
    assert "A has five of six points." in post
    assert "Inferred points: they are added up." in post
    assert "not in the sources" not in post


def test_an_owner_is_told_with_what_is_not_rated_and_what_was_rated_under_another(ratings: Run) -> None:
    # KSS, 19 June 2019: Seetec took DDC and two others over from Working Links on 15 February 2019.
    assert (
        "**It is the only one of Seetec's four CRCs with a rating under it.** "
        "Dorset, Devon and Cornwall was rated inadequate when Working Links ran it. "
        "The other two have no rating yet: Bristol, Gloucestershire, Somerset and Wiltshire; and Wales."
    ) in ratings("post", "kent crc@2019-06-19").out


def test_without_a_name_it_is_of_a_report_that_counts(ratings: Run, write: Write) -> None:
    # Of the two reports of 2019 the one of the later programme counts, as in the table.
    path = write("""programmes: [{name: p}, {name: q}]
inspections:
  - {provider: A, programme: p, published: 2019-12-31, owner: Acme, overall: good}
  - {provider: A, programme: q, published: 2019, owner: Bolt, overall: inadequate}
  - {provider: B, programme: q, published: 2018, owner: Acme, overall: good}
""")
    post = ratings("post", "--data", path).out
    assert post.startswith("# A is inadequate\n")
    assert "Acme's" not in post


def test_an_event_of_another_day_is_told_with_its_day(ratings: Run) -> None:
    assert (
        "On 15 February 2019 its owner collapsed: Working Links went into administration, and its three companies "
        "passed to Seetec."
    ) in ratings("post", "bristol crc@2019-09-26").out


def test_a_report_that_gives_no_rating_is_not_one_whose_rating_is_not_known(ratings: Run) -> None:
    quality = ratings("post", "bench@2018-01-01").out
    assert quality.startswith("# BeNCH CRC inspected; no ratings were given\n")
    # Cut short by the lockdown: some standards are rated, overall nothing.
    cut_short = ratings("post", "hampshire crc").out
    assert cut_short.startswith("# Hampshire and Isle of Wight CRC inspected; no overall rating is known\n")
    assert "gives no ratings" not in cut_short
    assert "Through the Gate work is outstanding." in cut_short


def test_a_verdict_on_two_leagues_is_told_of_the_one_that_the_post_is_about(ratings: Run) -> None:
    post = ratings("post", "south yorkshire crc@2017-12-31").out
    assert "The verdict: acceptable, and much better than the CRCs inspected before it." in post
    assert "generally good" not in post


def test_several_reports_of_one_date_are_one_post(ratings: Run, write: Write) -> None:
    both = ratings("post", "-l", "pdu", "--as-of", "2022-05-17").out
    assert both.startswith("# Two probation units rated: one requires improvement and one is inadequate\n")
    assert "**One requires improvement:** Northamptonshire." in both
    assert "**One is inadequate, the lowest of the four ratings:** Essex North." in both
    rises = write("""inspections:
  - {provider: A, published: 2018-05-03, overall: inadequate}
  - {provider: B, published: 2018-05-03, overall: RI}
  - {provider: A, published: 2019-05, overall: good}
  - {provider: B, published: 2019-05, overall: good}
""")
    post = ratings("post", "--data", rises).out
    assert post.startswith("# Two providers rise to good\n")
    assert "published in May 2019" in post


def test_with_no_day_every_report_counts_as_in_the_table(ratings: Run) -> None:
    # The reports on East Midlands and Wales have no date; that of 2025 took South Tyneside and Gateshead from good.
    regions = ratings("post", "greater manchester", "-l", "region")
    assert "**Probation regions by overall rating, all reports**" in regions.out
    assert re.search(r"\| +5 \| East Midlands +\| inadequate +\| date not known", regions.out)
    units = ratings("post", "-l", "pdu").out
    assert "South Tyneside and Gateshead, is good" not in units
    assert "None is outstanding or good." in units
    for text in (regions.out, units):
        assert "Left out" not in text
        assert "the end of 20" not in text


def test_reports_that_are_left_out_are_named_in_the_next_sentence(ratings: Run, write: Write) -> None:
    regions = ratings("post", "--as-of", "2026-06", "-l", "region").out
    assert (
        "**All three probation regions with a rating certainly out by the end of June 2026 require improvement:** "
        "East of England; Kent, Surrey and Sussex; and North East. Left out, as perhaps not out by the end of June "
        "2026: East Midlands (inadequate) and Wales (requires improvement)."
    ) in regions
    undated = "".join(f"  - {{provider: U{number}, overall: good}}\n" for number in range(7))
    path = write(f"""inspections:
  - {{provider: A, published: 2019-05-03, overall: inadequate}}
  - {{provider: B, published: 2019-05-02, overall: good}}
  - {{provider: B, overall: RI}}
{undated}""")
    post = ratings("post", "--data", path).out
    # Six of the eight, and two more; B is good only if its other report was not out; none is outstanding for certain.
    assert (
        "Left out, as perhaps not out by 3 May 2019: B (requires improvement), U0 (good), U1 (good), U2 (good), "
        "U3 (good), U4 (good) and 2 more."
    ) in post
    assert "is good:** B (perhaps rated requires improvement by then). Left out" in post
    assert "None is outstanding." in post
    assert "perhaps" not in ratings("post", "b", "--data", path).out


def test_all_of_an_owner_are_those_that_are_rated_and_two_are_both(ratings: Run, write: Write) -> None:
    # Of Sodexo's six CRCs, Norfolk and Suffolk had no rating yet.
    headline = ratings("post", "--as-of", "2019-05").out.splitlines()[0]
    assert headline == "# Cumbria and Lancashire CRC requires improvement, as do Sodexo's five rated CRCs"
    path = write("""inspections:
  - {provider: A, owner: Acme, published: 2019-05-03, overall: good}
  - {provider: B, owner: Acme, published: 2019-05-02, overall: good}
""")
    assert "**Both providers with a known rating are good:** A and B." in ratings("post", "--data", path).out
    assert "**Both Community Rehabilitation Companies with a rating" in ratings("post", "essex crc").out


def test_a_day_by_which_several_were_out_is_no_event(ratings: Run, write: Write) -> None:
    # Eleven units share "by 18 March 2025"; of those with a date, the one of December 2024 is the newest.
    units = ratings("post", "--as-of", "2025-03-18", "-l", "pdu")
    assert units.out.startswith("# North and North East Lincolnshire probation unit is inadequate\n")
    assert units.err.startswith("Perhaps newer, but without a day of their own: 11 reports")
    shared = """inspections:
  - {provider: A, published_by: 2019-06-01, overall: good}
  - {provider: B, published_by: 2019-06-01, overall: good}
"""
    dated = write(f"{shared}  - {{provider: C, published: 2019-05-03, overall: good}}\n")
    assert ratings("post", "--data", dated).out.startswith("# C is good\n")
    assert "no report has a date of its own" in ratings("post", "--data", write(shared)).err


def test_a_post_on_very_many_names_some_of_them(ratings: Run, write: Write) -> None:
    entries = "".join(f"  - {{provider: School {n:03}, published: 2025-03-03, overall: good}}\n" for n in range(130))
    post = ratings("post", "--data", write(f"inspections:\n{entries}")).out
    assert post.startswith("# 130 providers rated good\n")
    assert "School 023, School 024 and 105 more." in post
    assert "|" not in post


def test_without_a_name_it_is_of_the_newest_date_also_of_a_month_or_a_year(ratings: Run, write: Write) -> None:
    path = write("""inspections:
  - {provider: B, published: 2019-05-03, overall: good}
  - {provider: C, published: 2019-05, overall: good}
  - {provider: E, published_by: 2019-06-01, overall: good}
  - {provider: F, overall: good}
""")
    assert ratings("post", "--data", path).out.startswith("# E is good\n")
    assert ratings("post", "--data", path, "--as-of", "2019-05-31").out.startswith("# B is good\n")
    undated = write("inspections:\n  - {provider: A, overall: good}\n")
    assert "no report is dated" in ratings("post", "--data", undated).err
    assert "says a report whose date is not known." in ratings("post", "a", "--data", undated).out


def test_the_picture_stands_in_a_file_of_its_own_beside_the_post(ratings: Run, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    post, chart = folder / "bench.md", tmp_path / "a chart.svg"
    assert ratings("post", "bench", "--chart", chart, "-o", post).status == 0
    assert "![Twelve of 13 require improvement. " in post.read_text(encoding="utf-8")
    assert "](../a%20chart.svg)\n" in post.read_text(encoding="utf-8")
    fragment = ratings("post", "bench", "--chart", chart, "--format", "html").out
    assert "a%20chart.svg" in fragment
    assert set(lost(fragment)) <= {"<div tabindex>"}  # WordPress keeps the picture
    assert re.match(
        r'<svg [^>]* width="360" ', chart.read_text(encoding="utf-8")
    )  # so a phone shows its letters as they are
    assert "<svg" not in ratings("post", "bench", "--format", "html").out


def test_front_matter_has_the_headline_and_the_day_and_takes_any_name(ratings: Run, write: Write) -> None:
    post = ratings("post", "bench", "--front-matter").out
    assert post.startswith(
        "---\n"
        'title: "BeNCH CRC requires improvement; its Through the Gate work is inadequate"\n'
        "date: 2019-05-03\n"
        'tags: ["Community Rehabilitation Companies", "requires improvement"]\n'
        "---\n\nThe Community"
    )
    path = write("inspections:\n  - {provider: 'a: \"b\" --- {{ x }}', published: 2019-05, overall: good}\n")
    head = ratings("post", "--data", path, "--front-matter").out.split("---\n")[1]
    assert yaml.safe_load(head) == {"title": 'a: "b" --- {{ x }} is good', "tags": ["Providers", "good"]}


def test_html_is_a_fragment_or_a_whole_page(ratings: Run, tmp_path: Path) -> None:
    fragment = ratings("post", "bench", "--format", "html").out
    html5lib.HTMLParser(strict=True).parseFragment(fragment)
    assert not re.search(r"<script|\sid=|<style|<svg", fragment)
    assert '<a href="http://www.russellwebster.com/hmipbench19/"' in fragment
    # What WordPress lets an author write.
    kept = {"a", "caption", "div", "h2", "p", "strong", "table", "tbody", "td", "th", "thead", "tr"}
    assert {*re.findall(r"<(\w+)", fragment)} == kept
    target = tmp_path / "post.html"
    assert ratings("post", "bench", "--page", "-o", target).status == 0
    page = target.read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<title>BeNCH CRC requires improvement; its Through the Gate work is inadequate</title>" in page
    assert [path.name for path in tmp_path.iterdir()] == ["post.html"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--as-of", "2015-01-01"), "no report is dated by 1 Jan 2015"),
        (("--league", "all"), "--league: a post is about one league"),
        (("bench", "--page"), "--page goes with html, not with markdown"),
        (("bench", "--page", "--front-matter", "-f", "html"), "--front-matter goes with a part of a page"),
        (("bench", "--format", "csv"), "there is no format 'csv' (formats: markdown, html)"),
        (("bench", "-o", "post.csv"), "cannot tell the format from 'post.csv'"),
        (("bench", "--chart", "post.csv"), "cannot tell the format from 'post.csv'"),
        (("bench", "--as-of", "2015-01-01"), "no report on Bedfordshire"),
        ((" ",), "NAME: is empty"),
        (("sodexo",), "'sodexo' is an owner"),
    ],
)
def test_what_cannot_be_written_is_said(ratings: Run, args: tuple[str, ...], message: str) -> None:
    result = ratings("post", *args)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_a_derived_rating_is_said_to_be_inferred(ratings: Run, write: Write) -> None:
    path = write(f"""inspections:
  - {{provider: A, published: 2019-01-02, overall: inadequate, {DERIVED}}}
  - {{provider: B, published: 2019-05-03, overall: good, {DERIVED}}}
""")
    post = ratings("post", "b", "--data", path).out
    assert "A report" not in post
    assert (
        "B is **good** overall, after a report published on 3 May 2019. "
        "The rating is inferred, as no source used here states it: read from its wording." in post
    )
    assert "Inferred rating of A: read from its wording." in post


def test_hostile_names_stay_text(ratings: Run, write: Write) -> None:
    name = HOSTILE.replace('"', '\\"')
    event = f'{{date: 2019-05-03, headline: "{name}", text: "{name}"}}'
    path = write(f"""inspectorate: "{name}"
attribution: "{name}"
standard_phrases: {{one: "{name}"}}
leagues: [{{name: x, kind: "{name}", singular: "{name}"}}]
providers: [{{name: "{name}", events: [{event}]}}, {{name: Other}}]
inspections:
  - provider: "{name}"
    owner: "{name}"
    published: 2019-05-03
    overall: good
    standards: {{one: inadequate}}
    note: "{name}"
    sources: [{{publisher: "{name}", url: "javascript:alert(1)"}}]
  - {{provider: Other, published: 2019-05-02, overall: inadequate}}
""")
    for rendered in (
        ratings("post", "--data", path, "--format", "html").out,
        MarkdownIt().enable("table").render(ratings("post", "--data", path).out),
    ):
        found = html5lib.parseFragment(rendered, namespaceHTMLElements=False)
        assert found.find(".//script") is None
        assert found.find(".//a") is None
        assert not [mark for mark in found.iter("em") if "Unofficial" not in "".join(mark.itertext())]
        shown = HOSTILE.replace("\u202e", "\\u202e")
        heading = [*found.iter("h1"), *found.iter("h2")][0]
        assert "".join(heading.itertext()).startswith(shown)


def _files() -> st.SearchStrategy[str]:
    date = st.sampled_from(["2019-05-03", "2019-05", "2019", "2019-05-04", "0001-01-01", None])
    return st.lists(
        st.tuples(
            st.sampled_from(["Alpha", "Beta", "Gamma"]),
            st.sampled_from([None, *(band.value for band in BANDS)]),
            date,
            st.sampled_from([None, "p", "q"]),
            st.sampled_from([None, "Acme", "Bolt"]),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: (row[0], row[2], row[3]),  # a second rating of one day is an error of the file
    ).map(_written)


def _written(rows: list[tuple[str, str | None, str | None, str | None, str | None]]) -> str:
    keys = ("provider", "overall", "published", "programme", "owner")
    lines = [
        "{" + ", ".join(f"{key}: {value}" for key, value in zip(keys, row, strict=True) if value) + "}" for row in rows
    ]
    programmes = "programmes: [{name: p, standards: {h: [one]}}, {name: q}]\n"
    return programmes + "inspections:\n" + "".join(f"  - {line}\n" for line in lines)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_files(), st.sampled_from([None, "Alpha", "Beta"]))
def test_no_post_breaks_or_gives_a_provider_a_band_that_it_never_had(text: str, name: str | None) -> None:
    data = read_yaml(text, "small.yaml")
    provider = next((candidate for candidate in data.providers if candidate.name == name), None)
    try:
        chosen = [newest_of(data, provider, None)] if provider else newest(data, data.leagues, None)
    except NoReportError:
        return
    written = post_article(post_of(data, chosen, None))
    bands = "|".join(band.value for band in BANDS)
    text = article.render(written, "markdown").replace("**", "")
    for candidate in data.providers:
        had = {item.overall.value for item in data.inspections_of.get(candidate.key, ()) if item.overall}
        told = rf"{candidate.name},? (?:is|was|was rated|required|requires)? ?({bands}|improvement)\b"
        for said in re.finditer(told, text):
            assert ("requires improvement" if said[1] == "improvement" else said[1]) in had, said[0]
    for form in article.FORMATS:
        assert article.render(written, form) == article.render(written, form)


def test_the_command_and_its_options_are_documented() -> None:
    page = (ROOT / "docs" / "commands" / "post.md").read_text(encoding="utf-8")
    assert all(option in page for option in ("--as-of", "--league", "--page", "--output", "--chart", "--front-matter"))


def test_the_report_that_was_added_today_is_the_newest(ratings: Run, tmp_path: Path) -> None:
    # Of four dynamic inspections the record knows no more than that they were of 2026.
    path = tmp_path / "rec.yaml"
    assert ratings("init", path, "--from-shipped").status == 0
    added = ("--provider", "Leeds", "--overall", "good", "--published", "2026-11-03")
    assert ratings("add", "--data", path, *added).status == 0
    assert ratings("post", "--data", path).out.startswith("# Leeds probation unit is good, up from inadequate\n")
