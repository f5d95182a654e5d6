"""Whatever is published says that it is unofficial, who gives the ratings, how new it is, and under which licence."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

UNOFFICIAL = "Unofficial: HM Inspectorate of Probation gives the ratings and publishes no ranking."
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "© Crown copyright, HM Inspectorate of Probation."
)
VIEWS = {
    "table": (["table", "--as-of", "2019-05-03"], "3 May 2019 (CRC): 3 May 2019"),
    "filtered": (["table", "--owner", "sodexo", "--as-of", "2019-05-03"], "3 May 2019 (CRC): 3 May 2019"),
    "by owner": (["by", "owner", "--as-of", "2019-02-15"], "15 Feb 2019 (CRC): 15 Feb 2019"),
    "by date": (["by", "date", "--as-of", "2019-02-15"], "15 Feb 2019 (CRC): 15 Feb 2019"),
    "standards": (["standards", "-l", "pdu", "--as-of", "2022-10-18"], "18 Oct 2022 (PDU): 18 Oct 2022"),
    "show": (["show", "bench", "--as-of", "2019-05-03"], "3 May 2019 (CRC): 3 May 2019"),
    "compare": (["compare", "bench", "essex", "--as-of", "2019-05-03"], "3 May 2019 (CRC): 3 May 2019"),
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("format_name", ["markdown", "html"])
def test_the_last_line_says_what_it_is(view: str, format_name: str, ratings: Run) -> None:
    words, newest = VIEWS[view]
    last = ratings(*words, "--format", format_name).out.rstrip("\n").splitlines()[-1]
    assert f"{UNOFFICIAL} Newest report by {newest}. {LICENCE}" in last


@pytest.mark.parametrize(
    ("words", "newest"),
    [
        # Of both owners the record has CRCs alone; the newest report on MTC's own is of 21 January 2020.
        (["compare", "sodexo", "seetec"], "in the record (CRC): July 2020"),
        (["compare", "bench", "ealing"], "in the record (CRC, PDU): 2025"),
        (["table", "--owner", "mtc"], "in the record (CRC): July 2020"),
        (["show", "bench"], "in the record (CRC): July 2020"),
        (["table", "-l", "all"], "in the record: 2026"),
    ],
)
def test_the_newest_report_is_of_the_leagues_shown_and_says_so(ratings: Run, words: list[str], newest: str) -> None:
    assert f"Newest report {newest}." in ratings(*words, "--format", "markdown").out


def test_json_says_the_licence_and_the_gaps_of_what_is_shown(ratings: Run) -> None:
    crc = ratings("table", "--format", "json").json
    pdu = ratings("table", "-l", "pdu", "--format", "json").json
    assert (crc["inspectorate"], crc["attribution"]) == ("HM Inspectorate of Probation", LICENCE)
    assert "Open Government Licence" in crc["licence"]
    missing = "Only PDUs on which a report was found are in the record, not all that there are."
    assert (missing in crc["gaps"], missing in pdu["gaps"]) == (False, True)


def test_a_file_that_says_nothing_of_itself_is_unofficial_all_the_same(ratings: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("inspections:\n  - {provider: A, published: 2020-02, overall: good}\n", encoding="utf-8")
    out = ratings("table", "--data", file, "--format", "markdown").out
    assert out.rstrip("\n").endswith("*Unofficial table of published ratings. Newest report in the record: Feb 2020.*")
    record = ratings("table", "--data", file, "--format", "json").json
    assert [record[key] for key in ("inspectorate", "licence", "attribution", "gaps")] == [None, None, None, []]
