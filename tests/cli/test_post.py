"""The post of the day: that it is right, that it is English, and that it says nothing that the record does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
from conftest import CASES_FOLDER, ROOT, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ratings_cli.formats import article
from ratings_cli.league.post import NoReportError, post_of
from ratings_cli.model import english
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.scale import BANDS
from ratings_cli.reading import read_yaml
from ratings_cli.views.post.post import post_article

Write = Callable[..., Path]

GOLDEN = CASES_FOLDER / "post"
CASES = {
    "bench-2019-05-03.md": ("bench", "--as-of", "2019-05-03"),
    "thames-valley-2020-01-21.md": ("--as-of", "2020-01-21"),
    "pdu-2022-05-17.md": ("--league", "pdu", "--as-of", "2022-05-17"),
    "small.html": ("--data", "small.yaml"),
}
HOSTILE = "<script>alert('1')</script> | *a* \u202e =HYPERLINK(\"x\") # #"


def words(post: str) -> str:
    """The headline and the paragraphs of a post in Markdown."""
    return post.split("\n## ", maxsplit=1)[0]


@pytest.mark.parametrize("name", CASES)
def test_the_post_is_the_one_that_was_read_and_kept(
    name: str, ratings: Run, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(GOLDEN)
    form = "html" if name.endswith(".html") else "markdown"
    result = ratings("post", *CASES[name], "--format", form)
    assert (result.status, result.err) == (0, "")
    if pytestconfig.getoption("--rewrite-goldens"):
        (GOLDEN / name).write_bytes(result.out.encode())
    assert result.out.encode() == (GOLDEN / name).read_bytes()
    assert result.out == ratings("post", *CASES[name], "--format", form).out


@pytest.mark.parametrize(
    "said",
    [
        # As the founding document 002 has it: the thirteenth, twelve in that band, one exception; one of Sodexo's six.
        (
            "This is the thirteenth inspection of a Community Rehabilitation Company under this programme: twelve "
            "require improvement; the exception is Dorset, Devon and Cornwall, inadequate, when it was run by Working "
            "Links."
        ),
        "Sodexo runs six of the 21 Community Rehabilitation Companies",
        "more than 7,000",
        "requires improvement for unpaid work; inadequate for through the gate",
        # And what nothing bears out.
        "The record does not hold eight of the ten standards or the points.",
        "BeNCH is one of twelve that require improvement; none is rated higher and one is rated lower",
    ],
)
def test_the_founding_post_is_borne_out_as_far_as_the_record_goes(ratings: Run, said: str) -> None:
    assert said in words(ratings("post", "bench", "--as-of", "2019-05-03").out)


def test_without_a_date_it_is_as_at_the_day_of_the_report(ratings: Run) -> None:
    assert ratings("post", "bench").out == ratings("post", "bench", "--as-of", "2019-05-03").out


def test_a_rise_is_a_rise_and_the_old_rating_has_its_inexact_date(ratings: Run) -> None:
    post = ratings("post", "--as-of", "2020-01-21").out
    assert post.startswith("# Thames Valley rises from requires improvement to good (derived)\n")
    assert "The rating is up from requires improvement, in the report published by 19 December 2018." in post
    assert "No source states the rating outright; it is derived:" in words(post)
    assert "This is the first inspection of a Community Rehabilitation Company under this programme." in post
    assert "two are good, eighteen require improvement and one is inadequate" in post


def test_all_that_came_out_on_a_day_is_told_and_what_was_only_out_by_it_is_told_apart(ratings: Run) -> None:
    post = ratings("post", "--league", "pdu", "--as-of", "2022-05-17").out
    assert post.startswith("# Essex North is inadequate; Northamptonshire requires improvement\n")
    assert (
        "Counted from the same day, because they were certainly out by then: "
        "West Kent (inadequate); West Sussex (inadequate)." in post
    )
    name = ratings("post", "northamptonshire", "--league", "pdu", "--as-of", "2022-05-17").out
    assert name.startswith("# Northamptonshire requires improvement\n")
    assert "Also published on 17 May 2022: Essex North (inadequate)." in name


def test_the_first_good_rating_is_said_to_be_the_first_only_where_that_is_certain(ratings: Run, write: Write) -> None:
    claim = "is the first Community Rehabilitation Company in the record to be rated good"
    assert f"Hampshire and Isle of Wight {claim}." in ratings("post", "--as-of", "2019-05-08").out
    assert claim not in ratings("post", "--as-of", "2020-01-21").out
    text = """inspections:
  - {provider: A, published: 2019-01-01, overall: inadequate}
  - {provider: B, published: 2019-02-01, overall: good}
