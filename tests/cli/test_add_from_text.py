"""`ratings add --from`: what is shown, what is entered, and that nothing goes in unseen that is not sure."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Run, at_a_terminal

from ratings_cli.cli.add_options import command_for
from ratings_cli.model.scale import Band
from ratings_cli.reading import read

CASES = ROOT / "tests" / "cases" / "text"
RELEASE = """\
address: https://example.org/easton
publisher: The Gazette

In a report published today (3 May 2026) Easton PDU is given an overall rating of ‘Good’, up from ‘Inadequate’ before.

Leadership was rated ‘Outstanding’. Staffing was rated ‘Good’ or ‘Outstanding’. Leaders hope for better.
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.yaml"
    path.write_text((CASES / "record.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture
def release(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "release.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_json_gives_each_value_with_its_sentence_and_the_rule(
    ratings: Run, record: Path, release: Callable[[str], Path]
) -> None:
    result = ratings("add", "--data", record, "--from", release(RELEASE), "--format", "json")
    (entry,) = json.loads(result.out)["entries"]
    sentence = RELEASE.splitlines()[3]
    assert entry["provider"] == {
        "value": "Easton",
        "sentence": sentence,
        "certainty": "stated",
        "rule": "name",
        "words": "Easton PDU",
    }
    assert (entry["overall"]["value"], entry["overall"]["rule"]) == ("good", "overall-rating")
    assert entry["published"]["value"] == "2026-05-03"
    assert {name: value["value"] for name, value in entry["standards"].items()} == {"leadership": "outstanding"}
    assert record.read_text(encoding="utf-8") == (CASES / "record.yaml").read_text(encoding="utf-8")


def test_without_a_terminal_it_proposes_and_gives_the_command_that_would_add_it(
    ratings: Run, record: Path, release: Callable[[str], Path]
) -> None:
    path = release(RELEASE)
    result = ratings("add", "--data", record, "--from", path, "--explain")
    assert "overall                     good  (stated, by the rule overall-rating)" in result.out
    assert "[overall rating of ‘Good’]" in result.out
    command = next(line for line in result.out.splitlines() if line.startswith("ratings add "))
    assert "--overall good" in command
    assert "--source 'The Gazette, https://example.org/easton'" in command


def test_yes_adds_what_is_stated_with_what_each_source_supports(
    ratings: Run, record: Path, release: Callable[[str], Path]
) -> None:
    result = ratings("add", "--data", record, "--from", release(RELEASE), "--yes")
    assert result.status == 0
    assert "Easton: inadequate -> good" in result.err
    added = read(record).inspections[-1]
    assert (added.overall, added.standards) == (Band.GOOD, {"leadership": Band.OUTSTANDING})
    assert str(added.published) == "3 May 2026"
    (source,) = added.sources
    assert (source.publisher, source.url) == ("The Gazette", "https://example.org/easton")
    assert {"overall", "published", "leadership"} <= set(source.supports)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Easton PDU was inspected. In 2022 it was rated ‘Inadequate’.", "the overall rating of Easton is not stated"),
        ("Easton Youth Justice Service has an overall rating of ‘Good’.", "names no provider of the file"),
        ("Oldbury PDU has an overall rating of ‘Good’.", "the file knows no provider 'Oldbury'"),
        (
            "Easton PDU has an overall rating of ‘Good’.\n\nThe overall rating of Easton PDU is ‘Inadequate’.",
            "the overall rating of Easton is unclear",
        ),
        (
            "Northshire CRC has an overall rating of ‘Good’ in a report published today (20 September 2018).",
            "already in the file: Northshire",
        ),
        (
            "Castleham PDU has been rated ‘Good’ overall. The other is Easton PDU (rated ‘Inadequate’).",
            "already in the file: Easton, 1 Mar 2022, inadequate",
        ),
    ],
)
def test_yes_refuses_what_is_not_sure(
    ratings: Run, record: Path, release: Callable[[str], Path], text: str, message: str
) -> None:
    before = record.read_text(encoding="utf-8")
    result = ratings("add", "--data", record, "--from", release(text), "--yes")
    assert (result.status, record.read_text(encoding="utf-8")) == (2, before)
    assert message in result.err


def test_several_services_are_added_together(ratings: Run, record: Path, release: Callable[[str], Path]) -> None:
    text = "Easton PDU and Castleham PDU were both rated ‘Good’ by inspectors.\n"
    result = ratings("add", "--data", record, "--from", release(text), "--yes", "--source", "https://example.org/two")
    assert result.status == 0
    assert [inspection.provider for inspection in read(record).inspections[-2:]] == ["Easton", "Castleham"]


def test_options_win_over_the_text(ratings: Run, record: Path, release: Callable[[str], Path]) -> None:
    result = ratings("add", "--data", record, "--from", release(RELEASE), "--yes", "--published", "4 May 2026")
    assert result.status == 0
    assert str(read(record).inspections[-1].published) == "4 May 2026"


