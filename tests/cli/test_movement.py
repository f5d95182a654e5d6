"""What happened to ratings since a day: up, down, the same, the first, or not known; and that places move nobody."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, headings

Rows = dict[object, dict[str, object]]


def rows_by_provider(result: dict[str, list[dict[str, object]]]) -> Rows:
    return {row["provider"]: row for row in result["rows"]}


def row_of(out: str, name: str) -> str:
    return next(line for line in out.splitlines() if name in line)


def test_thames_valley_rose_in_january_2020_and_nobody_else_moved(ratings: Run) -> None:
    # On 26 Sept 2019: Hampshire good (1), 19 requires improvement (2=), Dorset inadequate (21). Thames Valley then
    # rose to good: 1= with Hampshire. The other 18 are 4= places lower, and their ratings are what they were.
    result = ratings("table", "--since", "2019-09-26", "--as-of", "2020-01-21", "--format", "json").json
    rows = rows_by_provider(result)
    changes = {name: (row["change"], row["overall_then"], row["position_then"]) for name, row in rows.items()}
    assert changes.pop("Thames Valley") == ("up", "requires improvement", 2)
    assert changes.pop("Hampshire and Isle of Wight") == ("same", "good", 1)
    assert changes.pop("Dorset, Devon and Cornwall") == ("same", "inadequate", 21)
    assert set(changes.values()) == {("same", "requires improvement", 2)}
    assert len(changes) == 18
    assert result["since"] == "2019-09-26"
    assert result["changes"] == {"up": 1, "down": 0, "same": 20, "new": 0, "inspected_again": 0, "not_known": 0}
    assert result["gone"] == []


def test_the_table_says_in_words_who_went_up_and_is_blank_for_all_others(ratings: Run) -> None:
    out = ratings("table", "--since", "2019-09-26", "--as-of", "2020-01-21").out
    assert "up from requires improvement  Thames Valley" in row_of(out, "Thames Valley")
    assert "Ratings since 26 Sept 2019: 1 up, none down, 20 the same." in out
    table = out.split("\n\n")[1]
    assert table.count("up from") == 1
    assert not {"\u2193", "down", "new"} & set(table.split())


def test_where_nothing_came_out_nothing_changed_and_it_says_so(ratings: Run) -> None:
    pdus = ratings("table", "--league", "PDU", "--since", "2026-11-01")
    assert "No rating is known to have changed since 1 Nov 2026; of 5 it is not known." in pdus.out
    result = ratings("table", "--league", "PDU", "--since", "2026-11-01", "--format", "json").json
    rows = rows_by_provider(result)
    assert {row["change"] for row in rows.values()} == {"same", None}
    # Cumbria's second report has no date, and gave the rating that it had. Derbyshire's is its first.
    assert (rows["Cumbria"]["change"], rows["Cumbria"]["overall_then"]) == ("same", "requires improvement")
    assert (rows["Derbyshire"]["change"], rows["Derbyshire"]["position_then"]) == (None, None)
    # Nobody has moved, so every place is what it was.
    assert all(row["position_then"] in {row["position"], None} for row in rows.values())
    crcs = ratings("table", "--since", "2026-11-01").out
    assert "No rating has changed since 1 Nov 2026." in crcs
    assert "Change" not in headings(crcs)


def test_no_owner_got_worse_when_others_got_better(ratings: Run) -> None:
    result = ratings("by", "owner", "--since", "2019-09-26", "--format", "json").json
    numbers = {row["owner"]: [row[key] for key in ("up", "down", "same", "new")] for row in result["rows"]}
    assert numbers["MTC"] == [1, 0, 1, 0]
    assert numbers["ARCC"] == [1, 0, 0, 0]
    assert numbers["Sodexo"] == [0, 0, 6, 0]
    assert sum(number[1] for number in numbers.values()) == 0
    out = ratings("by", "owner", "--since", "2019-09-26").out
    assert "Ratings since 26 Sept 2019: 2 up, none down, 19 the same" in out
    assert row_of(out, "Sodexo").split()[:2] == ["4=", "Sodexo"]
    assert row_of(out, "MTC").split()[:3] == ["2", "1", "up"]


def test_without_since_there_is_no_word_of_change(ratings: Run) -> None:
    result = ratings("table", "--format", "json").json
    assert not {"change", "overall_then", "position_then"} & result["rows"][0].keys()
    assert not {"since", "changes", "gone"} & result.keys()
    assert "change" not in ratings("table", "--format", "csv").out.splitlines()[0]
    header = ratings("table", "--since", "2019-01-01", "--format", "csv").out.splitlines()[0]
    assert header.endswith(",inspections,change,overall_then,position_then,derived")


def test_a_rating_is_compared_with_the_providers_own_even_where_a_filter_hid_it(ratings: Run) -> None:
    options = ("--since", "2019-09-26", "--as-of", "2020-01-21", "--format", "json")
    good = ratings("table", "--band", "good", *options).json
    assert rows_by_provider(good)["Thames Valley"]["change"] == "up"
    assert (good["changes"]["up"], good["changes"]["new"]) == (1, 0)
    middling = ratings("table", "--band", "RI", *options).json
    assert middling["gone"] == [
        {"provider": "Thames Valley", "overall_then": "requires improvement", "position_then": 2}
    ]


SMALL = """
inspections:
  - {provider: Up, published: 2019-01-01, overall: inadequate}
  - {provider: Up, published: 2020-01-01, overall: good}
  - {provider: Down, published: 2019-01-01, overall: outstanding}
  - {provider: Down, published: 2020-01-01, overall: requires improvement}
  - {provider: Again, published: 2019-01-01, overall: good}
  - {provider: Again, published: 2020-01-01, overall: good}
  - {provider: Same, published: 2019-01-01, overall: good}
  - {provider: First, published: 2020-01-01, overall: good}
  - {provider: Vague, published: 2019, overall: good}
  - {provider: Unrated, published: 2019-01-01}
