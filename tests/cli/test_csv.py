"""A CSV as it comes: what is found out by itself, what is asked, and what is never guessed."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import shlex
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CASES_FOLDER, Run
from hypothesis import assume, given
from hypothesis import strategies as st

from ratings_cli.model.dates import parse_date
from ratings_cli.model.escape import escape_control
from ratings_cli.model.records import Inspection
from ratings_cli.reading.csv import dialect, rows
from ratings_cli.reading.csv.values import read_dates
from ratings_cli.reading.csv.vocabulary import NO_VALUE, TOTALS

CASES = sorted((CASES_FOLDER / "csv").glob("*.csv"))


def shown(ratings: Run, path: Path, *options: str) -> str:
    """What a reader is told of a file, and what the table then is: the parts of it that come from the file."""
    result = ratings("table", "--data", path.name, "--format", "json", *options)
    if result.status:
        *said, error = result.err.splitlines()
        messages = [*said, *map(escape_control, json.loads(error)["error"]["messages"])]
        return "\n".join([f"status {result.status}", *messages, ""])
    lines = [
        " | ".join(
            [
                f"{row['position'] or '-'}{'=' if row['tied'] else ''}",
                row["provider"],
                row["overall"] or "not rated",
                f"before: {row['previous']}" if row["previous"] else "",
                row["published"] or "not known",
                row["owner"] or "",
                "; ".join(row["areas"]),
                row["region"] or "",
                row["league"] or "",
            ]
        ).replace(" |  |", " | |")
        for row in result.json["rows"]
    ]
    return "\n".join([result.err, *lines, ""])


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_each_table_is_read_or_refused_as_the_file_beside_it_says(
    path: Path, ratings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    options = path.with_suffix(".options")
    words = shlex.split(options.read_text(encoding="utf-8")) if options.exists() else []
    assert shown(ratings, path, *words) == path.with_suffix(".expected").read_text(encoding="utf-8")


HOMES = "URN,Name,Grade,When\n1,Elm,Good,3/5/2021\n2,Oak,Adequate,4/6/2021\n3,Ash,Pending,5/6/2021\n"
SETTLED = """\
title: Homes of Northshire
inspections:
  csv: homes.csv
  columns: {provider: Name, id: URN, overall: Grade, published: When}
  labels: {Adequate: requires improvement}
  not_ratings: [Pending]
  dates: day-first
