"""`ratings add`: what it puts into a file, where, and that nothing else in the file changes."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, at_a_terminal
from hypothesis import given, settings
from hypothesis import strategies as st

from ratings_cli.editing import edit_file, yaml_text
from ratings_cli.editing.atomic_write import locked
from ratings_cli.model.dates import parse_date
from ratings_cli.model.errors import OutputError
from ratings_cli.model.scale import Band
from ratings_cli.reading import read, shipped_path
from ratings_cli.reading.yaml.parse import parse

Write = Callable[..., Path]
ACME_GOOD = ("--provider", "Acme Home", "--overall", "good", "--published", "2026-11-01")

# What a file is; «what Acme Home must add to it» stands between the marks. Written by hand.
FLOW = "{provider: Acme Home, published: 2026-11-01, overall: good}"
BLOCK = "provider: Acme Home\n    published: 2026-11-01\n    overall: good"
SHAPES = {
    "block list": f"inspections:\n  - provider: Bell\n    overall: good\n«  - {BLOCK}\n»",
    "list not indented": (
        "inspections:\n- provider: Bell\n  overall: good\n"
        "«- provider: Acme Home\n  published: 2026-11-01\n  overall: good\n»title: Homes\n"
    ),
    "items between braces": (
        f"inspections:\n  - {{provider: Bell, overall: good}}   # first\n«  - {FLOW}\n»\n# the end\n"
    ),
    "items set apart by blank lines": (
        "inspections:\n\n  - {provider: Bell, overall: good}\n\n  # one more\n  - {provider: Cole, overall: good}\n"
        f"«\n  - {FLOW}\n»\n\ntitle: Homes\n"
    ),
    "comments after the last item": (
        "inspections:\n  - {provider: Bell, overall: good}\n  # - {provider: Cole}\n\n  # to be added\n"
        f"«  - {FLOW}\n»# heading\ntitle: Homes"
    ),
    "a heading after a list that is not indented": (
        f"inspections:\n- {{provider: Bell, overall: good}}\n«- {FLOW}\n»# heading\ntitle: Homes\n"
    ),
    "a comment at the end of a list that is not indented": (
        f"inspections:\n- {{provider: Bell, overall: good}}\n# - {{provider: Cole}}\n«- {FLOW}\n»\n# the end\n"
    ),
    "no line end at the end": f"inspections:\n  - {{provider: Bell, overall: good}}«\n  - {FLOW}»",
    "a text of several lines last": (
        "inspections:\n  - provider: Bell\n    note: |\n      one\n      # two\n"
        f"«  - {BLOCK}\n»\n\n# heading\ntitle: Homes\n"
    ),
    "carriage returns": (
        f"inspections:\r\n  - {{provider: Bell, overall: good}}  # first\r\n«  - {FLOW}\r\n»title: Homes\r\n"
    ),
    "a byte-order mark, and characters of four bytes": (
        f"\ufefftitle: \U0001f3e0\ninspections:\n  - {{provider: Bell, overall: good}}\n«  - {FLOW}\n»licence: none\n"
    ),
    "nothing after inspections": f"inspections:\n«  - {BLOCK}\n»# here they come\ntitle: Homes\n",
    "an empty list": f"inspections: [«\n  {FLOW}»]  # none yet\n",
    "a list on one line": f"inspections: [{{provider: Bell, overall: good}}«, {FLOW}»]\n",
    "a list between brackets, a line an item": (
        f"inspections: [\n  {{provider: Bell, overall: good}}«,»  # first\n«  {FLOW}\n»]\n"
    ),
    "the same with a comma at the end": (
        f"inspections: [\n  {{provider: Bell, overall: good}},  # first\n«  {FLOW},\n»]\n"
    ),
    "the same with the bracket beside the last item": (
        f"inspections: [\n  {{provider: Bell, overall: good}}«,\n  {FLOW}»]\n"
    ),
    "the same with a comma on a line of its own": (
        f"inspections: [\n  {{provider: Bell, overall: good}}«, {FLOW}» # first\n  ,\n]\n"
    ),
    "JSON": (
        '{"inspections": [\n  {"provider": "Bell", "overall": "good"}«,\n'
        '  {"provider": "Acme Home", "published": "2026-11-01", "overall": "good"}»\n]}\n'
    ),
}


def _before(shape: str) -> bytes:
    return re.sub("«.*?»", "", SHAPES[shape], flags=re.DOTALL).encode()


def _after(shape: str) -> bytes:
    return re.sub("[«»]", "", SHAPES[shape]).encode()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_inspection_comes_last_in_the_manner_of_the_others_and_nothing_else_changes(
    ratings: Run, tmp_path: Path, shape: str
) -> None:
    path = tmp_path / "homes.yaml"
    path.write_bytes(_before(shape))
    result = ratings("add", "--data", path, *ACME_GOOD)
    assert (result.status, result.err.splitlines()[0]) == (0, f"Added to {path}")
    assert path.read_bytes() == _after(shape)


def test_every_option_ends_up_in_its_field(ratings: Run, write: Write) -> None:
    path = write("inspections:\n  - provider: Bell\n    overall: good\n")
    result = ratings(
        *("add", "--data", path, "--provider", "Acme: Home", "--league", "Homes", "--programme", "2026"),
        *("--published", "2026-10", "--published-by", "2026-10-20", "--fieldwork", "2026-09", "--overall", "RI"),
        *("--owner", "no", "--standard", "well led=good", "--standard", "safe = Poor"),
        *("--points", "3", "--points-max", "6", "--caseload", "more than  40", "--note", "- first\n# second: x"),
        *("--area-inspected", "York: the city", "--also", "bell", "--also", "Acme, the other"),
        *("--tally", "Good=5", "--tally", "requires-improvement = 0", "--verdict", "Good, on the whole: better"),
        *("--source", "https://example.org/a?b=c", "--source", "The Gazette, York, https://example.com/"),
        *("--source", "A letter"),
    )
    lines = """\
  - provider: "Acme: Home"
    league: Homes
    programme: "2026"
    area: "York: the city"
    also:
      - {provider: Bell}
      - {provider: "Acme, the other", league: Homes}
    published: 2026-10
    published_by: 2026-10-20
    fieldwork: 2026-09
    overall: requires improvement
    owner: "no"
    points: 3
    points_max: 6
    standards:
      well led: good
      safe: inadequate
    tally:
      good: 5
      requires improvement: 0
    caseload: 40
    caseload_is: more than
    verdict: "Good, on the whole: better"
    note: |-
      - first
      # second: x
    sources:
      - {publisher: example.org, url: "https://example.org/a?b=c"}
      - {publisher: "The Gazette, York", url: "https://example.com/"}
      - {publisher: A letter}