"""


def test_up_down_again_first_and_not_known(ratings: Run, write: Callable[..., Path]) -> None:
    path = write(SMALL)
    result = ratings("table", "--data", path, "--since", "2019-06-30", "--format", "json").json
    # Vague came out some day of 2019: nobody knows on which side of 30 June. Unrated has no rating to compare.
    assert result["changes"] == {"up": 1, "down": 1, "same": 2, "new": 1, "inspected_again": 1, "not_known": 1}
    found = {row["provider"]: (row["change"], row["position_then"]) for row in result["rows"]}
    # Then, by the same reports: Down 1, the good Again, Same and Vague 2=, Up 5.
    assert found == {
        "Again": ("same", 2),
        "First": ("new", None),
        "Same": ("same", 2),
        "Up": ("up", 5),
        "Vague": (None, None),
        "Down": ("down", 1),
        "Unrated": (None, None),
    }
    out = ratings("table", "--data", path, "--since", "2019-06-30").out
    words = ("up from inadequate", "down from outstanding", "same, inspected again", "first rated", "not known")
    for name, word in zip(("Up", "Down", "Again", "First", "Vague"), words, strict=True):
        assert f"{word}  " in row_of(out, f" {name} ")
    assert (
        "1 up, 1 down, 1 rated for the first time, 2 the same (1 inspected again, with the same rating), 1 not known."
        in out
    )
    assert "What happened since 30 June 2019 is not known of 1" in out
    assert ": Vague (2019)." in out
    rows = csv.DictReader(io.StringIO(ratings("table", "--data", path, "--since", "2019-06-30", "-f", "csv").out))
    assert {row["provider"]: row["change"] for row in rows}["Vague"] == ""


ONE = """
programmes:
  - {name: Old}
  - {name: New, from: 2019-09}