"""
    assert "B is the first provider in the record to be rated good." in ratings("post", "--data", write(text)).out
    # Another may have been the first, as its date is not known.
    doubtful = write(text + "  - {provider: C, overall: good}\n")
    assert "is the first provider" not in ratings("post", "--data", doubtful).out


@pytest.mark.parametrize(
    ("before", "after", "headline", "sentence"),
    [
        ("good", "inadequate", "A falls from good to inadequate", "The rating is down from good, "),
        ("inadequate", "good", "A rises from inadequate to good", "The rating is up from inadequate, "),
        ("good", "good", "A is still good", "The rating is unchanged: it was good before, "),
        ("RI", "RI", "A still requires improvement", "The rating is unchanged: it was requires improvement before, "),
    ],
)
def test_what_became_of_the_rating(  # noqa: PLR0913, PLR0917 - fixtures
    ratings: Run, write: Write, before: str, after: str, headline: str, sentence: str
) -> None:
    path = write(f"""inspections:
  - {{provider: A, published: 2018-09, overall: {before}}}
  - {{provider: A, published: 2019-05-03, overall: {after}}}
""")
    post = ratings("post", "--data", path).out
    assert post.startswith(f"# {headline}\n")
    assert sentence + "in the report published in September 2018." in post


def test_a_file_without_leagues_owners_or_programmes_has_sensible_words(ratings: Run, write: Write) -> None:
    post = ratings("post", "--data", write("inspections:\n  - {provider: A, published: 2019-05-03, overall: good}\n"))
    assert words(post.out).strip() == (
        "# A is good\n\n"
        "A, a provider, is good. That is its overall rating in the report published on 3 May 2019. "
        "This is its first rating in the record.\n\n"
        "This is the first inspection of a provider in the record.\n\n"
        "All numbers are those of the record: rated reports that were certainly out by 3 May 2019."
    )


def test_points_are_told_with_their_ground(ratings: Run, write: Write) -> None:
    path = write("""
programmes: [{name: p, standards: {h: [one, two]}}]
inspections:
  - {provider: A, programme: p, published: 2019-05-03, overall: good, standards: {one: good, two: outstanding}}
""")
    post = ratings("post", "--data", path).out
    assert "All two standards" not in post
    assert "Both standards are known: outstanding for two; good for one." in post
    # 2 + 3 of 2 x 3.
    assert "It has 5 of 6 points (added up from the bands of all standards; no source states them)." in post
    assert "does not hold" not in post


def test_an_owner_is_told_with_what_is_not_rated_and_what_was_rated_under_another(ratings: Run) -> None:
    # KSS, 19 June 2019: Seetec took DDC and two others over from Working Links on 15 February 2019.
    post = ratings("post", "--as-of", "2019-06-19").out
    assert (
        "Seetec runs four of the 21 Community Rehabilitation Companies in the record. One of them is rated under it: "
        "Kent, Surrey and Sussex (requires improvement). Two of them are not rated: Bristol, Gloucestershire, Somerset "
        "and Wiltshire; Wales. One of them is rated under another owner: Dorset, Devon and Cornwall (inadequate, under "
        "Working Links)." in post
    )


def test_an_owner_that_has_gone_runs_nothing(ratings: Run, write: Write) -> None:
    path = write("""
providers:
  - {name: A, ownership: [{owner: Acme, from: 2015-01, to: 2018-12}]}
  - {name: B}
inspections:
  - {provider: A, owner: Acme, published: 2019-05-03, overall: good}
