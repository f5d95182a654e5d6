"""Providers by standards: blocks of the same standards, letters where there is no room, and counts that add up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.formats import RenderOptions
from ratings_cli.formats.sheets import table as terminal
from ratings_cli.league.league_table import league_table
from ratings_cli.league.lookup import select
from ratings_cli.league.standards import blocks
from ratings_cli.model.dataset import DataSet
from ratings_cli.views.sheet import Sheet
from ratings_cli.views.standards import standards_sheet

TWO_PROGRAMMES = """
programmes:
  - name: old
    standards: {running: [leadership, staff], cases: [planning]}
  - name: same
    standards: {running: [leadership, staff], cases: [planning]}
  - name: other
    standards: {running: [leadership], cases: [court work]}
inspections:
  - provider: A
    programme: old
    published: 2019-01-01
    overall: good
    standards: {leadership: good, planning: inadequate}
  - {provider: B, programme: same, published: 2020-01-01, overall: outstanding, standards: {leadership: inadequate}}
  - {provider: C, programme: other, published: 2021-01-01, overall: good, standards: {court work: outstanding}}
  - {provider: D, programme: other, published: 2021-01-01, standards: {court work: good}}
"""


def sheet_of(record: DataSet, day: dt.date | None = None, leagues: tuple[str, ...] = ()) -> Sheet:
    result = league_table(record, select(record, leagues=leagues, as_of=day))
    return standards_sheet(result, blocks(record, result))


def test_the_bands_of_hampshire_stand_under_their_standards(ratings: Run) -> None:
    # The record: staff, implementation and delivery, through the gate RI; information and facilities outstanding;
    # assessment, planning good; reviewing inadequate; leadership, services and unpaid work are in no source.
    rows = ratings("standards", "--as-of", "2019-09-26", "--format", "json").json["rows"]
    found = {row["standard"]: row["band"] for row in rows if row["provider"] == "Hampshire and Isle of Wight"}
    assert found == {
        "leadership": None,
        "staff": "requires improvement",
        "services": None,
        "information and facilities": "outstanding",
        "assessment": "good",
        "planning": "good",
        "implementation and delivery": "requires improvement",
        "reviewing": "inadequate",
        "unpaid work": None,
        "through the gate": "requires improvement",
    }


def test_reviewing_was_inadequate_in_all_three_crcs_of_which_it_is_known_in_2019(ratings: Run) -> None:
    # Hampshire, Norfolk and Suffolk, and Bristol: all inadequate; the record has no other band for it by then.
    (block,) = ratings("standards", "--as-of", "2019-09-26", "--format", "json").json["blocks"]
    reviewing = next(item for item in block["standards"] if item["standard"] == "reviewing")
    assert reviewing == {
        "heading": "case supervision",
        "standard": "reviewing",
        "known": 3,
        "of": 21,
        "outstanding": 0,
        "good": 0,
        "requires improvement": 0,
        "inadequate": 3,
    }


def test_both_rounds_of_crc_inspections_share_their_standards_and_make_one_block(ratings: Run) -> None:
    (block,) = ratings("standards", "--format", "json").json["blocks"]
    assert block["programmes"] == ["crc-2018", "crc-2019"]
    assert block["providers"] == 21


def test_programmes_with_other_standards_stand_apart_and_positions_are_those_of_the_whole(
    ratings: Run, write: Callable[..., Path]
) -> None:
    path = write(TWO_PROGRAMMES)
    result = ratings("standards", "--data", path, "--format", "json").json
    assert [(item["programmes"], item["providers"]) for item in result["blocks"]] == [
        (["old", "same"], 2),
        (["other"], 1),
    ]
    # B 1; A and C 2=; D has no overall rating and so no row.
    places = list(dict.fromkeys((row["provider"], row["position"]) for row in result["rows"]))
    assert places == [("B", 1), ("A", 2), ("C", 2)]
    out = ratings("standards", "--notes", "all", "--data", path).out
    assert "Programmes with different standards stand apart" in out
    assert "Not rated, so without a row: D." in out


def test_ranked_by_a_standard_with_the_worst_first_and_the_top_cut(ratings: Run, write: Callable[..., Path]) -> None:
    path = write(TWO_PROGRAMMES)
    options = ("--by", "leadership", "--order", "worst", "--limit", "1", "--data", path)
    result = ratings("standards", *options, "--format", "json").json
    # leadership: A good 1, B inadequate 2; the others have none.
    assert {(row["provider"], row["position"]) for row in result["rows"]} == {("B", 2)}
    assert result["ranked_by"] == "leadership"
    # How many got which band counts all of them all the same.
    leadership = result["blocks"][0]["standards"][0]
    assert (leadership["good"], leadership["inadequate"], leadership["known"]) == (1, 1, 2)
    assert any(note.startswith("Only 1 of 3 is shown") for note in result["notes"])


def test_csv_has_one_row_a_provider_and_standard_and_leaves_the_unknown_empty(
    ratings: Run, write: Callable[..., Path]
) -> None:
    lines = ratings("standards", "--data", write(TWO_PROGRAMMES), "--format", "csv").out.splitlines()
    assert lines[0] == "position,provider,league,programme,heading,standard,band,score,derived"
    assert "1,B,,same,running,leadership,inadequate,0,false" in lines
    assert "1,B,,same,running,staff,,,false" in lines
    assert len(lines) == 1 + 3 + 3 + 2


def test_what_is_not_known_of_anybody_is_left_out_and_counted(ratings: Run) -> None:
    # Of ten CRCs no band of a standard is known, and of nobody that for services.
    out = ratings("standards", "--notes", "all").out
    counts, matrix, notes = out.split("\n\n")[1:4]
    (services,) = [line.split() for line in counts.splitlines() if line.startswith("Services")]
    assert services == ["Services", "0", "0", "0", "0", "0", "of", "21"]
    assert len(matrix.splitlines()) == 4 + 11
    assert "Services" not in matrix
    assert "Wales" not in matrix
    assert "Without a row, because no standard is known or listed: 10 providers." in notes
    assert "Without a column, because no band is known: services." in notes
    assert "Also what is not known: --all." in notes
    every = ratings("standards", "--all", "--notes", "all").out
    matrix, notes = every.split("\n\n")[2:4]
    assert len(matrix.splitlines()) == 4 + 21
    assert "Services" in matrix
    assert "Without" not in notes
    assert "--all" not in notes.replace("-l all", "")


def test_programs_get_what_is_not_known_too(ratings: Run) -> None:
    rows = ratings("standards", "-f", "json").json["rows"]
    assert len(rows) == 21 * 10
    assert ratings("standards", "--all", "-f", "csv").out == ratings("standards", "-f", "csv").out


def test_sources_stand_beside_the_bands_that_are_shown(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
programmes: [{name: p, standards: {running: [leadership, staff]}}]
inspections:
  - {provider: A, programme: p, published: 2019, overall: good}
  - provider: B
    programme: p
    published: 2020
    overall: good
    standards: {staff: good}
    sources: [{publisher: Paper, url: "https://paper.example/b", supports: [staff]}]
""")
    lines = ratings("standards", "--sources", "--data", path).out.splitlines()
    assert [line.split() for line in lines if line.strip().endswith("[1]")] == [["1=", "B", "good", "[1]"]]
    assert [row["sources"] for row in ratings("standards", "--sources", "--data", path, "-f", "json").json["rows"]] == [
        [],
        [],
        [],
        ["https://paper.example/b"],
    ]