inspections:
"""


@pytest.mark.parametrize(
    ("reports", "change"),
    [
        # A first rating is none where an older report may have been out.
        ("{published: 2019, overall: good} {published: 2020-01-01, overall: good}", None),
        # It can have been good or inadequate on the day.
        ("{published: 2018, overall: good} {published: 2019, overall: inadequate}", None),
        # It was good on either side, whichever report counted.
        ("{published: 2018, overall: good} {published: 2019, overall: good}", "same"),
        ("{published: 2018, overall: good} {overall: good}", "same"),
        # Without a date it is new on neither side, and in one programme taken for the older one.
        ("{published: 2018, overall: good} {overall: inadequate}", "same"),
        ("{overall: inadequate}", None),
        # A programme that began after the day has its reports on the later side of it.
        ("{published: 2018, overall: good} {programme: New, overall: inadequate}", "down"),
        ("{programme: New, overall: inadequate}", "new"),
        # Nothing is told from a report without a date to one that may be the earlier one.
        ("{programme: Old, overall: good} {programme: New, published: 2020-01-01, overall: inadequate}", None),
        ("{published: 2020-01-01, overall: good} {published: 2018-01-01, overall: inadequate}", "up"),
    ],
)
def test_what_dates_tell_of_one_provider(
    ratings: Run, write: Callable[..., Path], reports: str, change: str | None
) -> None:
    entries = reports.replace("{", "\n  - {provider: A, ").replace("provider: A, overall", "provider: A, overall")
    with_programmes = "programme:" in reports
    if with_programmes:
        entries = "\n".join(
            line
            if "programme:" in line or not line.strip()
            else line.replace("provider: A", "provider: A, programme: Old")
            for line in entries.splitlines()
        )
    text = (ONE if with_programmes else "inspections:\n") + entries
    result = ratings("table", "--data", write(text), "--since", "2019-06-30", "--format", "json").json
    assert result["rows"][0]["change"] == change


def test_where_standards_alone_are_rated_no_change_of_an_overall_rating_is_told(
    ratings: Run, write: Callable[..., Path]
) -> None:
    # Neither report has a date: each can have come out on either side of the day.
    report = "  - {provider: A, standards: {staff: good}}\n"
    path = write("inspections:\n" + report * 2)
    options = ("--data", path, "--by", "staff", "--since", "2019-06-30", "-f", "json")
    result = ratings("table", *options).json
    assert (result["rows"][0]["change"], result["changes"]["same"]) == (None, 0)


def test_a_report_of_a_programme_that_began_after_the_day_is_on_the_later_side_of_it(ratings: Run) -> None:
    # Reports of 2022 and then, of the programme that began in October 2023, reports without an exact date:
    # Essex North, West Kent and Swansea Neath Port Talbot from inadequate to requires improvement; Northamptonshire
    # from requires improvement to inadequate, South Tyneside and Gateshead from good to requires improvement.
    result = ratings("table", "--league", "PDU", "--since", "2022-12-31", "--format", "json").json
    assert (result["changes"]["up"], result["changes"]["down"]) == (3, 2)
    # Of the earlier programme, Cumbria, Dorset, and Portsmouth and the Isle of Wight are known to be of 2023.
    assert result["changes"]["not_known"] == 0


def test_a_report_of_a_later_programme_is_not_left_out_of_an_earlier_table_for_want_of_a_date(ratings: Run) -> None:
    out = ratings("table", "--league", "region", "--as-of", "2023-09-30", "--notes", "all").out
    assert "Not counted" not in out
    assert "Not counted" in ratings("table", "--league", "region", "--as-of", "2023-10-01").out


def test_who_left_an_owner_is_no_longer_in_its_table(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
inspections:
  - {provider: A, owner: Old, published: 2019-01-01, overall: good}
  - {provider: B, owner: Old, published: 2019-01-01, overall: inadequate}
  - {provider: A, owner: New, published: 2020-01-01, overall: good}
""")
    out = ratings("table", "--data", path, "--owner", "Old", "--since", "2019-06-30").out
    assert "In this table as at 30 June 2019, and not now: A (good then)." in out
    assert "No rating has changed since 30 June 2019." in out