"""
    assert result.out == lines
    assert path.read_text() == "inspections:\n  - provider: Bell\n    overall: good\n" + lines


DECLARED = """\
leagues: [{name: CRC}, {name: NPS}]
programmes: [{name: crc-2018, standards: {all: [leadership, staff]}}, {name: old, rated: false}]
owners: [{name: Acme, aliases: [Acme Justice]}]
providers:
  - {name: Wales, league: CRC}
  - {name: Wales, league: NPS}
  - {name: Northshire and Easton, short: NAE, league: CRC}
inspections:
  - {provider: Wales, league: CRC, published: 2019-05-03, overall: good}
"""


def test_names_are_known_by_alias_and_written_as_the_file_has_them(ratings: Run, write: Write) -> None:
    path = write(DECLARED)
    line = (
        "  - {provider: Northshire and Easton, programme: crc-2018, overall: good, owner: Acme, "
        "standards: {leadership: good}}\n"
    )
    options = ("--owner", "acme justice", "--programme", "CRC-2018", "--standard", "Leadership=good")
    result = ratings("add", "--data", path, "--provider", "nae", "--overall", "good", *options)
    assert result.out == line
    assert "without --published" in result.err
    assert path.read_text() == DECLARED + line


def test_a_report_of_a_day_to_come_is_added_with_a_question(ratings: Run, write: Write) -> None:
    options = ("--data", write(DECLARED), "--provider", "nae", "--overall", "good", "--published")
    assert "Note: 1 May 2999 is still to come (is the date right?)" in ratings("add", *options, "2999-05-01").err
    assert "still to come" not in ratings("add", *options, "2019-05-01").err


def test_a_provider_of_a_name_that_two_leagues_have_is_written_with_its_league(ratings: Run, write: Write) -> None:
    path = write(DECLARED)
    result = ratings("add", "--data", path, "--provider", "Wales NPS", *ACME_GOOD[2:])
    assert result.out == "  - {provider: Wales, league: NPS, published: 2026-11-01, overall: good}\n"


def test_further_providers_are_known_as_the_provider_itself_is(ratings: Run, write: Write) -> None:
    path = write(DECLARED)
    result = ratings(
        *("add", "--data", path, "--provider", "Wales NPS", "--note", "a"),
        *("--also", "nae", "--also", "wales (crc)"),
    )
    further = "{provider: Northshire and Easton}, {provider: Wales, league: CRC}"
    assert result.out == f"  - {{provider: Wales, league: NPS, also: [{further}], note: a}}\n"
    assert [reference.key for reference in read(path).inspections[-1].also] == [
        ("CRC", "Northshire and Easton"),
        ("CRC", "Wales"),
    ]


def test_an_area_is_written_as_the_file_has_it_whether_served_or_inspected(ratings: Run, write: Write) -> None:
    text = (
        "areas: [{name: Northamptonshire, aliases: [Northants]}]\n"
        "providers: [{name: Bell, areas: [Northamptonshire]}]\n"
        "inspections:\n  - {provider: Bell, area: Kings Lynn, note: a}\n"
    )
    for typed, area in (("northants", "Northamptonshire"), ("King's Lynn", "Kings Lynn"), ("York", "York")):
        result = ratings("add", "--data", write(text), "--provider", "Bell", "--note", "b", "--area-inspected", typed)
        assert result.out == f"  - {{provider: Bell, area: {area}, note: b}}\n"


@pytest.mark.parametrize("option", [("--tally", "good=3"), ("--verdict", "Good")])
def test_a_tally_or_a_verdict_says_enough(ratings: Run, write: Write, option: tuple[str, str]) -> None:
    assert ratings("add", "--data", write(DECLARED), "--provider", "NAE", *option).status == 0


def test_a_provider_with_a_namesake_in_its_league_is_written_by_its_id(ratings: Run, write: Write) -> None:
    path = write("providers: [{name: St Mary, id: a1}, {name: St Mary, id: b2}]\ninspections: []\n")
    assert ratings("add", "--data", path, "--provider", "St Mary", "--overall", "good").status == 2
    result = ratings("add", "--data", path, "--provider", "B2", "--overall", "good")
    assert result.out == "{provider: b2, overall: good}\n"


def test_a_new_provider_goes_into_the_list_of_providers(ratings: Run, write: Write) -> None:
    path = write(DECLARED)
    options = ("--new-provider", "--league", "nps", "--region", "North", "--area", "York", "--area", "Selby")
    result = ratings("add", "--data", path, *ACME_GOOD, *options)
    provider = "  - {name: Acme Home, league: NPS, region: North, areas: [York, Selby]}\n"
    inspection = "  - {provider: Acme Home, league: NPS, published: 2026-11-01, overall: good}\n"
    assert result.out == f"providers:\n{provider}inspections:\n{inspection}"
    assert path.read_text() == DECLARED.replace("inspections:\n", f"{provider}inspections:\n") + inspection


REFUSED = {
    "a name that the file does not know": (
        ("--provider", "Nortshire and Easton"),
        "did you mean Northshire and Easton",
    ),
    "a part of a name": (("--provider", "Northshire"), "did you mean Northshire and Easton"),
    "a name of two providers": (("--provider", "Wales"), "fits more than one provider"),
    "an owner that is not known": (
        ("--owner", "Acmee"),
        "--owner: no owner of the file is called 'Acmee' (did you mean",
    ),
    "a programme that is not known": (("--programme", "crc-2081"), "did you mean crc-2018"),
    "a league that is not known": (("--league", "CRS"), "did you mean CRC"),
    "a standard of no programme": (("--programme", "crc-2018", "--standard", "staf=good"), "did you mean staff"),
    "a standard twice": (("--standard", "staff=good", "--standard", "Staff=poor"), "given twice"),
    "no band": (("--overall", "godo"), "--overall: unknown band 'godo' (did you mean 'good'?)"),
    "no date": (("--published", "31 June 2019"), "--published: there is no such date as '31 June 2019'"),
    "no such day": (("--published-by", "2019-02-30"), "--published-by: there is no such date"),
    "no day": (("--published-by", "2019-02"), "--published-by: '2019-02' is not exact to the day"),
    "no standard": (("--standard", "good"), "--standard: 'good' names no standard and band"),
    "no address": (("--source", "ftp://example.org"), "--source: 'ftp://example.org' is no address"),
    "an empty note": (("--note", " "), "--note: is empty"),
    "more points than there are": (("--points", "4", "--points-max", "3"), "points 4 are more than points_max 3"),
    "a maximum without points": (("--points-max", "3"), "--points-max goes with --points"),
    "a second rating on one day": (
        ("--provider", "Wales CRC", "--league", "CRC", "--published", "2019-05-03"),
        "'Wales' is rated twice on 2019-05-03",
    ),
    "a rating in a programme without": (("--programme", "old"), "gives no ratings"),
    "a word for nothing": (("--note", "null"), "'note' is empty"),
    "a region for a known provider": (("--region", "North"), "the file knows 'Northshire and Easton' already"),
    "an area for a known provider": (("--area", "York"), "for the place that was inspected: --area-inspected)"),
    "a further provider that is not known": (
        ("--also", "Northshire"),
        "--also: no provider of the file is called 'Northshire' (did you mean Northshire and Easton (CRC)?; or",
    ),
    "a further provider of a name of two": (("--also", "Wales"), "--also: 'Wales' fits more than one provider"),
    "a further provider twice": (("--also", "Wales CRC", "--also", "CRC Wales"), "'Wales' stands here twice"),
    "the provider itself as a further one": (
        ("--also", "NAE"),
        "'Northshire and Easton' is the provider that the inspection is of",
    ),
    "a tally without a number": (("--tally", "good"), "--tally: 'good' names no band and number (write it like"),
    "a caseload over so many": (("--caseload", "over 40"), "--caseload: 'over' is none of: more"),
    "a tally of no whole number": (("--tally", "good=-1"), "--tally: '-1' is not a whole number (write it with"),
    "a tally of no band": (("--tally", "godo=1"), "--tally: unknown band 'godo' (did you mean 'good'?)"),
    "a tally with a band twice": (
        ("--tally", "RI=1", "--tally", "requires improvement=2"),
        "'requires improvement' is",
    ),
    "a tally of more than there are": (
        ("--programme", "crc-2018", "--tally", "good=2", "--tally", "inadequate=1"),
        "the tally counts 3 standards, but programme crc-2018 has 2",
    ),
    "an empty verdict": (("--verdict", " "), "--verdict: is empty"),
    "an empty area": (("--area-inspected", ""), "--area-inspected: is empty"),
    "an empty further provider": (("--also", ""), "--also: is empty"),
    "a new provider that is known": (("--new-provider",), "the file knows 'Northshire and Easton' already"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_check_would_refuse_is_refused_and_the_file_stays(ratings: Run, write: Write, case: str) -> None:
    options, message = REFUSED[case]
    path = write(DECLARED)
    result = ratings("add", "--data", path, "--provider", "NAE", "--overall", "good", *options)
    assert message in result.err
    assert (result.status, result.out, path.read_text()) == (2, "", DECLARED)


def test_an_inspection_that_says_nothing_is_refused(ratings: Run, write: Write) -> None:
    path = write(DECLARED)
    result = ratings("add", "--data", path, "--provider", "NAE", "--source", "https://example.org")
    assert (result.status, path.read_text()) == (2, DECLARED)
    assert "nothing is said about the inspection" in result.err


def test_without_a_provider_and_without_a_terminal_it_says_what_is_missing(ratings: Run, write: Write) -> None:
    result = ratings("add", "--data", write(DECLARED))
    assert result.status == 2
    assert "--provider is missing" in result.err


def test_a_name_that_comes_near_another_is_pointed_out_where_none_are_declared(ratings: Run, write: Write) -> None:
    path = write("inspections:\n  - {provider: Northshire CRC, overall: good}\n")
    result = ratings("add", "--data", path, "--provider", "Northshire", *ACME_GOOD[2:])
    assert "'Northshire' is a new provider in this file (not the same as Northshire CRC)" in result.err
    assert ratings("add", "--data", path, "--provider", "northshire crc", *ACME_GOOD[2:]).out.startswith(
        "  - {provider: Northshire CRC,"
    )


def test_the_shipped_record_is_refused_with_the_way_to_copy_it(ratings: Run, tmp_path: Path) -> None:
    before = shipped_path().read_bytes()
    link = tmp_path / "link.yaml"
    link.symlink_to(shipped_path())
    for data in ((), ("--data", shipped_path()), ("--data", link)):
        result = ratings("add", *data, "--provider", "BeNCH", "--overall", "good")
        assert result.status == 2
        assert "ratings init mine.yaml --from-shipped" in result.err
    assert shipped_path().read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "---\ninspections:\n- {provider: A, overall: good}\n---\nText *below* the front matter: [see\n",
        "inspections:\n- {}provider: A\n",
        f"inspections:\n- {{provider: A, overall: good, note: {'[' * 40}]\n",
        "inspections:\n---\ntext: [\n",
        'inspections: ""\n',
    ],
)
def test_what_check_finds_is_all_that_add_says(ratings: Run, write: Write, text: str) -> None:
    path = write(text)
    found = [line.replace(": error: ", ": ") for line in ratings("check", path).out.splitlines() if ": error: " in line]
    result = ratings("add", "--data", path, "--provider", "Z", "--overall", "good")
    assert (result.status, result.out, result.err.splitlines()) == (1, "", found)
    assert path.read_text() == text


def test_a_file_with_problems_is_not_added_to_and_they_are_shown(ratings: Run, write: Write) -> None:
    path = write("inspections:\n  - {provider: Bell, overall: godo}\n")
    result = ratings("add", "--data", path, *ACME_GOOD)
    assert result.status == 1
    assert result.err.startswith(f"{path}:2:")


@pytest.mark.parametrize(
    ("name", "message", "status"), [("none.yaml", "ratings init", 1), ("rows.csv", "no YAML file", 2)]
)
def test_what_cannot_be_added_to_is_refused(ratings: Run, tmp_path: Path, name: str, message: str, status: int) -> None:
    result = ratings("add", "--data", tmp_path / name, *ACME_GOOD)
    assert result.status == status
    assert message in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_shows_the_lines_and_writes_nothing(ratings: Run, write: Write) -> None:
    path = write(DECLARED)
    result = ratings("add", "--data", path, "--dry-run", "--provider", "NAE", *ACME_GOOD[2:])
    assert result.out == "  - {provider: Northshire and Easton, published: 2026-11-01, overall: good}\n"
    assert (result.status, path.read_text()) == (0, DECLARED)


def test_the_shipped_record_as_a_copy_grows_by_one_inspection_and_by_nothing_else(ratings: Run, tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    path.write_bytes(shipped_path().read_bytes())
    result = ratings("add", "--data", path, "--provider", "Sussex CRC", *ACME_GOOD[2:])
    assert result.status == 2  # the CRC is Kent, Surrey and Sussex
    result = ratings("add", "--data", path, "--provider", "kent, surrey & sussex", "--league", "CRC", *ACME_GOOD[2:])
    assert result.status == 0
    assert path.read_text().removesuffix("\n" + result.out) == shipped_path().read_text()


# Whatever a text is, the reader must give it back.
TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
    .map(str.strip)
    .filter(lambda text: text not in {"", "~", "null"})
)
TRICKY = st.sampled_from(
    [*"'\"\\=?|>-#&*!%@`", "- a", "a: b", "a #b", "#a", "'a'", "a, b", "[a]", "{a}", "a:", "*a"]
) | (
    st.sampled_from(["no", "1e3", "0x1F", "2019-05-03", "12:30:45", "<<", "a\nb", "a\n\n  b", "a\n b: c\n# d", "a\tb"])
    | st.sampled_from(["a\r\nb", "a\x85b", "a\u2028b", "a\ufeffb", "a\n\tb", "a\nb \nc", "a\n---\nb"])
)
VALUES = TEXTS | TRICKY


@settings(max_examples=300)
@given(texts=st.tuples(VALUES, VALUES, VALUES, VALUES, VALUES), shape=st.sampled_from(list(SHAPES)))
def test_any_text_is_read_back_to_the_character_and_every_old_byte_stays(
    texts: tuple[str, str, str, str, str], shape: str
) -> None:
    name, owner, note, standard, publisher = texts
    entry = {
        "provider": name,
        "owner": owner,
        "overall": Band.GOOD,
        "published": parse_date("2026-11"),
        "standards": {standard: Band.GOOD},
        "area": standard,
        "verdict": note,
        "note": note,
        "sources": [{"publisher": publisher}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "homes.yaml"
        path.write_bytes(_before(shape))
        done = edit_file.add(path, [entry])
        assert path.read_bytes() == done.after
        added = read(path).inspections[-1]
    assert (added.area, added.verdict) == (standard, note)
    said = (added.provider, added.owner, added.note, *added.standards, *(source.publisher for source in added.sources))
    known = name if name.casefold() != "bell" else "Bell"
    assert said == (known, owner, note, standard, publisher)
    rest = iter(done.after)
    assert all(byte in rest for byte in done.before)  # every old byte is there, in order


COMMENT = st.sampled_from(["", "  # c", " # - {provider: X}", "#c"])
BLANK = st.lists(st.sampled_from(["", "  # indented", "# at the edge", "      # far in"]), max_size=3)


@settings(max_examples=300)
@given(
    indent=st.sampled_from(["", "  ", "    "]),
    items=st.lists(st.tuples(st.booleans(), COMMENT, BLANK), min_size=1, max_size=4),
    after=st.tuples(
        st.sampled_from(["", "title: Homes", "title: |\n  a\n"]),
        st.sampled_from(["\n", "\r\n"]),
        st.booleans(),
        st.booleans(),
    ),
)
def test_a_list_of_any_layout_only_grows(
    indent: str, items: list[tuple[bool, str, list[str]]], after: tuple[str, str, bool, bool]
) -> None:
    rest, line_end, ends, mark = after
    lines = ["# head", "inspections:"]
    for number, (flow, comment, blank) in enumerate(items):
        space = comment if comment.startswith(" ") else ""
        if flow:
            lines.append(f"{indent}- {{provider: P{number}, overall: good}}{space}")
        else:
            lines += [f"{indent}- provider: P{number}{space}", f"{indent}  overall: good{space}"]
        lines += blank
    text = line_end.join([*lines, *rest.split("\n")]) + (line_end if ends else "")
    before = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "homes.yaml"
        path.write_bytes(before)
        done = edit_file.add(path, [{"provider": "New", "overall": Band.GOOD}])
        assert [inspection.provider for inspection in read(path).inspections] == [
            *(f"P{n}" for n in range(len(items))),
            "New",
        ]
    grown = len(done.after) - len(before)
    assert before in {done.after[:at] + done.after[at + grown :] for at in range(len(before) + 1)}  # in one piece
    assert done.after.count(b"\n") - before.count(b"\n") == done.after.count(line_end.encode()) - before.count(
        line_end.encode()
    )  # with the line ends of the file


def test_twelve_at_once_lose_nothing(write: Write) -> None:
    path = write("inspections: []\n")
    command = [sys.executable, "-m", "ratings_cli", "add", "--data", str(path), "--overall", "good"]
    running = [
        subprocess.Popen([*command, "--provider", f"Home {number}"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for number in range(12)
    ]
    said = [popen.communicate(timeout=120)[1] for popen in running]
    failed = [words for popen, words in zip(running, said, strict=True) if popen.returncode]
    assert failed == []
    assert sorted(inspection.provider for inspection in read(path).inspections) == sorted(
        f"Home {number}" for number in range(12)
    )
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_who_waits_too_long_for_the_lock_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "homes.yaml"
    with locked(path), pytest.raises(OutputError, match="another program is changing it"), locked(path, patience=0):
        pytest.fail("two hold the lock")


def test_where_folders_cannot_be_locked_a_hidden_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock = fcntl.flock

    def only_files(handle: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")  # what a network drive says
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", only_files)
    path = tmp_path / "homes.yaml"
    with locked(path), pytest.raises(OutputError, match="another program is changing it"), locked(path, patience=0):
        pytest.fail("two hold the lock")
    with locked(path, patience=0):
        assert (tmp_path / ".homes.yaml.lock").exists()


def test_a_text_that_would_say_anything_else_than_before_is_never_written(
    ratings: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(DECLARED)
    insert = yaml_text.insert

    def insert_wrongly(text: str, key: str, item: Any) -> yaml_text.Insertion:  # noqa: ANN401
        done = insert(text, key, item)
        return yaml_text.Insertion(done.text.replace("overall: good", "overall: inadequate", 1), done.lines)

    monkeypatch.setattr(edit_file, "insert", insert_wrongly)
    result = ratings("add", "--data", path, "--provider", "NAE", *ACME_GOOD[2:])
    assert (result.status, path.read_text()) == (1, DECLARED)
    assert "cannot be added to safely" in result.err


@pytest.mark.parametrize("moment", ["os.fsync", "ratings_cli.editing.atomic_write._swapped_in"])
def test_a_program_killed_while_it_writes_leaves_the_old_file_whole(write: Write, moment: str) -> None:
    path = write(DECLARED)
    module, _, _ = moment.rpartition(".")
    code = (
        f"import os, signal, sys, {module}\n"
        f"def die(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        f"{moment} = die\n"
        "from ratings_cli.cli.app import main\nmain()\n"
    )
    command = [sys.executable, "-c", code, "add", "--data", str(path), "--provider", "NAE", "--overall", "good"]
    done = subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == DECLARED


def test_a_full_disk_leaves_the_old_file_whole(process: Run, write: Write) -> None:
    import resource

    path = write(DECLARED)
    result = process(
        *("add", "--data", path, "--provider", "NAE", "--overall", "good"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50)),
    )
    assert (result.status, result.out) == (1, "")
    assert result.err == f"Error: {path}: cannot be written: File too large\n"
    assert path.read_text() == DECLARED
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_the_status_is_that_of_the_file_also_when_standard_output_is_full(write: Write) -> None:
    path = write("inspections:\n  - {provider: Bell, overall: good}\n")
    command = [sys.executable, "-m", "ratings_cli", "add", "--data", str(path), *ACME_GOOD]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 0
    assert f"Added to {path}" in done.stderr.decode()
    assert len(read(path).inspections) == 2


def test_a_folder_that_may_not_be_written_to_is_named(
    ratings: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(DECLARED)

    def refuse(**_: Any) -> None:  # noqa: ANN401
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    result = ratings("add", "--data", path, "--provider", "NAE", "--overall", "good")
    assert (result.status, result.err) == (1, f"Error: {path}: cannot be written: Permission denied\n")
    assert path.read_text() == DECLARED


def test_a_link_stays_a_link_and_its_file_is_added_to(ratings: Run, write: Write, tmp_path: Path) -> None:
    path = write(DECLARED)
    path.chmod(0o640)
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.yaml"
    link.symlink_to(path)
    assert ratings("add", "--data", link, "--provider", "NAE", "--overall", "good").status == 0
    assert link.is_symlink()
    assert path.read_text() == DECLARED + "  - {provider: Northshire and Easton, overall: good}\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_in_a_terminal_it_asks_offers_the_nearest_spelling_and_adds_what_is_confirmed(write: Write) -> None:
    path = write(DECLARED)
    answers = [
        *("Nortshire and Easton", "nae"),  # the right name is taken after a slip, with the nearest spelling
        *("1 May", "1 November 2026", "godo", "2"),  # so is what is no date and no band; a choice has a number
        *("1", "acme", "staff=good", "", "All well", "The Gazette, https://example.org/", "", "y"),
    ]
    shown = at_a_terminal(["add", "--data", path], "".join(f"{answer}\n" for answer in answers))
    assert "did you mean Northshire and Easton (CRC)?" in shown
    assert "'1 May' is not a date" in shown
    assert "did you mean 'good'?" in shown
    assert "1 outstanding  2 good  3 requires improvement  4 inadequate" in shown
    assert shown.rstrip().endswith("Northshire and Easton: not rated -> good; 1= of 2")
    plain, problems = parse(path.read_text(), "homes.yaml")
    assert isinstance(plain, dict)
    assert problems == []
    assert plain["inspections"][1:] == [
        {
            "provider": "Northshire and Easton",
            "league": "CRC",
            "programme": "crc-2018",
            "published": "2026-11-01",
            "overall": "good",
            "owner": "Acme",
            "standards": {"staff": "good"},
            "note": "All well",
            "sources": [{"publisher": "The Gazette", "url": "https://example.org/"}],
        }
    ]


def test_in_a_terminal_nothing_is_added_without_a_yes(write: Write) -> None:
    text = "inspections:\n  - {provider: Bell, overall: good}\n"
    path = write(text)
    shown = at_a_terminal(["add", "--data", path], "Bell\n2026-11-01\ngood\n\n\n\n\n\nn\n")
    assert "{provider: Bell, published: 2026-11-01, overall: good}" in shown
    assert "Nothing is added" in shown
    assert path.read_text() == text