""")
    post = ratings("post", "--data", path).out
    assert "Acme was the last to run one of the two providers in the record: this one." in post
    assert "Acme runs" not in post


def test_html_is_a_fragment_or_a_whole_page_with_the_chart_in_it(ratings: Run, tmp_path: Path) -> None:
    fragment = ratings("post", "bench", "--format", "html").out
    html5lib.HTMLParser(strict=True).parseFragment(fragment)
    chart = fragment[fragment.index("<svg") : fragment.index("</svg>") + 6]
    assert ET.fromstring(chart).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    assert not re.search(r"<script|\sid=|<style", fragment)
    target = tmp_path / "post.html"
    assert ratings("post", "bench", "--page", "-o", target).status == 0
    page = target.read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<title>BeNCH requires improvement</title>" in page
    assert [path.name for path in tmp_path.iterdir()] == ["post.html"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--as-of", "2016-01-01"), "--as-of: no rated report was certainly out by 1 Jan 2016"),
        (("--league", "all"), "--league: a post is about one league"),
        (("bench", "--page"), "--page goes with html, not with markdown"),
        (("bench", "--format", "csv"), "there is no format 'csv' (formats: markdown, html)"),
        (("bench", "-o", "post.csv"), "the ending of 'post.csv' chooses no format"),
        (("bench", "--as-of", "2018-01-01"), "no rated report on Bedfordshire"),
        ((" ",), "NAME: is empty"),
        (("sodexo",), "'sodexo' is an owner"),
    ],
)
def test_what_cannot_be_written_is_said(ratings: Run, args: tuple[str, ...], message: str) -> None:
    result = ratings("post", *args)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_undated_reports_are_written_of_by_name_alone(ratings: Run, write: Write) -> None:
    path = write("inspections:\n  - {provider: A, overall: good}\n")
    assert "no rated report is dated to the day" in ratings("post", "--data", path).err
    assert "in a report whose date is not known" in ratings("post", "a", "--data", path).out


def test_it_is_of_the_newest_day_that_is_known_and_names_what_may_be_newer(ratings: Run, write: Write) -> None:
    path = write("""inspections:
  - {provider: A, published: 2018-02-01, overall: inadequate}
  - {provider: B, published: 2019-05-03, overall: good}
  - {provider: C, published: 2019-05, overall: good}
  - {provider: D, published: 2019-04, overall: good}
  - {provider: E, published_by: 2019-06-01, overall: good}
  - {provider: F, overall: good}
""")
    post = ratings("post", "--data", path).out
    assert post.startswith("# B is good\n")
    assert (
        "The newest day of publication that is known is 3 May 2019. Three rated reports whose days are not known came "
        "out later, or may have, and are left out: C (May 2019), E (by 1 June 2019) and F (date not known)." in post
    )
    # By its end all of May was out: C is counted, but it is still of no day.
    end = ratings("post", "--data", path, "--as-of", "2019-05-31").out
    assert end.startswith("# B is good\n")
    assert (
        "As at the end of May 2019, the newest day of publication that is known is 3 May 2019. One rated report whose "
        "day is not known came out later, or may have, and is left out: C (May 2019)." in end
    )
    assert "left out" not in words(ratings("post", "b", "--data", path).out)


@pytest.mark.parametrize(
    ("name", "others", "said"),
    [
        # Every date is exact enough for its place, though two are months.
        ("A", "2019-03, 2019-04-30", "This is the third inspection of a provider in the record: all three are good."),
        # One may have been out before.
        (
            "A",
            "2019-03, 2019-04-30, 2019",
            (
                "This is at least the third inspection of a provider in the record: of the three that were certainly "
                "out by 3 May 2019, all three are good. One other report is not counted: its date is not exact enough "
                "to say if it was out by then."
            ),
        ),
        # Nothing is before it for certain, so there is no number to give.
        ("A", "2019", "As at 3 May 2019, one inspection of a provider in the record has a rating. One other report is"),
        # Out by that day, but perhaps before it.
        (
            "A",
            "2019-03, by 2019-05-03",
            "As at 3 May 2019, three inspections of a provider in the record have a rating",
        ),
        # It came out in a month in which another did.
        (
            "M",
            "2019-03, 2019-05-20",
            "As at the end of May 2019, four inspections of a provider in the record have a rating",
        ),
        ("M", "2019-04, 2019-06-01", "This is the third inspection of a provider in the record: all three are good."),
    ],
)
def test_a_report_has_a_number_only_where_the_dates_give_it_one(
    ratings: Run, write: Write, name: str, others: str, said: str
) -> None:
    lines = ["  - {provider: A, published: 2019-05-03, overall: good}"]
    if name == "M":
        lines = [
            "  - {provider: A, published: 2019-01-01, overall: good}",
            "  - {provider: M, published: 2019-05, overall: good}",
        ]
    for place, date in enumerate(others.split(", ")):
        key, day = ("published_by", date.removeprefix("by ")) if date.startswith("by ") else ("published", date)
        lines.append(f"  - {{provider: P{place}, {key}: {day}, overall: good}}")
    assert said in ratings("post", name, "--data", write("inspections:\n" + "\n".join(lines) + "\n")).out


def test_what_is_the_same_of_several_is_said_once(ratings: Run, write: Write) -> None:
    path = write("""
