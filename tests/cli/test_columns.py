"""Which columns a view shows, in which order, and how its rows are sorted: one list of fields serves every format."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, headings

Write = Callable[..., Path]

THREE = """
inspections:
  - {provider: Alder, overall: good, published: 2020-05-01, owner: Oak Trust}
  - {provider: Beech, overall: inadequate, published: 2021-02-01}
  - {provider: Cedar, overall: good, published: 2019-03-01, derived: [{fields: [overall], ground: its praise}]}
  - {provider: Doum, overall: outstanding}
"""
VIEWS = (
    ("table",),
    *(("by", kind) for kind in ("owner", "area", "region", "league", "year", "date")),
    ("standards",),
)
LISTS = tuple(("list", kind) for kind in ("leagues", "owners", "providers"))


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("view", [*VIEWS, *LISTS])
def test_every_column_can_be_chosen_in_every_format_that_has_columns(view: tuple[str, ...], ratings: Run) -> None:
    listed = ratings(*view, "--columns", "help").out.splitlines()
    keys = [line.split()[0] for line in listed if not re.search(r"\((with `|of )[^)]*\)$", line)]
    assert rows_of(ratings(*view, "--columns", ",".join(keys), "--format", "csv").out)[0] == keys
    assert list(ratings(*view, "--columns", ",".join(keys), "--format", "json").json["rows"][0]) == keys
    for format_name in ("table", "markdown", "html"):
        assert ratings(*view, "--columns", ",".join(keys), "--format", format_name).status == 0


def test_columns_stand_as_they_were_typed_in_each_format(ratings: Run, write: Write) -> None:
    options = ("table", "--data", write(THREE), "--columns", "overall,provider")
    assert rows_of(ratings(*options, "--format", "csv").out)[:2] == [["overall", "provider"], ["outstanding", "Doum"]]
    assert ratings(*options, "--format", "json").json["rows"][0] == {"overall": "outstanding", "provider": "Doum"}
    assert "| Overall     | Provider |" in ratings(*options, "--format", "markdown").out
    assert headings(ratings(*options).out) == ["Overall", "Provider"]


def test_a_column_is_also_found_by_its_heading(ratings: Run) -> None:
    out = ratings("by", "owner", "--columns", "owner,rated,good", "--format", "csv").out
    assert rows_of(out)[0] == ["owner", "known", "good"]


def test_sorting_leaves_positions_as_they_are_and_the_unknown_last(ratings: Run, write: Write) -> None:
    options = ("table", "--data", write(THREE), "--columns", "position,provider", "--format", "csv")

    def order(sort: str) -> list[list[str]]:
        return rows_of(ratings(*options, "--sort", sort).out)[1:]

    assert order("published") == [["2", "Cedar"], ["2", "Alder"], ["4", "Beech"], ["1", "Doum"]]
    assert order("-published") == [["4", "Beech"], ["2", "Alder"], ["2", "Cedar"], ["1", "Doum"]]
    assert order("overall,-provider") == [["4", "Beech"], ["2", "Cedar"], ["2", "Alder"], ["1", "Doum"]]
    assert order("-overall") == [["1", "Doum"], ["2", "Alder"], ["2", "Cedar"], ["4", "Beech"]]


def test_changes_are_sorted_by_their_kind(ratings: Run) -> None:
    options = ("table", "--since", "2019-09-26", "--columns", "change", "--sort", "change", "--format", "csv")
    assert rows_of(ratings(*options).out)[1:] == [["up"]] * 2 + [["same"]] * 19


def test_a_file_holds_the_band_that_its_table_is_ranked_by(ratings: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(ratings("table", "--by", "leadership", "--format", "csv").out)))
    assert (rows[0]["provider"], rows[0]["standard"], rows[0]["overall"]) == (
        "Durham Tees Valley",
        "outstanding",
        "good",
    )


def test_the_first_rows_are_those_of_the_sorted_table(ratings: Run, write: Write) -> None:
    out = ratings("table", "--data", write(THREE), "--sort", "published", "--limit", "1", "--format", "csv").out
    assert [row[2] for row in rows_of(out)] == ["provider", "Cedar"]


def test_a_star_is_explained_where_it_is_shown_and_nowhere_else(ratings: Run, write: Write) -> None:
    options = ("table", "--notes", "all", "--data", write(THREE))
    note = "* Cedar, overall: derived, its praise."
    assert note in ratings(*options, "--sort", "published", "--limit", "1").out
    assert note not in ratings(*options, "--sort", "-published", "--limit", "1").out
    assert note not in ratings(*options, "--columns", "provider,published").out


def test_csv_names_the_fields_that_are_derived(ratings: Run, write: Write) -> None:
    out = ratings("table", "--data", write(THREE), "--columns", "provider,derived", "--format", "csv").out
    assert rows_of(out)[1:] == [["Doum", ""], ["Alder", ""], ["Cedar", "overall"], ["Beech", ""]]


def test_sources_go_with_the_rows_that_they_bear_out(ratings: Run) -> None:
    plain = ratings("table", "--sources", "--format", "json").json["rows"]
    by_name = {row["provider"]: row["sources"] for row in plain}
    for row in ratings("table", "--sources", "--sort", "-published", "--format", "json").json["rows"]:
        assert row["sources"] == by_name[row["provider"]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--columns", "colour"), "--columns: no column is called 'colour' (--columns help lists them)"),
        (("--sort", "provider,colour"), "--sort: no column is called 'colour' (--columns help lists them)"),
        (("--columns", "change"), "--columns: 'change' is a column only with `--since`"),
        (("--columns", ","), "--columns: names no column (--columns help lists them)"),
        (("--sort", "provider", "--format", "svg"), "--sort goes with tables, not with svg"),
    ],
)
def test_what_is_no_column_is_refused(options: tuple[str, ...], message: str, ratings: Run) -> None:
    result = ratings("table", *options)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_no_column_stands_twice(ratings: Run) -> None:
    for view in ((*VIEWS[-1], "--area", "kent", "--as-of", "1990"), *VIEWS):
        keys = rows_of(ratings(*view, "--sources", "--format", "csv").out)[0]
        assert len(keys) == len(set(keys))
        assert keys[-1] == "sources"


def test_the_list_of_kinds_has_columns_to_choose_and_to_sort_by(ratings: Run) -> None:
    """Without a kind, `list` takes --columns and --sort as it does with one."""
    out = ratings("list", "--columns", "number,what", "--sort=-number", "--format", "csv").out
    assert out.splitlines()[:3] == ["number,what", "110,areas", "104,providers"]


def test_a_narrow_terminal_keeps_one_of_columns_that_it_might_all_lose(ratings: Run, write: Write) -> None:
    chosen = ratings("table", "--data", write(THREE), "--columns", "score,short", env={"COLUMNS": "3"})
    assert (chosen.status, headings(chosen.out)) == (0, ["Short"])


def test_sorting_takes_no_note_from_json_which_has_every_column(ratings: Run) -> None:
    # The points of some are added up, and no column of points is shown to a reader.
    told = [ratings("table", *sort, "-f", "json").json["notes"] for sort in ((), ("--sort", "provider"))]
    assert sorted(told[0]) == sorted(told[1])
    assert "* Points: added up from the bands of the standards; no source states them." in told[1]
    assert "Points: added up" not in ratings("table", "--columns", "provider,overall", "-f", "json").out
