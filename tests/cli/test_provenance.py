"""`--sources`: where each rating comes from, in a numbered list, and the numbers beside the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

from conftest import Run

from ratings_cli.model.dataset import DataSet
from ratings_cli.model.dates import parse_date
from ratings_cli.model.records import Source
from ratings_cli.views.evidence import Bibliography, Evidence

Write = Callable[..., Path]

TWO = """
programmes: [{name: first, standards: {casework: [planning, reviewing]}}]
inspections:
  - provider: Northshire
    programme: first
    published: 2019-05-03
    overall: good
    standards: {planning: good, reviewing: outstanding}
    derived: [{fields: [overall], ground: read from its praise}]
    sources:
      - {publisher: The Echo, url: "https://example.org/echo", date: 2019-05-03, supports: [overall, published]}
      - {publisher: The Post, url: "https://example.org/post", supports: [published]}
      - {publisher: The Mail, url: "https://example.org/mail", supports: [planning, reviewing]}
  - provider: Southshire
    programme: first
    published: 2019-06-03
    overall: inadequate
    sources:
      - {publisher: The Echo, url: "https://example.org/echo"}
      - {publisher: A letter, no_url: kept by the council}
"""


def test_the_numbers_stand_beside_the_rating_and_lead_to_the_list(ratings: Run, write: Write) -> None:
    out = ratings("table", "--sources", "--data", write(TWO)).out
    assert re.search(r"Northshire +good\* \[1,2\]", out)
    # No source says that it supports the rating of Southshire, so all of them are given.
    assert re.search(r"Southshire +inadequate \[1,3\]", out)
    assert out.split("Sources\n")[1].splitlines() == [
        "[1] The Echo, 3 May 2019, https://example.org/echo",
        "[2] Northshire, overall: derived, read from its praise",
        "[3] A letter, no address: kept by the council",
    ]


def test_the_sources_are_those_of_the_ranking_key(ratings: Run, write: Write) -> None:
    rows = ratings("table", "--by", "planning", "--sources", "--data", write(TWO), "--format", "json").json["rows"]
    assert rows[0]["sources"] == ["https://example.org/mail"]


def test_points_that_are_added_up_rest_on_the_standards_and_say_so(ratings: Run, write: Write) -> None:
    shown = ratings("table", "--by", "points", "--sources", "--data", write(TWO), "--format", "json").json
    assert shown["rows"][0]["points"] == 5
    assert shown["rows"][0]["sources"] == ["https://example.org/mail"]
    assert shown["rows"][0]["derived"] == {
        "overall": "read from its praise",
        "points": "added up from the bands of all standards",
    }


def test_csv_and_json_have_addresses_only_when_asked(ratings: Run, write: Write) -> None:
    path = write(TWO)
    plain = ratings("table", "--data", path, "--format", "csv").out
    asked = ratings("table", "--sources", "--data", path, "--format", "csv").out
    assert "sources" not in plain.splitlines()[0]
    rows = list(csv.DictReader(asked.splitlines()))
    assert [row["sources"] for row in rows] == [
        "https://example.org/echo",
        "https://example.org/echo; A letter, no address: kept by the council",
    ]
    assert "sources" not in ratings("table", "--data", path, "--format", "json").json
    listed = ratings("table", "--sources", "--data", path, "--format", "json").json["sources"]
    assert listed[0] == {"number": 1, "source": "The Echo, 3 May 2019", "url": "https://example.org/echo"}


def test_the_first_rows_bring_only_their_own_sources(ratings: Run, write: Write) -> None:
    out = ratings("table", "--sources", "--limit", "1", "--data", write(TWO)).out
    assert len(out.split("Sources\n")[1].splitlines()) == 2


def test_a_provider_without_a_rating_has_no_sources_but_its_row(ratings: Run, write: Write) -> None:
    path = write("inspections:\n  - {provider: Northshire, published: 2019}\n")
    result = ratings("table", "--sources", "--data", path, "--format", "json")
    assert result.status == 0
    assert all(row["sources"] == [] for row in result.json["rows"])


def test_every_rating_of_the_record_has_a_source(record: DataSet) -> None:
    assert [
        inspection.provider
        for inspection in record.inspections
        if inspection.overall and not Evidence(inspection, "").sources
    ] == []


def test_one_address_has_one_number_and_keeps_it() -> None:
    cited = Bibliography()
    echo = Source(publisher="The Echo", url="https://example.org/echo", date=parse_date("2019-05"))
    again = Source(publisher="Echo", url="https://example.org/echo")
    post = Source(publisher="The Post")
    assert cited.cite([echo, post]) == (1, 2)
    assert cited.cite([post, again]) == (1, 2)
    assert [source.text for source in cited.notes] == ["The Echo, May 2019", "The Post, no address"]