programmes: [{name: p, standards: {h: [one, two]}}]
owners: [{name: Acme}]
inspections:
  - {provider: A and B, programme: p, published: 2018-05-03, overall: good}
  - {provider: A and B, programme: p, published: 2019-05-03, overall: inadequate, standards: {one: good}, points: 1}
  - {provider: C, programme: p, published: 2019-05-03, overall: inadequate, standards: {one: good}, points: 2}
  - {provider: D, programme: p, published: 2019-05-03, overall: inadequate, standards: {one: good}, points: 0}
""")
    post = ratings("post", "--data", path).out
    assert post.startswith("# A and B falls from good to inadequate; C and D are inadequate\n")
    assert (
        "Two providers are inadequate: C and D. Those are their overall ratings in the reports published on 3 May "
        "2019, under the programme “p”. These are their first ratings in the record. Of the two standards the record "
        "holds one for each: good for one. Of 6 points, C has 2 and D has 0. The record does not hold one of the two "
        "standards, for any of them." in post
    )
    assert "There are three providers in the league table as at 3 May 2019: all three are inadequate." in post
    assert "the only" not in post


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        # A place is told of one that has it alone, or with two at most, and the first only of one.
        ("good RI RI", "A is the only one that is good, in first place; none is rated higher and two are rated lower."),
        ("good good RI", "A is one of two that are good; none is rated higher and one is rated lower."),
        ("RI RI good", "A is one of two that require improvement, sharing second place; one is rated higher and none"),
        ("RI RI RI good", "A is one of three that require improvement, sharing second place; one is rated higher"),
        ("RI RI RI RI good", "A is one of four that require improvement; one is rated higher and none is rated lower."),
        ("poor RI good", "A is the only one that is inadequate, in third place; two are rated higher and none"),
    ],
)
def test_bands_are_counted_and_a_place_is_told_of_few(
    ratings: Run, write: Callable[..., Path], bands: str, said: str
) -> None:
    entry = "  - {{provider: {}, published: 2019-05-0{}, overall: {}}}\n"
    entries = [entry.format("ABCDE"[place], 3 if place == 0 else 1, band) for place, band in enumerate(bands.split())]
    post = ratings("post", "A", "--data", write("inspections:\n" + "".join(entries))).out
    assert f"In the league table {said}" in post
    assert "shares first place" not in post


def test_a_headline_says_that_a_rating_fell_only_where_it_is_certain_which_came_first(
    ratings: Run, write: Write
) -> None:
    undated = write("""inspections:
  - {provider: Eastshire, overall: good}
  - {provider: Eastshire, overall: inadequate}
""")
    post = ratings("post", "eastshire", "--data", undated).out
    assert post.startswith("# Eastshire is inadequate\n")
    assert "By the order of the record its rating before was good; neither report is dated." in post
    overlapping = write("""inspections:
  - {provider: Eastshire, published: 2019-05, overall: good}
  - {provider: Eastshire, published: 2019, overall: inadequate}
""")
    post = ratings("post", "eastshire", "--data", overlapping).out
    assert post.startswith("# Eastshire is inadequate\n")
    assert (
        "By the order of the record its rating before was good, in the report published in May 2019; the dates of the "
        "two reports do not say which came first." in post
    )
    # Another may have come between.
    between = write("""inspections:
  - {provider: Eastshire, published: 2018-05-03, overall: good}
  - {provider: Eastshire, published: 2019, overall: outstanding}
  - {provider: Eastshire, published: 2019-05-03, overall: inadequate}
