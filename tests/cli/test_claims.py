"""What was said in public at the time: the table rebuilt as at that day says the same (seeds/claims.yaml)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from conftest import ROOT, Run

from ratings_cli.model.scale import BANDS
from ratings_cli.reading.yaml.parse import parse

Claim = dict[str, Any]
Row = dict[str, Any]


def read_claims() -> list[Claim]:
    """Read as the program itself reads: every value is the text that was written."""
    plain, problems = parse((ROOT / "seeds" / "claims.yaml").read_text(encoding="utf-8"), "claims.yaml")
    assert isinstance(plain, dict)
    assert problems == []
    claims: list[Claim] = plain["claims"]
    return claims


CLAIMS = read_claims()


def rows(ratings: Run, claim: Claim, as_of: str) -> list[Row]:
    """The rows of the table that a claim is about, as at a day."""
    args = ["table", "--league", claim["league"], "--as-of", as_of, "--format", "json"]
    result = ratings(*args, *(("--owner", claim["owner"]) if "owner" in claim else ()))
    assert (result.status, result.err) == (0, "")
    found: list[Row] = result.json["rows"]
    assert result.json["counts"]["total"] == len(found)
    return [row for row in found if "since" not in claim or month_of(row) >= claim["since"]]


def month_of(row: Row) -> str:
    """The month of a report, or the month by which it was out."""
    written: str = row["published"] or row["published_by"]
    # A year alone may be any of its months: for a claim about all reports since one, it is the last.
    return f"{written}-12" if len(written) == 4 else written[:7]


def day_before(claim: Claim) -> str:
    return (dt.date.fromisoformat(claim["as_of"]) - dt.timedelta(days=1)).isoformat()


def about(claim: Claim, found: list[Row]) -> list[Row]:
    """The rows of the provider that a claim names."""
    key = "short" if "short" in claim["row"] else "provider"
    return [row for row in found if row[key] == claim["row"][key]]


def having(key: str) -> pytest.MarkDecorator:
    chosen = [claim for claim in CLAIMS if key in claim]
    assert chosen
    return pytest.mark.parametrize("claim", chosen, ids=[claim["id"] for claim in chosen])


@having("counts")
def test_the_counts_by_band(claim: Claim, ratings: Run) -> None:
    found = rows(ratings, claim, claim["as_of"])
    counts = {"total": len(found)} | {
        band.value: sum(1 for row in found if row["overall"] == band.value) for band in BANDS
    }
    assert found
    assert {key: counts[key] for key in claim["counts"]} == {key: int(many) for key, many in claim["counts"].items()}


@having("row")
def test_what_the_table_says_of_one_provider(claim: Claim, ratings: Run) -> None:
    (row,) = about(claim, rows(ratings, claim, claim["as_of"]))
    assert {key: str(row[key]) for key in claim["row"]} == claim["row"]


@having("first")
def test_the_first_with_a_band(claim: Claim, ratings: Run) -> None:
    def bearers(as_of: str) -> list[Row]:
        return [row for row in rows(ratings, claim, as_of) if row["overall"] == claim["first"]]

    today = bearers(claim["as_of"])
    assert today == about(claim, today)
    assert len(today) == 1
    assert bearers(day_before(claim)) == []


@having("order")
def test_which_number_a_report_has_in_its_programme(claim: Claim, ratings: Run) -> None:
    def reports(as_of: str) -> list[Row]:
        return [row for row in rows(ratings, claim, as_of) if row["programme"] == claim["programme"]]

    today, before = reports(claim["as_of"]), reports(day_before(claim))
    assert len(today) == int(claim["order"]) == len(before) + 1
    assert len(about(claim, today)) == 1
    assert about(claim, before) == []


@having("less_than")
def test_a_share_that_was_claimed_and_is_not_there(claim: Claim, ratings: Run) -> None:
    found = rows(ratings, claim, claim["as_of"])
    for band, share in claim["less_than"].items():
        assert 100 * sum(1 for row in found if row["overall"] == band) < int(share) * len(found)


def test_every_claim_is_tested_and_has_what_it_needs() -> None:
    tested = {"counts", "row", "first", "order", "less_than"}
    for claim in CLAIMS:
        assert tested & claim.keys(), claim["id"]
        assert claim.keys() >= {"id", "as_of", "league", "says", "source"}, claim["id"]
        assert claim.keys() <= tested | {"id", "as_of", "league", "says", "source", "owner", "programme", "since"}
    assert len({claim["id"] for claim in CLAIMS}) == len(CLAIMS) == 14
