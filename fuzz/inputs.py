"""Inputs that are nearly right: hypothesis makes them up, from what people and machines do to such files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

CORPUS = Path(__file__).parent / "corpus"
_WORKBOOKS = [
    path
    for path in sorted((Path(__file__).parent.parent / "tests" / "cases" / "workbooks").iterdir())
    if path.suffix in {".ods", ".xlsx"}
]
"""Not .xls and .xlsb: for a damaged one the library may ask for more memory than there is, and end the process."""
BANDS = (
    "good",
    "Good ",
    "outstanding",
    "RI",
    "requires\nimprovement",
    "inadequate",
    "poor",
    "gud",
    "",
    "n/a",
    "2",
    "no",
)
DATES = (
    "2019-05-03",
    "2018-09",
    "2025",
    "0001-01-01",
    "9999-12-31",
    "9999",
    "2019-02-29",
    "13/05/2019",
    "1/2/18",
    "",
    "x",
)
HOSTILE = (
    *(
        "<b>",
        "=1+1",
        "a|b",
        'a"b',
        "a,b",
        "a;b",
        "\x1b[2J",
        "\u202e",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "e\u0301",
        "\U0001f468",
    ),
    *(
        "null",
        "no",
        "0",
        "*a",
        "&a",
        "!!int",
        "- x",
        "? ",
        "{",
        "[",
        "#",
        "'",
        "\\",
        "\r",
        "\n",
        "\r\n",
        "\t",
        " ",
        "x" * 5000,
    ),
)
_SIGNS = ("inspections:", "provider", "overall", ": ", "\n- ", "\n  ", "<<: ", "---\n", '""', ",,")
SNIPPETS = (
    *(name.encode("utf-8", "surrogatepass") for name in (*HOSTILE, *BANDS, *DATES, *_SIGNS)),
    *(b"\xff", b"\xc3", b"\xff\xfe", b"\xef\xbb\xbf", b"\0"),
)

texts = st.one_of(
    st.sampled_from(("North", "South CRC", "Åland", "n/a")), st.sampled_from(HOSTILE), st.text(max_size=12)
)
bands = st.one_of(st.sampled_from(BANDS), texts)
dates = st.one_of(st.sampled_from(DATES), st.dates().map(str), texts)


@st.composite
def changed(draw: DrawFn, folder: str) -> bytes:
    """A file of the corpus with some of its bytes exchanged, left out, put twice or cut off."""
    seeds = sorted((CORPUS / folder).iterdir())
    return _changed(draw, draw(st.sampled_from(seeds)).read_bytes())


def _changed(draw: DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        put = draw(st.one_of(st.sampled_from(SNIPPETS), st.binary(max_size=4), st.just(data[start:end] * 2)))
        data = data[:start] + put + data[end:]
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


@st.composite
def workbooks(draw: DrawFn) -> bytes:
    """A changed workbook; of one that is packed, a part is changed and packed again, so that it is looked at."""
    data = draw(st.sampled_from(_WORKBOOKS)).read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)) or draw(st.booleans()):
        return _changed(draw, data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = _changed(draw, parts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def _inspections() -> SearchStrategy[list[dict[str, Any]]]:
    standards = st.dictionaries(texts, bands, max_size=3)
    wild = st.recursive(
        texts, lambda strategy: st.lists(strategy, max_size=2) | st.dictionaries(texts, strategy, max_size=2)
    )
    return st.lists(
        st.fixed_dictionaries(
            {"provider": texts},
            optional={
                "overall": bands,
                "published": dates,
                "owner": texts,
                "standards": standards,
                "note": st.one_of(texts, wild),
                "league": texts,
                "sources": st.lists(st.fixed_dictionaries({"publisher": texts, "url": texts}), max_size=1),
            },
        ),
        max_size=5,
    )


@st.composite
def yaml_files(draw: DrawFn) -> bytes:
    """A YAML data file: a list of inspections in JSON, which YAML takes, or a changed file."""
    if draw(st.booleans()):
        return draw(changed("yaml"))
    body: dict[str, Any] = {"inspections": draw(_inspections())}
    if draw(st.booleans()):
        body["title"] = draw(texts)
    return json.dumps(body, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@st.composite
def csv_files(draw: DrawFn) -> bytes:
    """A CSV: any headings over any cells, in any encoding and with any line ends, or a changed file."""
    if draw(st.booleans()):
        return draw(changed("csv"))
    known = (
        "provider",
        "id",
        "owner",
        "area",
        "region",
        "league",
        "published",
        "overall",
        "standard",
        "rating",
        "staff",
    )
    headings = draw(st.lists(st.one_of(st.sampled_from(known), texts), min_size=1, max_size=6))
    kinds = {"published": dates, "overall": bands, "rating": bands, "staff": bands}
    row = st.tuples(*(kinds.get(heading, texts) for heading in headings)).map(list)
    rows = draw(st.lists(st.one_of(row, st.lists(texts, max_size=8)), max_size=8))
    above = draw(st.lists(st.lists(texts, max_size=3), max_size=2))
    text = io.StringIO(newline="")
    ends = draw(st.sampled_from(("\n", "\r\n", "\r")))
    writer = csv.writer(text, delimiter=draw(st.sampled_from(",;\t|")), lineterminator=ends)
    writer.writerows([*above, headings, *rows])
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "cp1252", "utf-16", "latin-1")))
    return text.getvalue().encode(encoding, "replace")


@st.composite
def command_lines(draw: DrawFn) -> list[str]:
    """A command with options that it has or has not, and values that fit or do not."""
    commands = (
        *("table", "by owner", "by area", "by region", "by date", "standards", "show", "compare", "scale", "check"),
        *("by league", "by year", "list", "list owners", "list areas", "list standards"),
        *("page", "init", "add", "add --dry-run", "", "nonsense", "post", "feed"),
    )
    args = draw(st.sampled_from(commands)).split()
    files = ("small.yaml", "small.csv", "bad.yaml", "", "-", "none.yaml", "/", "\udcff.csv", "x" * 300)
    names = st.one_of(st.sampled_from(("northshire", "acme", "all", "overall", "points", "")), texts)
    values: dict[str, SearchStrategy[str]] = {
        "--data": st.sampled_from(files),
        "--format": st.sampled_from(("table", "csv", "tsv", "json", "markdown", "html", "svg", "x", "")),
        "--output": st.sampled_from(("o.csv", "o.html", "o.svg", "o.md", "/", "none/o.csv", "", "/dev/full", "o.x")),
        **dict.fromkeys(("--as-of", "--since", "--from", "--until", "--published"), dates),
        **dict.fromkeys(("--owner", "--area", "--region", "--league", "--by", "--provider", "--source"), names),
        **dict.fromkeys(("--band", "--overall"), bands),
        "--limit": st.integers().map(str),
        "--min": st.integers().map(str),
        "--order": st.sampled_from(("best", "worst", "x")),
        **dict.fromkeys(("--column", "--label", "--standard"), st.builds("{}={}".format, texts, bands)),
        **dict.fromkeys(("--not-a-rating", "--dates", "--contradictory"), texts),
    }
    for option in draw(st.lists(st.sampled_from(sorted(values)), max_size=4)):
        args += [option, draw(values[option])]
    args += draw(
        st.lists(st.sampled_from(("--wide", "--sources", "--excel", "--page", "--strict", "--help")), max_size=2)
    )
    args += draw(st.lists(names, max_size=2))
    return [argument.replace("\0", "") for argument in args]  # no system passes it on