"""


@pytest.fixture
def homes(write: Callable[..., Path]) -> Path:
    write(HOMES, "homes.csv")
    return write(SETTLED, "homes.yaml")


@pytest.mark.parametrize(
    "command", [["table"], ["standards"], ["by", "owner"], ["by", "region"], ["by", "date"], ["show", "Elm"], ["scale"]]
)
def test_what_is_settled_in_yaml_serves_every_command(command: list[str], homes: Path, ratings: Run) -> None:
    assert ratings(*command, "--data", homes).status == 0


def test_what_is_settled_in_yaml_is_what_counts(homes: Path, ratings: Run) -> None:
    rows = ratings("table", "--data", homes, "--format", "json").json["rows"]
    assert [(row["provider"], row["overall"], row["published"]) for row in rows] == [
        ("Elm", "good", "2021-05-03"),
        ("Oak", "requires improvement", "2021-06-04"),
        ("Ash", None, None),
    ]


def test_an_option_goes_before_what_is_settled_in_yaml(homes: Path, ratings: Run) -> None:
    rows = ratings("table", "--data", homes, "--format", "json", "--label", "Adequate=good").json["rows"]
    assert [row["overall"] for row in rows] == ["good", "good", None]


def test_an_option_goes_before_the_same_word_in_another_spelling_in_yaml(homes: Path, ratings: Run) -> None:
    options = ["--not-a-rating", "ADEQUATE", "--label", "pending=inadequate"]
    rows = ratings("table", "--data", homes, "--format", "json", *options).json["rows"]
    assert {row["provider"]: row["overall"] for row in rows} == {"Elm": "good", "Oak": None, "Ash": "inadequate"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("[Pending]", "[Pending, adequate]", "homes.yaml:6:26: 'adequate' is labelled too, as 'Adequate' (keep one)"),
        ("dates: day-first", "dates: sideways", "homes.yaml:7:10: 'dates': 'sideways' is not day-first or month-first"),
        ("labels:", "lables:", "homes.yaml:5:3: unknown key 'lables' (did you mean 'labels'?)"),
        ("overall:", "overal:", "homes.yaml:4:38: 'overal': unknown column 'overal' (did you mean 'overall'?)"),
        ("improvement}", "improvment}", "homes.yaml:5:22: 'Adequate': unknown band 'requires improvment'"),
        ("csv: homes.csv", "csv: nowhere.csv", "nowhere.csv: there is no such file"),
        ("Grade", "Grad", "homes.csv:1:1: no column is headed 'Grad', which is to be 'overall'"),
    ],
)
def test_what_is_settled_wrongly_is_shown_with_its_line(
    before: str, after: str, expected: str, homes: Path, ratings: Run
) -> None:
    homes.write_text(SETTLED.replace(before, after), encoding="utf-8")
    result = ratings("table", "--data", homes)
    assert result.status == 1
    assert expected in result.err


def test_what_stands_beside_a_csv_is_looked_up(homes: Path, ratings: Run) -> None:
    more = "leagues:\n  - {name: Homes, title: Care homes}\nproviders:\n  - {name: Elm Lodge, id: '1', areas: [Kent]}\n"
    homes.write_text(SETTLED + more, encoding="utf-8")
    rows = ratings("table", "--data", homes, "--format", "json").json["rows"]
    assert [(row["provider"], row["league"], row["areas"]) for row in rows] == [
        ("Elm Lodge", "Homes", ["Kent"]),
        ("Oak", "Homes", []),
        ("Ash", "Homes", []),
    ]


def test_settling_what_was_found_gives_the_same_table(tmp_path: Path) -> None:
    from ratings_cli.editing.new_file import lines_of
    from ratings_cli.reading import read
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.table import read_table, settle

    for path in CASES:
        if (
            path.with_suffix(".expected").read_text(encoding="utf-8").startswith("status")
            or path.with_suffix(".options").exists()
        ):
            continue
        table = read_table(path.read_bytes(), path.name, CsvInspections())
        lines = lines_of(settle(table, str(path), CsvInspections()))
        file = tmp_path / "settled.yaml"
        file.write_text("\n".join(lines), encoding="utf-8")
        settled = read(file)
        assert all(map(Inspection.says_the_same, settled.inspections, table.inspections)), path.name
        assert len(settled.inspections) == len(table.inspections), path.name
        assert settled.providers == table.providers, path.name


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--column", "overall"], "--column: 'overall' has no two sides"),
        (["--column", "sort=Name"], "--column: unknown column 'sort'"),
        (["--label", "Adequate=middling"], "--label: unknown band 'middling'"),
        (["--label", "Adequate"], "--label: 'Adequate' has no two sides"),
        (
            ["--label", "Adequate=good", "--label", "adequate =inadequate"],
            "--label: 'adequate =inadequate' and 'Adequate=good' are about the same word (keep one)",
        ),
        (
            ["--label", "1=good", "--label", "1.0=inadequate"],
            "--label: '1.0=inadequate' and '1=good' are about the same",
        ),
        (
            ["--label", "Caf\u00e9=good", "--label", "Cafe\u0301=inadequate"],
            "--label: 'Cafe\u0301=inadequate' and 'Caf\u00e9=good' are about the same word",
        ),
        (
            ["--label", "Not_met=inadequate", "--not-a-rating", "not met"],
            "--label: 'Not_met=inadequate' and --not-a-rating 'not met' are about the same word (keep one)",
        ),
        (["--dates", "backwards"], "--dates: 'backwards' is not one of 'day-first', 'month-first'"),
        (["--contradictory", "guess"], "--contradictory: 'guess' is not one of 'leave-out'"),
    ],
)
def test_an_option_that_settles_nothing_is_refused(options: list[str], message: str, ratings: Run) -> None:
    result = ratings("table", *options)
    assert result.status == 2
    assert result.err.startswith(f"Error: {message}")


@pytest.mark.parametrize("text", [HOMES.replace("Pending", "-").replace("Adequate", "Good"), SETTLED])
def test_standard_input_is_taken_for_what_it_is(text: str, process: Run, homes: Path) -> None:
    options = ["--column", "overall=Grade", "--column", "published=When", "--dates", "day-first"]
    result = process("table", "--data", "-", *options, input=text.encode(), cwd=homes.parent)
    assert result.status == 0
    assert "Elm" in result.out


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Name,Overall\nElm,G\x00od\n", "people.csv:2:1: holds a NUL byte"),
        (b"Name,Overall\nElm,\x81\xffgood\n", "people.csv:2:1: is neither UTF-8 nor Windows-1252"),
        (b"Name,Overall\nElm," + b"x" * 100_000 + b"\n", "neither bands nor known to mean no rating"),
        (b'Name,Overall\n"Elm,' + b"x" * 200_000 + b"\n", "people.csv:2:1: cannot be read from about here on"),
        (b"Name,Overall\n", "people.csv:2:1: holds no row below the headings"),
        (b"Name,Overall\n\xc3\x89cole,Good\nElm\xe9,Good\n", "people.csv:3:1: is UTF-8 but for one byte"),
        (b"Name,Overall\n\xc3\x89cole,Good\nElm,Good \xc3", "people.csv:3:1: is UTF-8 but for one byte"),
        (b"\xff\xfeN\x00", "people.csv"),
    ],
)
def test_bytes_that_are_no_table_are_refused(data: bytes, message: str, tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    result = ratings("table", "--data", path)
    assert (result.status, result.out) == (1, "")
    assert message in result.err


def archive(name: str, text: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("name", ["homes.csv", "homes.xlsx", "homes", "homes.yaml"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archive("xl/workbook.xml", "<workbook/>"), "is no workbook that can be read: "),
        (archive("content.xml", "<a/>"), "is no workbook that can be read: "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is no workbook that can be read: "),
        (archive("homes.csv", "Name,Overall\n")[:40], "cannot be unpacked: File is not a zip file"),
        (gzip.compress(b"Name,Overall\n")[:-9], "cannot be unpacked: "),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html>, and", "is a web page, or a workbook saved as XML"),
        (b'<?xml version="1.0"?><Workbook/>', "is a web page, or a workbook saved as XML"),
    ],
    ids=["xlsx", "ods", "xls", "zip", "gzip", "pdf", "html", "xml"],
)
def test_a_file_that_is_no_text_is_known_by_what_it_holds(
    data: bytes, message: str, name: str, tmp_path: Path, ratings: Run
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = ratings("table", "--data", path)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"{path}: {message}")
    assert f"{path}: error: {message}" in ratings("check", path).out


GIANT = "Name,Overall,Report\nElm,Good,{}\nOak,Inadequate,-\n"


@pytest.mark.parametrize("text", [GIANT, '\n"{}"\n\n' + GIANT.format("-"), GIANT.replace("{}", '"{}\n"')])
def test_a_long_cell_that_is_not_read_is_no_matter(text: str, tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text.format("word " * 100_000), encoding="utf-8")
    rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [(row["provider"], row["overall"]) for row in rows] == [("Elm", "good"), ("Oak", "inadequate")]


def test_a_cell_that_takes_too_much_memory_is_refused_by_line(
    tmp_path: Path, ratings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (dialect, rows):
        monkeypatch.setattr(module, "MOST_CHARACTERS", 1000)
    path = tmp_path / "people.csv"
    path.write_text("Name,Overall,Report\nElm,Good,-\n" + "Oak,Good," + "x" * 1001 + "\n", encoding="utf-8")
    assert ratings("table", "--data", path).err == (
        f"{path}:3:1: has a cell of more than 1,000 characters (close its quotation mark, or shorten it)\n"
    )


def test_a_file_that_has_not_its_settled_encoding_is_refused_by_line(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("Name,Overall\nElm,Good\nCaf\u00e9,Good\n", "homes.csv")
    settled = write("inspections: {csv: homes.csv, encoding: ascii}\n", "homes.yaml")
    expected = f"{path}:3:1: is not ascii text (settle 'encoding')\n"
    assert ratings("table", "--data", settled).err == expected
    assert ratings("table", "--data", settled, "--explain").err == expected


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "homes.csv"
    path.write_bytes(b"\xef\xbb\xbfName,Published,Overall\r\nElm,2021-05-03,Good\r\n")
    rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [(row["provider"], row["overall"]) for row in rows] == [("Elm", "good")]


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
CELLS = st.tuples(NAMES, st.sampled_from(["Good", "inadequate", "Not judged"]), st.dates(dt.date(2000, 1, 1)))


@given(st.lists(CELLS, min_size=1, max_size=30, unique_by=lambda row: row[0].casefold()), st.booleans())
def test_quotation_marks_change_nothing(rows: list[tuple[str, str, dt.date]], quoted: bool) -> None:  # noqa: FBT001
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.table import read_table

    assume(all(name.casefold() not in NO_VALUE | TOTALS for name, _, _ in rows))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(
        [["Name", "Overall", "Published"], *rows]
    )
    table = read_table(out.getvalue().encode(), "homes.csv", CsvInspections())
    read = [
        (
            inspection.provider,
            inspection.overall.value if inspection.overall else "Not judged",
            inspection.published and inspection.published.iso,
        )
        for inspection in table.inspections
    ]
    assert read == [(name, word.lower() if word == "Good" else word, day.isoformat()) for name, word, day in rows]


@given(
    st.lists(st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)), min_size=1),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y"]),
)
def test_a_column_of_dates_is_read_rightly_or_not_at_all(days: list[dt.date], form: str) -> None:
    texts = [day.strftime(form) for day in days]
    found = read_dates(texts)
    # 21.05.13 may be a day in 2013 or in 2021, unless a last figure in the column can be no day of a month.
    year_is_last = form.endswith("Y") or any(not 1 <= day.year % 100 <= 31 for day in days)
    forms = [
        form,
        form.replace("%d", "?").replace("%m", "%d").replace("?", "%m"),
        *(() if year_is_last else ["%y.%m.%d"]),
    ]
    is_one_day = all(len({day for other in forms if (day := read_as(text, other))}) == 1 for text in texts)
    certain = is_one_day or (year_is_last and any(day.day > 12 for day in days))
    assert bool(found.either) != certain
    if certain:
        assert [found.values[text] for text in texts] == [parse_date(day.isoformat()) for day in days]


def read_as(text: str, form: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day
    except ValueError:
        return None


@pytest.mark.parametrize(
    "command",
    [["by", "date"], ["post"], ["post", "elm"], ["show", "elm"], ["compare", "elm", "oak"], ["feed"], ["page"]],
    ids=" ".join,
)
def test_a_csv_without_leagues_serves_every_command(command: list[str], tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Published,Overall\nElm House,2019-05-03,Good\nOak House,2019-05-04,Inadequate\n")
    result = ratings(*command, "--data", path)
    assert result.status == 0, result.err
    assert "Elm House" in result.out
    assert "good" in result.out


@pytest.mark.parametrize(
    "text",
    [
        "Name,Published,Overall,Ofsted grade\nElm,2021-05-03,Good,1\nOak,2021-05-04,Adequate,4\n",
        "Force,Published,Overall,Note\nElm,2021-05-03,Good,-\nOak,2021-05-04,Adequate,Ofsted came too\n",
        "PEEL inspections; some were made with Ofsted\nForce,Published,Overall\nElm,2021-05-03,Adequate\n",
        "Grades are not those of Ofsted\nName,Published,Overall\nElm,2021-05-03,Adequate\n",
        "Prison name,Ofsted region,Published,Overall\nElm,South,2021-05-03,4\n",
        "Source,Name,Published,Overall\nOfsted,Elm,2021-05-03,Good\nEstyn,Oak,2021-05-03,Adequate\n",
        "Remark,Name,Published,Overall\nOfsted,Elm,2021-05-03,Adequate\n",
        "Web link,Prison,Published,Overall\nOfsted page,Elm,2021-05-03,Adequate\n",
    ],
)
def test_ofsted_s_scale_holds_for_no_table_but_its_own(text: str, tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    result = ratings("table", "--data", path)
    assert result.status == 1
    assert "'Adequate' (1 row" in result.err or "'4' (1 row" in result.err


def test_a_grade_of_ofsted_in_a_table_of_another_is_not_turned_upside_down(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Prison,Published,Overall,Ofsted grade\nElm,2021-05-03,Good,4\n", encoding="utf-8")
    result = ratings("standards", "--data", path)
    assert "Ofsted grade" not in result.out


@pytest.mark.parametrize(
    "text",
    [
        "Source: Ofsted\nName,Published,Overall\nElm,2021-05-03,Satisfactory\n",
        "Name,Ofsted Region,Published,Overall\nElm,South,2021-05-03,3\n",
        "Web link,Name,Published,Overall\nOfsted Social Care Page,Elm,2021-05-03,Adequate\nNote: none\n",
        "Name,Published,Overall,URL\nElm,2021-05-03,Adequate,https://reports.ofsted.gov.uk/provider/3/1\n",
    ],
)
def test_ofsted_s_own_table_is_read_by_its_own_scale(text: str, tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [row["overall"] for row in rows] == ["requires improvement"]


@pytest.mark.parametrize(
    ("heading", "is_read"),
    [
        ("Safety (previous)", False),
        ("Last overall rating", False),
        ("Rating before last", False),
        ("Safety at last inspection", False),
        ("Prior_Safety", False),
        ("Latest safety rating", True),
        ("Previoussafetyrating", False),
        ("Lastsafetyrating", False),
        ("Safetyratingatlastinspection", False),
        ("Overalleffectivenessatpreviousinspection", False),
        ("Latestsafetyrating", True),
    ],
)
def test_a_column_about_an_earlier_inspection_is_no_standard_of_this_one(
    heading: str,
    is_read: bool,  # noqa: FBT001
) -> None:
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.table import read_table

    text = f"Name,Published,Overall,{heading}\nElm,2021-05-03,Good,Inadequate\n"
    table = read_table(text.encode(), "people.csv", CsvInspections())
    assert bool(table.inspections[0].standards) is is_read


def test_a_quotation_mark_that_is_never_closed_is_shown_where_it_opens(tmp_path: Path, ratings: Run) -> None:
    rows = [f'"Home ""{number}""","2021-05-03",Good\n' for number in range(50_000)]
    rows[40_000] = '"Home,2021-05-03,Good\n'
    rows[20_000] = '"Home\nof two lines","2021-05-03",Good\n'
    path = tmp_path / "people.csv"
    path.write_text("Name,Published,Overall\n" + "".join(rows), encoding="utf-8")
    result = ratings("table", "--data", path)
    assert result.status == 1
    # Line 2 holds the first row, and one row above it stands on two lines.
    assert f"{path}:40003:1: cannot be read from about here on" in result.err