def test_a_release_can_be_pasted(process: Run, record: Path) -> None:
    result = process("add", "--data", record, "--from", "-", "--format", "json", input=RELEASE.encode())
    assert json.loads(result.out)["entries"][0]["overall"]["value"] == "good"


def _pdf(text: str) -> bytes:
    """A PDF of one page that carries a line of text, written by hand."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    stream = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 800] /Contents 4 0 R /Resources << /Font << /F1 %s >> >> >>"
        % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("page.md", "# Easton PDU\n\n**Easton PDU** has been given an overall rating of ‘Good’.\n"),
        ("page.html", "<html><body><h1>Easton PDU</h1><p>It has an overall rating of <b>‘Good’</b>.</p></body></html>"),
        ("page.html", "<!DOCTYPE html>\n<article><p>Easton PDU has an overall rating of ‘Good’.</p></article>"),
    ],
)
def test_a_page_is_read_from_its_file(ratings: Run, record: Path, tmp_path: Path, name: str, page: str) -> None:
    path = tmp_path / name
    path.write_text(page, encoding="utf-8")
    result = ratings("add", "--data", record, "--from", path, "--format", "json")
    (entry,) = json.loads(result.out)["entries"]
    assert [entry[field]["value"] for field in ("provider", "overall")] == ["Easton", "good"]


def test_the_text_that_a_pdf_carries_is_read(ratings: Run, record: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(_pdf("Easton PDU has been given an overall rating of 'Good'."))
    result = ratings("add", "--data", record, "--from", path, "--format", "json")
    assert json.loads(result.out)["entries"][0]["overall"]["value"] == "good"
    path.write_bytes(b"%PDF-1.4 and nothing more")
    assert ratings("add", "--data", record, "--from", path).status == 2


def test_a_text_plays_no_tricks_on_the_terminal(ratings: Run, record: Path, release: Callable[[str], Path]) -> None:
    text = "Easton PDU has an overall rating of ‘Good’\x1b]0;title\x07 \u202esaid inspectors.\n"
    result = ratings("add", "--data", record, "--from", release(text))
    assert not {"\x1b", "\x07", "\u202e"} & set(result.out + result.err)


def test_in_a_terminal_each_value_is_kept_changed_or_dropped(record: Path, release: Callable[[str], Path]) -> None:
    answers = ["", "3 June 2026", "", "-", "y"]  # the programme, the day, the overall rating, leadership, the question
    shown = at_a_terminal(
        ["add", "--data", record, "--from", release(RELEASE)], "".join(f"{answer}\n" for answer in answers)
    )
    assert "Enter keeps what is stated" in shown
    added = yaml.safe_load(record.read_text(encoding="utf-8"))["inspections"][-1]
    assert (str(added["published"]), added["overall"], "standards" in added) == ("2026-06-03", "good", False)
    assert shown.rstrip().endswith("Easton: inadequate -> good; 1 of 1")


def test_in_a_terminal_it_asks_for_what_the_text_does_not_say(record: Path, release: Callable[[str], Path]) -> None:
    text = "The overall rating of Easton PDU is ‘Good’, HM Inspectorate of Probation says.\n"
    answers = ["", "4 May 2026", "https://example.org/easton", "", "y"]  # overall, the day, the source, no other, yes
    shown = at_a_terminal(
        ["add", "--data", record, "--from", release(text)], "".join(f"{answer}\n" for answer in answers)
    )
    added = yaml.safe_load(record.read_text(encoding="utf-8"))["inspections"][-1]
    assert (str(added["published"]), added["overall"]) == ("2026-05-04", "good")
    assert added["sources"] == [
        {"publisher": "example.org", "url": "https://example.org/easton", "supports": ["overall"]}
    ]
    assert "Easton: inadequate -> good" in shown


def test_one_flow_from_the_release_to_the_post(process: Run, tmp_path: Path) -> None:
    (tmp_path / "ratings.yaml").write_text((CASES / "record.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "release.txt").write_text(RELEASE, encoding="utf-8")
    assert process("add", "--from", "release.txt", "--yes", cwd=tmp_path).status == 0
    post = process("post", cwd=tmp_path)
    assert post.status == 0
    assert "Easton" in post.out.splitlines()[0] + post.out


def test_the_command_names_each_value_by_its_option() -> None:
    entry = {
        "provider": "Easton",
        "league": "Homes",
        "also": ["Weston"],
        "overall": Band.REQUIRES_IMPROVEMENT,
        "new_provider": {"is_new": True, "areas": ["Kent"]},
    }
    assert command_for(entry, "rec.yaml") == (
        "ratings add --data rec.yaml --provider Easton --league Homes --also Weston "
        "--overall 'requires improvement' --new-provider --area Kent"
    )
