"""The feed of ratings: valid, in order, with identities that stay, and nothing in it that was not reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import html5lib
import pytest
from conftest import ROOT, Run

from ratings_cli.model.dataset import DataSet

Write = Callable[..., Path]

ATOM = "{http://www.w3.org/2005/Atom}"
SMALL = """
leagues: [{name: CRC, singular: company}]
programmes: [{name: first}, {name: second}]
inspections:
  - {provider: Northshire, league: CRC, programme: first, published: 2018-09, overall: requires improvement}
  - provider: Southshire
    league: CRC
    programme: first
    published: 2019-05-03
    sources:
      - {publisher: The Echo, url: "https://example.org/1?a=1&b=2"}
      - {publisher: A script, url: "javascript:alert(1)"}
      - {publisher: The Mail, url: "https://example.org/2"}
  - {provider: Northshire, league: CRC, programme: second, owner: Acme, published: 2020-01-21, overall: good}
  - {provider: Eastshire, league: CRC, programme: first, overall: inadequate}
"""


def parsed(out: str) -> Any:  # noqa: ANN401 - feedparser carries no types
    feed = feedparser.parse(out)
    assert not feed.bozo
    return feed


def test_the_newest_comes_first_with_what_changed(ratings: Run, write: Write) -> None:
    result = ratings("feed", "--data", write(SMALL))
    feed = parsed(result.out)
    assert [entry.title for entry in feed.entries] == [
        "Northshire (CRC): good, up from requires improvement",
        "Southshire (CRC): no overall rating known",
        "Northshire (CRC): requires improvement",
        "Eastshire (CRC): inadequate",
    ]
    assert [entry.updated for entry in feed.entries] == [
        "2020-01-21T00:00:00Z",
        "2019-05-03T00:00:00Z",
        "2018-09-30T00:00:00Z",  # the last day on which it can have come out
        "2020-01-21T00:00:00Z",  # of which nothing says when it was out: the newest day in the record
    ]
    assert feed.feed.updated == "2020-01-21T00:00:00Z"
    texts = [entry.content[0].value for entry in feed.entries]
    assert "It required improvement in the report before, published in September 2018." in texts[0]
    assert "run by Acme" in texts[0]
    assert "says a report published in September 2018." in texts[2]
    assert "says a report whose date is not known." in texts[3]
    published = ["2020-01-21T00:00:00Z", "2019-05-03T00:00:00Z", None, None]
    assert [entry.get("published") for entry in feed.entries] == published
    assert result.err == ""


def test_no_entry_is_older_than_its_report_can_be(ratings: Run, write: Write) -> None:
    # What is added in March 2026 and dated "2026" is no news of January, which a reader would not show.
    path = write("""inspections:
  - {provider: A, published: 2026-02-03, overall: good}
  - {provider: B, published: 2026, overall: good}
  - {provider: C, published_by: 2026-01-31, overall: good}
  - {provider: D, published: 2026, published_by: 2026-02-20, overall: good}
  - {provider: E, published: 2025, fieldwork: 2025-11, overall: good}