""")
    post = ratings("post", "eastshire", "--as-of", "2019-05-03", "--data", between).out
    assert post.startswith("# Eastshire is inadequate\n")
    assert (
        "The rating is down from good, in the report published on 3 May 2018, as far as the dates are known: one other "
        "rated report on it is not dated exactly enough to say." in post
    )
    # A later programme is a later inspection, whatever the dates.
    programmes = write("""programmes: [{name: first}, {name: second}]
inspections:
  - {provider: Eastshire, programme: first, overall: good}
  - {provider: Eastshire, programme: second, overall: inadequate}
""")
    assert ratings("post", "eastshire", "--data", programmes).out.startswith("# Eastshire falls from good to inad")


def test_a_post_calls_its_own_report_this_one(ratings: Run) -> None:
    ddc = ratings("post", "ddc", "--as-of", "2019-02-15").out
    assert "seven require improvement; the exception is this one, inadequate." in ddc
    hampshire = ratings("post", "hampshire", "--as-of", "2019-05-08").out
    assert (
        "the exceptions are this one (good) and Dorset, Devon and Cornwall (inadequate, when it was run by Working "
        "Links)." in hampshire
    )


DERIVED = "derived: [{fields: [overall], ground: read from its wording}]"


def test_a_derived_band_is_marked_wherever_a_sentence_names_it(ratings: Run, write: Write) -> None:
    path = write(f"""programmes: [{{name: p}}, {{name: q}}]
providers:
  - {{name: A, ownership: [{{owner: Acme, from: 2018, to: 2019-03}}, {{owner: Bell, from: 2019-03}}]}}
  - {{name: B}}
  - {{name: C}}
  - {{name: D, ownership: [{{owner: Bell, from: 2018, to: 2019-03}}, {{owner: Acme, from: 2019-03}}]}}
  - {{name: E, ownership: [{{owner: Acme, from: 2018}}]}}
inspections:
  - {{provider: A, programme: p, published: 2019-01-02, overall: inadequate, {DERIVED}}}
  - {{provider: B, programme: p, published: 2019-01-03, overall: good}}
  - {{provider: C, programme: p, published: 2019-01-04, overall: good}}
  - {{provider: D, programme: p, published: 2019-01-05, overall: good, {DERIVED}}}
  - {{provider: B, programme: p, published: 2019-02-01, overall: good}}
  - {{provider: E, programme: p, published: 2019-05-03, overall: requires improvement, {DERIVED}}}
  - {{provider: B, programme: p, published: 2019-05-04, overall: good}}
  - {{provider: C, programme: p, published: 2019-05-05, overall: good}}
  - {{provider: B, programme: q, published: 2019-05, published_by: 2019-05-04, overall: outstanding, {DERIVED}}}