def test_who_moved_from_the_report_to_the_table(ratings: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "own.yaml")
    assert ratings("init", path, "--from-shipped").status == 0
    before = ratings("table", "--data", path, "--since", "2026-11-19", "--format", "json").json
    assert (before["changes"]["up"], before["changes"]["down"], before["changes"]["new"]) == (0, 0, 0)
    added = ratings(
        *("add", "--data", path, "--provider", "Dorset, Devon and Cornwall"),
        *("--overall", "good", "--published", "2026-11-20", "--source", "HMIP, https://example.org/dorset"),
    )
    assert added.status == 0, added.err
    after = ratings("table", "--data", path, "--since", "2026-11-19", "--format", "json").json
    moved = {row["provider"]: row["change"] for row in after["rows"] if row["change"] != "same"}
    assert moved == {"Dorset, Devon and Cornwall": "up"}
    rows = csv.DictReader(io.StringIO(ratings("table", "--data", path, "--since", "2026-11-19", "-f", "csv").out))
    assert [(row["provider"], row["overall_then"]) for row in rows if row["change"] == "up"] == [
        ("Dorset, Devon and Cornwall", "inadequate")
    ]
    owners = ratings("by", "owner", "--data", path, "--since", "2026-11-19", "--format", "json").json["rows"]
    assert sum(row["up"] for row in owners) <= 1
    assert sum(row["down"] + row["new"] for row in owners) == 0


def test_no_view_tells_a_change_to_a_report_that_may_be_the_earlier_one(
    ratings: Run, write: Callable[..., Path]
) -> None:
    path = write("""
inspections:
  - {provider: A, published: 2019-02-01, overall: good}
  - {provider: A, published: 2019, overall: inadequate}
""")
    assert re.search(
        r"Change +not known: the dates do not say if the one before was good", ratings("show", "A", "--data", path).out
    )
    assert "A: inadequate<" in ratings("feed", "--data", path).out
    assert "A was good in another report, published on 1 February 2019. The dates do not say" in (
        ratings("feed", "--data", path).out
    )
    assert "no rating before" not in ratings("feed", "--data", path).out
    row = row_of(ratings("table", "--data", path).out, " A ")
    assert not {"\u2191", "\u2193"} & set(row.split())
    assert '"was"' not in ratings("page", "--data", path).out


def test_a_post_on_a_report_of_a_month_names_no_day_of_it(ratings: Run) -> None:
    # Durham Tees Valley's report is of April 2020, and of no day that a source gives.
    post = ratings("post", "durham tees valley").out
    assert not re.search(r"(29|30) Apr(il)? 2020", post)
    assert "by overall rating, all reports" in post


def test_since_after_as_of_is_a_usage_error(ratings: Run) -> None:
    result = ratings("table", "--since", "2020-01-22", "--as-of", "2020-01-21")
    assert result.status == 2
    assert "--since is after --as-of" in result.err


def test_a_report_of_a_year_or_a_month_has_come_out_since_it_began(ratings: Run) -> None:
    # Durham Tees Valley rose in April 2020, Swansea Neath Port Talbot in 2025: no source gives a day.
    april = rows_by_provider(ratings("table", "--since", "2020-04", "-f", "json").json)
    assert april["Durham Tees Valley"]["change"] == "up"
    year = rows_by_provider(ratings("table", "-l", "pdu", "--since", "2025", "-f", "json").json)
    assert year["Swansea Neath Port Talbot"]["change"] == "up"


def test_a_scorecard_tells_no_change_where_another_rating_may_have_come_between(
    ratings: Run, write: Callable[..., Path]
) -> None:
    # The report of 2019 is perhaps from before 3 May, and then that of 2018 is not the one before.
    path = write("""
inspections:
  - {provider: A, published: 2018-01-01, overall: good}
  - {provider: A, published: 2019, overall: inadequate}
  - {provider: A, published: 2019-05-03, overall: requires improvement}
""")
    said = re.findall(r"Change +(.*)", ratings("show", "A", "--data", path).out)
    assert "not known: the dates do not say if the one before was good (1 Jan 2018)" in said
    assert not any(line.startswith(("up", "down")) for line in said)