def test_standards_that_no_programme_lists_are_shown_all_the_same(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("inspections:\n  - {provider: A, published: 2019-01-01, overall: good, standards: {food: good}}\n")
    result = ratings("standards", "--data", path, "--format", "json").json
    assert [(row["heading"], row["standard"], row["band"]) for row in result["rows"]] == [(None, "food", "good")]


def test_without_any_standards_it_says_so(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("inspections:\n  - {provider: A, published: 2019-01-01, overall: good}\n")
    result = ratings("standards", "--data", path)
    assert result.status == 0
    assert "Without a row, because no standard is known or listed: 1 provider." in result.out


def test_a_number_that_a_derived_band_is_in_has_the_star_of_the_band(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("""
programmes: [{name: p, standards: {all: [safe, caring, led]}}]
inspections:
  - provider: A
    programme: p
    overall: good
    standards: {safe: good, caring: good}
    derived: [{fields: [safe, led], ground: a speech}]
  - {provider: B, programme: p, overall: good, standards: {safe: good, led: inadequate}}
  - {provider: C, programme: p, overall: good, standards: {safe: inadequate}}
""")
    out = ratings("standards", "--data", path, "--format", "table").out
    counts = [line.split() for line in out.splitlines() if line.startswith(("Safe", "Caring", "Led"))]
    # Of A no band of "led" is known, so none of that can be derived.
    assert counts == [
        ["Safe", "0", "2*", "0", "1", "3", "of", "3"],
        ["Caring", "0", "1", "0", "0", "1", "of", "3"],
        ["Led", "0", "0", "0", "1", "1", "of", "3"],
    ]


def test_each_known_band_can_name_its_sources(ratings: Run) -> None:
    # The BBC and the East Anglian Daily Times bear out that Norfolk and Suffolk's unpaid work was outstanding.
    options = ("--sources", "--as-of", "2019-09-26")
    rows = ratings("standards", *options, "--format", "json").json["rows"]
    found = {row["standard"]: row["sources"] for row in rows if row["provider"] == "Norfolk and Suffolk"}
    assert found["unpaid work"] == [
        "https://feeds.bbci.co.uk/news/uk-england-norfolk-49652347",
        "https://www.eadt.co.uk/news/probation-service-in-suffolk-and-norfolk-requires-improvement-say-inspectors-2607292",
    ]
    assert found["leadership"] == []
    out = ratings("standards", *options).out
    row = next(line for line in out.splitlines() if "Norfolk and Suffolk" in line)
    number = row.split("outstanding [")[1].split(",")[0]
    assert f"[{number}] BBC News, https://feeds.bbci.co.uk/news/uk-england-norfolk-49652347" in out


def test_with_room_for_all_in_letters_the_headings_stand_over_their_standards(record: DataSet) -> None:
    out = terminal.render(sheet_of(record, dt.date(2019, 9, 26)), RenderOptions(width=140))
    assert max(map(len, out.splitlines())) <= 140
    heads = next(line for line in out.splitlines() if "Organisational delivery" in line)
    columns = next(line for line in out.splitlines() if "Leadership" in line and "Staff" in line)
    assert heads.index("Organisational delivery") == columns.index("Leadership")
    assert heads.index("Case supervision") == columns.index("Assessment")
    row = next(line for line in out.splitlines() if "Norfolk and Suffolk" in line)
    assert row.split()[-6:] == ["I", "I", "I", "I", "O", "·"]


def test_a_narrow_terminal_shows_a_heading_at_a_time_and_loses_nothing(record: DataSet) -> None:
    out = terminal.render(sheet_of(record, dt.date(2019, 9, 26)), RenderOptions(width=80))
    assert max(map(len, out.splitlines())) <= 80
    assert "Too narrow" not in out
    for heading in ("Organisational delivery", "Case supervision", "Unpaid work and through the gate"):
        assert f"CRC inspections, first round (2018/19): {heading}\n" in out
    rows = [line for line in out.splitlines() if line.startswith("2=  Norfolk and Suffolk ")]
    assert [line.split()[-2:] for line in rows] == [["·", "·"], ["I", "I"], ["O", "·"]]


def test_a_pipe_gets_the_words(ratings: Run) -> None:
    row = next(line for line in ratings("standards").out.splitlines() if "Norfolk and Suffolk" in line)
    assert row.split()[-6:] == ["inadequate", "inadequate", "inadequate", "inadequate", "outstanding", "·"]


@given(
    day=st.none() | st.dates(dt.date(2018, 1, 1), dt.date(2026, 12, 31)),
    league=st.sampled_from(["CRC", "NPS", "PDU", "all"]),
)
def test_counts_add_up_to_what_is_known_and_every_rated_provider_is_in_one_block(
    record: DataSet, day: dt.date | None, league: str
) -> None:
    result = league_table(record, select(record, leagues=[league], as_of=day))
    found = blocks(record, result)
    in_blocks = Counter(ranked.item.provider.key for block in found for ranked in block.places)
    assert in_blocks == Counter(ranked.item.provider.key for ranked in result.places if ranked.item.counts)
    for block in found:
        for count in block.counts:
            bands = [_band(place.item.counts, count.standard) for place in block.places]
            assert count.of == len(block.places)
            assert count.known == sum(band is not None for band in bands)
            assert count.bands == {band: bands.count(band) for band in count.bands}


def _band(inspection: Any, standard: str) -> Any:  # noqa: ANN401 - an inspection, and a band or None
    return inspection.standards.get(standard)