""")
    feed = parsed(ratings("feed", "--data", path).out)
    assert [(entry.title[0], entry.updated[:10]) for entry in feed.entries] == [
        ("B", "2026-02-20"),  # no later than anything in the record
        ("D", "2026-02-20"),
        ("A", "2026-02-03"),
        ("C", "2026-01-31"),
        ("E", "2025-12-31"),
    ]
    # How exact it is stands in the text, and no day that no source gave.
    assert "published in 2026." in feed.entries[0].content[0].value
    assert "31" not in feed.entries[0].content[0].value
    early = parsed(ratings("feed", "--data", path, "--as-of", "2026-03-01").out)
    assert [entry.title[0] for entry in early.entries] == ["D", "A", "C", "E"]
    # Its inspectors were there in May, so that it was not out before.
    path = write("inspections:\n  - {provider: A, published: 2026, fieldwork: 2026-05, overall: good}\n")
    assert parsed(ratings("feed", "--data", path).out).feed.updated == "2026-05-01T00:00:00Z"


def test_a_correction_is_news_under_the_identity_of_what_it_corrects(ratings: Run, write: Write) -> None:
    wrong = parsed(ratings("feed", "--data", write(SMALL)).out).entries[2]
    text = SMALL.replace("2018-09, overall: requires improvement", "2018-09, corrected: 2021-02-03, overall: good")
    feed = parsed(ratings("feed", "--data", write(text)).out)
    right = feed.entries[0]
    assert (right.title, right.updated, right.id) == ("Northshire (CRC): good", "2021-02-03T00:00:00Z", wrong.id)
    assert feed.feed.updated == right.updated
    assert "This entry was corrected on 3 February 2021." in right.content[0].value


def test_the_author_is_whom_the_data_or_the_option_names_and_never_the_inspectorate(ratings: Run, write: Write) -> None:
    assert parsed(ratings("feed", "-n", "1").out).feed.author == "ratings (unofficial)"
    named = write(f"author: The Northshire Blog\n{SMALL}")
    assert parsed(ratings("feed", "--data", named).out).feed.author == "The Northshire Blog"
    assert parsed(ratings("feed", "--data", named, "--author", "A. Nother").out).feed.author == "A. Nother"
    assert parsed(ratings("feed", "-n", "1").out).feed.subtitle.startswith("Unofficial: HM Inspectorate of Probation ")


def test_the_content_is_html_with_the_scorecard_and_the_sources(ratings: Run) -> None:
    entry = parsed(ratings("feed", "-l", "crc", "--as-of", "2019-05-03", "-n", "1").out).entries[0]
    assert entry.content[0].type == "text/html"
    found = html5lib.parseFragment(entry.content[0].value, namespaceHTMLElements=False)
    assert ["".join(item.itertext()) for item in found.iter("li")] == [
        "Overall: requires improvement",
        "Unpaid work: requires improvement",
        "Through the Gate work: inadequate",
    ]
    assert "http://www.russellwebster.com/hmipbench19/" in [link.get("href") for link in found.iter("a")]


def test_sources_are_links_to_the_web_alone(ratings: Run, write: Write) -> None:
    entry = parsed(ratings("feed", "--data", write(SMALL)).out).entries[1]
    assert [(link.rel, link.href) for link in entry.links] == [
        ("alternate", "https://example.org/1?a=1&b=2"),
        ("via", "https://example.org/2"),
    ]


def test_every_inspection_of_the_record_has_one_entry(ratings: Run, record: DataSet) -> None:
    result = ratings("feed")
    root = ET.fromstring(result.out)  # noqa: S314 - our own
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(record.inspections)
    assert result.err == ""
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identities)) == len(entries)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    dated = [
        day
        for item, day in zip(entries, updated, strict=True)
        if "date is not known" not in (item.findtext(f"{ATOM}content") or "")
    ]
    assert dated == sorted(dated, reverse=True)
    # The newest day that a source in the record gives; the report itself is known by its year, 2026.
    assert max(updated) == "2026-02-03T00:00:00Z"
    assert min(updated) > "2016"
    # What RFC 4287 wants of a feed and of each entry.
    for element in (root, *entries):
        assert all(element.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated"))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for entry in entries:
        assert len([link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) <= 1
        assert entry.findtext(f"{ATOM}content")
    assert result.out == ratings("feed").out


def test_the_bands_of_the_titles_are_those_of_the_record(ratings: Run, record: DataSet) -> None:
    unrated = {True: "no overall rating known", False: "no ratings given"}
    wanted = sorted(
        f"{inspection.provider} ({inspection.league}): "
        f"{inspection.overall.value if inspection.overall else unrated[record.programme_of(inspection).rated]}"
        for inspection in record.inspections
    )
    entries = parsed(ratings("feed").out).entries
    assert sorted(re.sub(", (up from|down from|as before).*", "", entry.title) for entry in entries) == wanted


def test_identities_stay_when_a_record_grows_or_becomes_more_exact(ratings: Run, write: Write) -> None:
    before = {entry.title: entry.id for entry in parsed(ratings("feed", "--data", write(SMALL)).out).entries}
    more = SMALL.replace("2018-09,", "2018-09-12,").replace("title", "name").replace("overall: good", "overall: RI")
    more += "  - {provider: Westshire, league: CRC, programme: first, published: 2017-01-01, overall: good}\n"
    after = {entry.title: entry.id for entry in parsed(ratings("feed", "--data", write(more)).out).entries}
    first = "Northshire (CRC): requires improvement"
    assert after[first] == before[first]
    assert after[f"{first}, as before"] == before["Northshire (CRC): good, up from requires improvement"]
    # For ever: readers know the reports of the record under these names.
    newest = parsed(ratings("feed", "--as-of", "2019-05-03", "--limit", "1").out).entries[0]
    assert newest.id == "urn:uuid:5e5033d8-5d2b-5500-a955-08b4e3f02858"


HOMES = "Name,URN,Date published,Rating\nHope House,1,2020-01-13,Good\nElm Court,2,2020-02-01,Inadequate\n"


def _ids(ratings: Run, *arguments: object) -> list[str]:
    feed = parsed(ratings("feed", *arguments).out)
    return [feed.feed.id, *(entry.id for entry in feed.entries)]


def test_no_feed_shares_an_identity_with_one_of_another_title_or_address(ratings: Run, write: Write) -> None:
    homes = write(HOMES, "homes.csv")
    schools = write(
        HOMES.replace("Hope House", "Northshire Primary").replace("Elm Court", "Easton High"), "schools.csv"
    )
    first = _ids(ratings, "--data", homes, "--url", "https://example.org/homes.atom")
    second = _ids(ratings, "--data", schools, "--url", "https://example.org/schools.atom")
    assert len(set(first + second)) == 6
    assert _ids(ratings, "--data", homes, "--url", "https://example.org/homes.atom") == first
    titled = [_ids(ratings, "--data", write(f"title: {title}\n{SMALL}")) for title in ("Homes", "Schools")]
    assert len(set(titled[0] + titled[1])) == 2 * len(titled[0])
    # A title says what it is of, so the feed can move to another address and stay what it is.
    moved = _ids(ratings, "--data", write(f"title: Homes\n{SMALL}"), "--url", "https://example.org/homes.atom")
    assert moved == titled[0]


def test_filters_limit_and_date(ratings: Run) -> None:
    result = ratings("feed", "--league", "crc", "--owner", "sodexo", "--as-of", "2019-05-03", "--limit", "2")
    feed = parsed(result.out)
    assert [entry.title.split(" (CRC)")[0] for entry in feed.entries] == [
        "Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire",
        "South Yorkshire",
    ]
    assert feed.feed.title.endswith("(Community Rehabilitation Companies and owner: Sodexo)")
    assert re.search(r"Only the newest 2 of \d+ reports are in the feed.", result.err)
    assert parsed(ratings("feed", "--region", "east of england").out).entries
    assert parsed(ratings("feed", "--area", "northants").out).entries


def test_an_empty_feed_is_a_feed(ratings: Run) -> None:
    feed = parsed(ratings("feed", "--as-of", "2010-01-01").out)
    assert (feed.entries, feed.feed.updated) == ([], "2010-01-01T00:00:00Z")


def test_the_feed_leads_to_itself_where_its_address_is_given(ratings: Run, tmp_path: Path) -> None:
    target = tmp_path / "ratings.xml"
    assert ratings("feed", "--url", "https://example.org/ratings.xml", "-o", target).status == 0
    links = parsed(target.read_text(encoding="utf-8")).feed.links
    assert [(link.rel, link.href) for link in links] == [("self", "https://example.org/ratings.xml")]
    result = ratings("feed", "--url", "ratings.xml")
    assert (result.status, result.out) == (2, "")
    assert "--url: 'ratings.xml' is no address of the web" in result.err


@pytest.mark.parametrize("name", ["<b>&amp;</b>", "]]>", 'x\\" onload=\\"1', "a\\u0007b\\uFFFEc", "\\u202eright"])
def test_hostile_names_are_text(ratings: Run, write: Write, name: str) -> None:
    path = write(f'inspections:\n  - {{provider: "{name}", published: 2019-05-03, overall: good, note: "{name}"}}\n')
    result = ratings("feed", "--data", path)
    root = ET.fromstring(result.out)  # noqa: S314 - our own
    shown = {"a\\u0007b\\uFFFEc": "a\\x07b\\ufffec"}.get(name, name.replace('\\"', '"'))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == f"{shown}: good"
    assert not [element for element in root.iter() if not str(element.tag).startswith(ATOM)]


def test_the_command_and_its_options_are_documented() -> None:
    page = (ROOT / "docs" / "commands" / "feed.md").read_text(encoding="utf-8")
    assert all(
        option in page for option in ("--league", "--owner", "--as-of", "--limit", "--url", "--author", "--output")
    )