def test_a_quotation_mark_inside_a_cell_opens_nothing(tmp_path: Path, ratings: Run) -> None:
    rows = ['Home 5" House,2021-05-03,Good\n', '"Home\nof two lines",2021-05-03,Good\n']
    path = tmp_path / "people.csv"
    more = "".join(f"Home {number},2021-05-03,Good\n" for number in range(2000))
    text = "Name,Published,Overall\n" + rows[0] + more + rows[1]
    path.write_text(text, encoding="utf-8")
    result = ratings("table", "--data", path, "--format", "json")
    names = {row["provider"] for row in result.json["rows"]}
    assert len(names) == 2002
    assert {'Home 5" House', "Home of two lines"} <= names
    path.write_text(text + "Ash,2021-05-03,Godo\nOak,2021-13-03,Good\n", encoding="utf-8")
    # The heading, 2,001 rows of one line, one of two, and then the rows on lines 2005 and 2006.
    assert f"{path}:2006:1: '2021-13-03'" in ratings("table", "--data", path).err


TWICE = "Name,Published,Overall,Safe,Safe\nElm,2021-05-03,Good,Good,Good\nOak,2021-05-04,Good,Good,{}\n"


def test_of_two_columns_with_one_heading_neither_overwrites_the_other(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text(TWICE.format("Inadequate"), encoding="utf-8")
    result = ratings("standards", "--data", path)
    assert result.status == 1
    assert "columns #4 and #5 are both headed 'Safe', and differ on line 3" in result.err
    path.write_text(TWICE.format("Good"), encoding="utf-8")
    assert ratings("standards", "--data", path).status == 0


@pytest.mark.parametrize(("number", "band"), [("#4", "good"), ("#5", "inadequate")])
def test_a_column_can_be_named_by_its_number(number: str, band: str, tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text(TWICE.format("Inadequate"), encoding="utf-8")
    options = ["--column", f"overall={number}", "--column", "standards=none"]
    made = tmp_path / "people.yaml"
    assert ratings("init", path, "-o", made, *options).status == 0
    for read in (["--data", path, *options], ["--data", made]):
        rows = ratings("table", *read, "--format", "json").json["rows"]
        assert {row["provider"]: row["overall"] for row in rows} == {"Elm": "good", "Oak": band}
    assert "there is no column #9 (the columns are #1 to #5)" in (
        ratings("table", "--data", path, "--column", "overall=#9").err
    )


def test_a_doubtful_heading_that_stands_twice_is_asked_for_by_number(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Overall,Overall\nElm,Good,Inadequate\n", encoding="utf-8")
    said = ratings("table", "--data", path).err
    assert "--column 'overall=#2'; in YAML columns: {overall: \"#2\"}" in said


def test_a_column_of_labelled_figures_is_not_passed_over_in_silence(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Published,Overall,Safety,Places\nElm,2021-05-03,1,4,40\n", encoding="utf-8")
    options = ["--label", "1=good", "--label", "4=inadequate"]
    assert "hold bands: 'Safety' (" in ratings("table", "--data", path, *options).err
    named = ratings("standards", "--data", path, *options, "--column", "standards=Safety")
    assert "Safety" in named.out


def test_a_suggested_option_is_safe_to_paste(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Overall\nElm,$(touch oops) it's\n", encoding="utf-8")
    said = ratings("table", "--data", path).err
    words = shlex.split(said[said.index("--label") : said.index("; in YAML")])
    assert words == ["--label", "$(touch oops) it's=BAND", "or", "--not-a-rating", "$(touch oops) it's"]
    assert 'not_ratings: ["$(touch oops) it\'s"], with a band in place of BAND' in said


def test_dates_that_may_begin_with_the_year_are_asked_for(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Published,Overall\nElm,21/05/13,Good\n", encoding="utf-8")
    result = ratings("table", "--data", path)
    assert result.status == 1
    assert "'21/05/13' leaves it open (add --dates day-first" in result.err
    rows = ratings("table", "--data", path, "--dates", "day-first", "--format", "json").json["rows"]
    assert [row["published"] for row in rows] == ["2013-05-21"]


def test_totals_are_no_providers(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    rows = "".join(f"{number},Home {number},2021-05-03,Good\n" for number in range(10))
    more = ",Grand TOTAL,,Good\n100,England,2021-05-03,Good\n,Homes in all,2021-05-03,Good\n"
    path.write_text("URN,Name,Published,Overall\n" + rows + more, encoding="utf-8")
    result = ratings("table", "--data", path, "--format", "json")
    assert {row["provider"] for row in result.json["rows"]} == {f"Home {number}" for number in range(10)}
    # The heading is line 1 and the ten homes are lines 2 to 11.
    assert "Left out as totals: lines 12 and 13." in result.err
    assert "no id where nearly every row has one: line 14." in result.err


def test_spelling_makes_no_second_provider(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    rows = "Ash House,2020-05-03,Good\nASH  HOUSE\u00a0,2021-05-03,Inadequate\nAsh\u200b House,2022-05-03,Good\n"
    path.write_text("Name,Published,Overall\n" + rows, encoding="utf-8")
    shown_rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [(row["provider"], row["previous"]) for row in shown_rows] == [("Ash House", "inadequate")]
    assert "3 reports" in ratings("show", "ash house", "--data", path).out


def test_an_id_that_a_spreadsheet_has_made_a_fraction_is_the_same_id(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    rows = "100.0,Ash,2020-05-03,Good\n100,Ash,2021-05-03,Good\n100.5,Oak,2021-05-03,Good\nrx1,Elm,2021-05-03,Good\n"
    path.write_text("URN,Name,Published,Overall\n" + rows + "RX1,Elm,2020-05-03,Good\n", encoding="utf-8")
    found = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert sorted(row["provider"] for row in found) == ["Ash", "Elm", "Oak"]


def test_that_nothing_is_left_is_said(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Published,Overall\nElm,2021-05-03,Good\nElm,2021-05-03,Inadequate\n", encoding="utf-8")
    result = ratings("table", "--data", path, "--contradictory", "leave-out")
    assert "contradict each other: Elm. So no provider is left." in result.err


def test_ids_that_differ_in_spaces_and_case_alone_are_one(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,Name,Published,Overall\nRX 1,Elm,2019-05-03,Good\nrx  1,Elm,2020-05-03,Inadequate\n")
    shown = ratings("table", "--data", path, "--format", "json").out
    assert [row["previous"] for row in json.loads(shown)["rows"]] == ["good"]


def test_a_column_that_is_settled_to_be_none_stays_none_in_yaml(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Area,Published,Overall\nElm,North,2020-05-13,Good\nElm,South,2021-05-13,Inadequate\n")
    made = tmp_path / "people.yaml"
    assert ratings("init", path, "-o", made, "--column", "area=none").status == 0
    rows = ratings("table", "--data", made, "--format", "json").json["rows"]
    assert [(row["provider"], row["overall"], row["previous"]) for row in rows] == [("Elm", "inadequate", "good")]


def test_who_runs_a_body_is_known_before_it_has_a_rating(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "homes.csv"
    path.write_text(
        "Name,Owner,Overall,Published\nElm,Acme,Good,2020-05-13\nDale,Brook,,2019-05-14\nDale,Delta,,2020-05-14\n"
    )
    rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [(row["provider"], row["owner"], row["owner_now"]) for row in rows] == [
        ("Elm", "Acme", "Acme"),
        ("Dale", None, "Delta"),
    ]
    assert "Delta" in ratings("table", "--data", path).out
    assert "Run by Delta, but not rated: Dale." in ratings("table", "--data", path, "--owner", "delta").out


def test_who_runs_a_body_now_is_what_its_newest_report_says(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "homes.csv"
    path.write_text("Name,Owner,Overall,Published\nElm,Acme,Good,2020-05-13\nElm,Delta,,2021-05-14\n")
    (row,) = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert (row["overall"], row["owner"], row["owner_now"]) == ("good", "Acme", "Delta")
    (row,) = ratings("table", "--data", path, "--format", "json", "--as-of", "2020-12-31").json["rows"]
    assert (row["owner"], row["owner_now"]) == ("Acme", "Acme")
    assert "Acme (now Delta)" in ratings("table", "--data", path).out


def test_a_name_that_looks_like_one_with_an_id_stays_apart_from_it(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "homes.csv"
    path.write_text("Name,URN,Overall\nHope,1,Good\nHope,2,Good\nHope [1],3,Inadequate\nElm [closed],4,Good\n")
    rows = ratings("table", "--data", path, "--format", "json").json["rows"]
    assert [row["provider"] for row in rows] == ["Elm [closed]", "Hope [1]", "Hope [2]", "Hope [1] [3]"]


def test_no_band_is_suggested_for_a_cell_of_two(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "homes.csv"
    path.write_text("Name,Overall\nElm,Good\nOak,Good\nAsh,Good/Outstanding\n")
    assert "--label Good/Outstanding=BAND" in ratings("table", "--data", path).err


def test_those_who_are_left_out_are_all_named(tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "homes.csv"
    rows = [f"Home {number},2020-05-13,{band}" for number in range(10, 19) for band in ("Good", "Inadequate")]
    path.write_text("\n".join(["Name,Published,Overall", "Elm,2020-05-13,Good", *rows, ""]))
    said = ratings("table", "--data", path, "--contradictory", "leave-out").err
    assert all(f"Home {number}" in said for number in range(10, 19))


@pytest.mark.parametrize("command", ["table", "page", "feed", "standards"])
def test_the_csv_that_a_data_file_names_is_not_written_over(command: str, tmp_path: Path, ratings: Run) -> None:
    path = tmp_path / "homes.csv"
    text = "Name,URN,Overall,Published\nElm,1,Good,2020-05-13\n"
    path.write_text(text)
    settled = tmp_path / "homes.yaml"
    assert ratings("init", path, "-o", settled).status == 0
    (tmp_path / "link.csv").symlink_to(path)
    for output in (path, tmp_path / "link.csv", settled):
        options = ("--format", "csv") if command in {"table", "standards"} else ()
        result = ratings(command, "--data", settled, "-o", output, *options)
        assert result.status == 2
        assert "is the data file itself, which stays as it is" in result.err
    assert path.read_text() == text


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_a_row_without_a_rating_is_no_inspection_beside_a_rated_one_of_its_day(
    order: tuple[int, ...], tmp_path: Path, ratings: Run
) -> None:
    rows = ["Elm,Good,2020-05-13", "Elm,,2020-05-13", "Elm,Not judged,2020-05-13"]
    path = tmp_path / "homes.csv"
    path.write_text("\n".join(["Name,Overall,Published", *(rows[number] for number in order), ""]))
    result = ratings("table", "--data", path, "--format", "json")
    assert [(row["overall"], row["inspections"]) for row in result.json["rows"]] == [("good", 1)]
    assert "Earlier rating kept" not in ratings("table", "--notes", "all", "--data", path).out


def test_rows_that_contradict_each_other_take_time_in_step_with_their_number() -> None:
    from ratings_cli.reading.csv.settings import CsvInspections
    from ratings_cli.reading.csv.table import read_table
    from ratings_cli.reading.diagnostics import DataError

    def seconds(rows: int) -> float:
        text = "Name,Published,Rating\n" + "Elm,2021-05-03,Good\nElm,2021-05-03,Inadequate\n" * (rows // 2)
        before = time.process_time()
        with pytest.raises(DataError, match="is rated differently on 2021-05-03: 'Rating' differs"):
            read_table(text.encode(), "homes.csv", CsvInspections())
        return time.process_time() - before

    assert seconds(40_000) < 8 * seconds(10_000) + 0.5


@pytest.mark.parametrize(
    ("heading", "is_of_a_place"),
    [
        ("Town", True),
        ("Post_Code", True),
        ("postcode", True),
        ("Address1", True),
        ("Address line 2", True),
        ("Setting address - street", True),
        ("Location Latitude", True),
        ("E-mail address", False),
        ("Web address", False),
        ("Registered company address", False),
        ("Headteacher", False),
        ("Remark", False),
    ],
)
def test_headings_of_places_are_known(heading: str, *, is_of_a_place: bool) -> None:
    from ratings_cli.reading.csv.vocabulary import fold_heading
    from ratings_cli.reading.csv.vocabulary import is_of_a_place as says

    assert says(fold_heading(heading)) is is_of_a_place


def test_a_provider_of_empty_rows_alone_stays_with_one_report(ratings: Run, write: Callable[..., Path]) -> None:
    path = write("Name,Year,Published,Rating\nElm,1,,\nElm,2,,\nOak,1,2020-01-02,Good\nOak,2,,\n", "homes.csv")
    assert ratings("table", "--data", path, "-f", "csv").out.count("\n") == 3
    assert "1 report" in ratings("show", "Oak", "--data", path).out
    assert "Earlier rating kept" not in ratings("table", "--notes", "all", "--data", path).out


def test_a_line_of_a_hundred_thousand_headings_is_read_in_step_with_it(
    ratings: Run, write: Callable[..., Path]
) -> None:
    def seconds(columns: int) -> float:
        path = write(f"Name,Overall{',Column x' * columns}\nElm,Good{',x' * columns}\n", f"{columns}.csv")
        start = time.process_time()
        assert ratings("table", "--data", path).status == 0
        return time.process_time() - start

    seconds(10)
    assert seconds(100_000) < 4  # it takes one; it took seven when each line of the vocabulary looked at each heading


def test_no_band_is_sought_for_remarks_to_come_near_to(
    ratings: Run, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a table of 25,000 rows with three columns of remarks that took nine parts in ten of the time of reading."""
    rows = "".join(f"Home {number},Good,remark {number}\n" for number in range(100))
    path = write(f"Name,Overall,Remark\n{rows}", "homes.csv")
    monkeypatch.setattr("ratings_cli.model.scale.nearest", lambda *_, **__: pytest.fail("a band is sought"))
    assert ratings("table", "--data", path).status == 0


class TestExplain:
    """`--explain`: what each column was taken for, in place of the table."""

    def test_each_column_is_shown_with_three_cells_that_differ(self, ratings: Run, write: Callable[..., Path]) -> None:
        rows = "".join(f"{name},Good,{region},Bad\n" for name, region in zip("ABCDE", "NNSSE", strict=True))
        path = write(f"Name,Overall,Place of work,Previous rating\n{rows}", "homes.csv")
        result = ratings("table", "--data", path, "--explain", "--format", "json")
        assert result.status == 0
        assert [(row["heading"], row["taken_for"].partition(":")[0], row["cells"]) for row in result.json["rows"]] == [
            ("Name", "provider", ["A", "B", "C"]),
            ("Overall", "overall", ["Good"]),
            ("Place of work", "", ["N", "S", "E"]),
            ("Previous rating", "", ["Bad"]),
        ]
        assert "Taken: provider 'Name'; overall 'Overall'." in result.err

    def test_where_a_question_is_left_it_is_asked_after_the_columns(self, ratings: Run, homes: Path) -> None:
        result = ratings("table", "--data", homes.with_suffix(".csv"), "--explain")
        assert result.status == 1
        assert "overall: the overall rating" in result.out
        assert "'Adequate' (1 row, in 'Grade')" in result.err

    def test_while_a_column_is_asked_for_no_other_is_said_to_be_certain(
        self, ratings: Run, write: Callable[..., Path]
    ) -> None:
        path = write("Name,Overall rating,Overall effectiveness\nElm,Good,Good\n", "homes.csv")
        result = ratings("table", "--data", path, "--explain", "--format", "json")
        assert result.status == 1
        assert [row["taken_for"] for row in result.json["rows"]] == ["", "", ""]

    def test_what_is_settled_in_yaml_counts(self, ratings: Run, homes: Path) -> None:
        for command in ("table", "check"):
            result = ratings(command, "--data", homes, "--explain")
            assert result.status == 0
            assert "published: when the report was published" in result.out

    def test_a_mistake_in_yaml_is_shown_on_its_line(self, ratings: Run, homes: Path) -> None:
        homes.write_text(SETTLED.replace("labels:", "lables:"), encoding="utf-8")
        result = ratings("table", "--data", homes, "--explain")
        assert result.err == f"{homes}:5:3: unknown key 'lables' (did you mean 'labels'?)\n"

    def test_without_a_table_there_is_nothing_to_explain(self, ratings: Run, write: Callable[..., Path]) -> None:
        assert ratings("table", "--explain").status == 2
        path = write("inspections:\n  - {provider: Elm, overall: good}\n")
        assert "has no columns to explain" in ratings("table", "--data", path, "--explain").err