""")
    post = words(ratings("post", "E", "--data", path).out)
    assert "E is the first provider in the record to be rated requires improvement (derived)." in post
    assert "One of them is rated under it: E (requires improvement, derived)." in post
    assert "One of them is rated under another owner: D (good, derived, under Bell)." in post
    assert "Rated under it, and run by another owner since: A (inadequate, derived)." in post
    post = words(ratings("post", "C", "--as-of", "2019-01-05", "--data", path).out)
    assert "three are good; the exception is A, inadequate (derived)" in post
    post = words(ratings("post", "C", "--data", path).out)
    assert (
        "six are good; the exceptions are E (requires improvement, derived) and A (inadequate, derived, when it was "
        "run by Acme)." in post
    )
    post = words(ratings("post", "--as-of", "2019-05-04", "--data", path).out)
    assert "by which it is outstanding (derived)." in post


def test_hostile_names_stay_text(ratings: Run, write: Write) -> None:
    name = HOSTILE.replace('"', '\\"')
    path = write(f'inspections:\n  - {{provider: "{name}", owner: "{name}", published: 2019-05-03, overall: good}}\n')
    shown = HOSTILE.replace("\u202e", "\\u202e")
    fragment = html5lib.parseFragment(
        ratings("post", "--data", path, "--format", "html").out, namespaceHTMLElements=False
    )
    assert fragment.find(".//script") is None
    assert "".join(fragment.find("h2").itertext()) == f"{shown} is good"
    markdown = ratings("post", "--data", path).out
    rendered = html5lib.parseFragment(MarkdownIt().enable("table").render(markdown), namespaceHTMLElements=False)
    assert rendered.find(".//script") is None
    assert rendered.find(".//em") is None
    assert "".join(rendered.find("h1").itertext()) == f"{shown} is good"
    assert "".join(rendered.find("h2[2]").itertext()) == f"Owner: {shown}"


@pytest.mark.parametrize(
    ("number", "word", "ordinal"),
    [
        (1, "one", "first"),
        (2, "two", "second"),
        (3, "three", "third"),
        (12, "twelve", "twelfth"),
        (13, "thirteen", "thirteenth"),
        (20, "twenty", "twentieth"),
        (21, "21", "21st"),
        (22, "22", "22nd"),
        (23, "23", "23rd"),
        (24, "24", "24th"),
        (111, "111", "111th"),
        (112, "112", "112th"),
        (121, "121", "121st"),
        (1013, "1,013", "1,013th"),
    ],
)
def test_numbers_and_ordinals(number: int, word: str, ordinal: str) -> None:
    assert (english.number(number), english.ordinal(number)) == (word, ordinal)


@pytest.mark.parametrize(
    ("noun", "article"),
    [
        ("provider", "a"),
        ("NPS division", "an"),
        ("PDU", "a"),
        ("CRC", "a"),
        ("Ofsted school", "an"),
        ("unit", "a"),
        ("urban unit", "an"),
        ("European body", "a"),
        ("hour", "an"),
        ("house", "a"),
        ("uninspected place", "an"),
    ],
)
def test_articles(noun: str, article: str) -> None:
    assert english.a(noun) == f"{article} {noun}"


@pytest.mark.parametrize(
    ("items", "row"),
    [
        (["Essex"], "Essex"),
        (["Essex", "Wales"], "Essex and Wales"),
        (["Ealing and Hillingdon", "Lambeth"], "Ealing and Hillingdon; and Lambeth"),
        (["A", "B, C", "D"], "A; B, C; and D"),
    ],
)
def test_names_in_a_row(items: list[str], row: str) -> None:
    assert english.names(items) == row


def test_one_is_and_many_are() -> None:
    assert [english.are(number) for number in (0, 1, 2)] == ["is", "is", "are"]
    assert [english.every(number) for number in (2, 3)] == ["both", "all three"]


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
        post = post_of(data, data.leagues[0], provider, None)
    except NoReportError:
        return
    written = post_article(data, post)
    _no_wrong_band(data, written.headline + "\n" + "\n".join(written.paragraphs))
    for form in article.FORMATS:
        assert article.render(written, form) == article.render(written, form)


def _no_wrong_band(data: DataSet, text: str) -> None:
    """Every band that is said of a provider by name is one that a report of the record gave it."""
    bands = "|".join(band.value for band in BANDS)
    found = 0
    for provider in data.providers:
        had = {
            inspection.overall.value for inspection in data.inspections_of.get(provider.key, ()) if inspection.overall
        }
        told = rf"\b{provider.name}(?: \(| is| is still|,| still| rises from| falls from|, a provider[^.]*?,)"
        for said in re.finditer(rf"{told} ?(?:which |is )?({bands})(?: to ({bands}))?", text):
            found += 1
            assert {band for band in said.groups() if band} <= had, said[0]
        alike = rf"\b{provider.name}(?: and \w+|, \w+ and \w+)? (?:are ({bands})|require improvement)"
        for said in re.finditer(alike, text):
            found += 1
            assert (said[1] or "requires improvement") in had, said[0]
    assert found >= 1


def test_the_command_and_its_options_are_documented() -> None:
    page = (ROOT / "docs" / "commands" / "post.md").read_text(encoding="utf-8")
    assert all(option in page for option in ("--as-of", "--league", "--page", "--output"))
