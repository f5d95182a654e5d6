"""Reading: what is wrong with a file is said with its line and what to do; what is right is never changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
import yaml
from conftest import CASES_FOLDER, Run

from ratings_cli.model.records import Inspection, Programme, Provider
from ratings_cli.model.scale import Band
from ratings_cli.reading import DataError, read, read_yaml
from ratings_cli.reading.files import read_bytes
from ratings_cli.reading.yaml import parse

BAD = CASES_FOLDER / "bad"
Write = Callable[..., Path]


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_bad_file_is_refused_with_the_messages_beside_it(
    path: Path, ratings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BAD)
    result = ratings("table", "--data", path.name)
    assert result.err == path.with_suffix(".expected").read_text(encoding="utf-8")
    assert result.out == ""
    assert result.status == 1


@pytest.mark.parametrize("path", sorted(BAD.glob("yaml-syntax-*.yaml")), ids=lambda path: path.stem)
def test_where_pyyaml_has_no_parser_in_c_the_messages_are_the_same(
    path: Path, ratings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse, "LOADER", yaml.SafeLoader)
    test_each_bad_file_is_refused_with_the_messages_beside_it(path, ratings, monkeypatch)


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_a_line_end_of_yaml_alone_stays_between_double_quotes_and_counts_no_line(char: str) -> None:
    text = f'title: "a {char} b"\ninspections:\n  - {{overall: goood, provider: "A{char}B"}}\n'
    with pytest.raises(DataError) as caught:
        read_yaml(text, "data.yaml")
    assert [str(problem) for problem in caught.value.problems] == [
        "data.yaml:3:15: unknown band 'goood' (did you mean 'good'?)"
    ]
    data = read_yaml(text.replace("goood", "good"), "data.yaml")
    assert (data.title, data.providers[0].name) == (f"a {char} b", f"A{char}B")


def test_every_bad_file_and_every_expectation_has_its_other_half() -> None:
    assert {path.stem for path in BAD.glob("*.yaml")} == {path.stem for path in BAD.glob("*.expected")}


def test_every_place_points_at_a_line_of_the_file() -> None:
    for path in BAD.glob("*.expected"):
        rows = path.with_suffix(".yaml").read_bytes().splitlines()
        for message in path.read_text(encoding="utf-8").splitlines():
            place = message.removeprefix(f"{path.stem}.yaml").split(": ")[0]
            if place:
                _, line, column = place.split(":")
                assert 1 <= int(line) <= len(rows) + 1, message
                assert int(column) >= 1, message


def test_without_a_list_of_providers_one_name_may_be_of_several_leagues() -> None:
    data = read_yaml("inspections: [{provider: London, league: CRC}, {provider: London, league: NPS}]", "data.yaml")
    assert [provider.key for provider in data.providers] == [("CRC", "London"), ("NPS", "London")]


class TestFilesThatCannotBeRead:
    def test_a_missing_file(self, ratings: Run, tmp_path: Path) -> None:
        result = ratings("table", "--data", tmp_path / "nowhere.yaml")
        assert (
            result.err
            == f"{tmp_path}/nowhere.yaml: there is no such file (check its name, or start one: ratings init)\n"
        )
        assert (result.out, result.status) == ("", 1)

    def test_a_folder(self, ratings: Run, tmp_path: Path) -> None:
        result = ratings("table", "--data", tmp_path)
        assert result.err == f"{tmp_path}: is a folder (name the data file in it)\n"
        assert result.status == 1

    @pytest.mark.parametrize(
        ("error", "message"),
        [
            # Tests may run as root, whom the system lets read everything: so the refusal is played.
            (PermissionError(13, "Permission denied"), "may not be read (ask for permission to read it)"),
            (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
        ],
    )
    def test_what_the_system_refuses(
        self, error: OSError, message: str, ratings: Run, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write("inspections: []\n")

        def refuse(_: Path, mode: str) -> BinaryIO:
            assert mode == "rb"
            raise error

        monkeypatch.setattr(Path, "open", refuse)
        result = ratings("table", "--data", path)
        assert result.err == f"{path}: {message}\n"
        assert result.status == 1

    def test_a_name_that_no_system_allows(self) -> None:
        with pytest.raises(DataError, match="cannot be read: "):
            read_bytes(Path("with\0nul.yaml"))

    def test_a_file_too_large_to_be_kept_by_hand(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ratings_cli.reading.files.MOST_BYTES", 10)
        with pytest.raises(DataError, match="is larger than 64 MiB"):
            read(write("inspections: []\n"))


class TestWhatDoesNoHarm:
    def test_a_byte_order_mark(self, write: Write) -> None:
        data = read(write("\ufeffinspections:\n  - {provider: Northshire, overall: good}\n"))
        assert [inspection.provider for inspection in data.inspections] == ["Northshire"]

    def test_a_byte_order_mark_does_not_move_the_columns(self, write: Write) -> None:
        path = write("")
        path.write_bytes(b"\xef\xbb\xbfinspections: [{provider: A, overall: \xe9}]")
        with pytest.raises(DataError, match=r"data.yaml:1:38: is not UTF-8"):
            read(path)

    def test_line_ends_of_windows(self, write: Write) -> None:
        path = write("")
        path.write_bytes(
            b"inspections:\r\n  - {provider: Northshire, overall: good}\r\n  - {provider: B, overall: gud}\r\n"
        )
        with pytest.raises(DataError, match=r"data.yaml:3:28: unknown band 'gud'"):
            read(path)

    def test_the_beginners_file_of_one_line(self) -> None:
        data = read_yaml(
            "inspections: [{provider: Northshire CRC, owner: Acme, published: 2019-05-03, overall: good}]", "f"
        )
        (inspection,) = data.inspections
        assert (inspection.provider, inspection.owner, inspection.overall) == ("Northshire CRC", "Acme", Band.GOOD)
        assert [league.label for league in data.leagues] == ["Providers"]
        assert [owner.name for owner in data.owners] == ["Acme"]

    def test_a_file_without_inspections_yet(self, ratings: Run, write: Write) -> None:
        result = ratings("table", "--data", write("inspections: []\n"), "--format", "json")
        assert result.status == 0
        assert result.json["counts"]["total"] == 0


@pytest.mark.parametrize(
    "word", ["no", "on", "Yes", "2019", "012345", "1e3", "10:30", "2019-13-45", "0x1F", ".inf", "="]
)
def test_what_yaml_would_change_stays_the_text_that_was_written(word: str) -> None:
    (inspection,) = read_yaml(f"inspections: [{{provider: {word}}}]", "f").inspections
    assert inspection.provider == word


def test_problems_stand_in_the_order_of_lines_and_each_once() -> None:
    with pytest.raises(DataError) as caught:
        read(BAD / "all-at-once.yaml")
    places = [(problem.line, problem.column) for problem in caught.value.problems]
    assert places == sorted(places)
    assert len(caught.value.problems) == len(set(caught.value.problems)) == 7


def test_a_handover_on_one_day_is_no_overlap() -> None:
    # Working Links -> Seetec, 15 February 2019: the one ends on the day on which the other begins.
    text = """
providers:
  - name: Wales
    ownership:
      - {owner: Working Links, from: 2015-02, to: 2019-02-15}
      - {owner: Seetec, from: 2019-02-15, to: 2021-06}
inspections: [{provider: Wales, overall: good}]
"""
    assert len(read_yaml(text, "f").providers) == 1


def test_inexact_dates_of_ownership_overlap_only_when_they_must() -> None:
    # To some day of February, from some day of February: they need not overlap.
    periods = "[{owner: X, to: 2019-02}, {owner: Y, from: 2019-02}]"
    text = f"providers: [{{name: A, ownership: {periods}}}]\ninspections: [{{provider: A}}]"
    assert read_yaml(text, "f").providers[0].ownership[1].owner == "Y"


def test_two_ratings_on_one_day_in_two_programmes_are_two_inspections() -> None:
    text = """
inspections:
  - {provider: A, programme: one, published: 2019-05-03, overall: good}
  - {provider: A, programme: two, published: 2019-05-03, overall: inadequate}
"""
    assert len(read_yaml(text, "f").inspections) == 2


def test_records_are_frozen_and_entries_that_say_the_same_are_two_keys() -> None:
    for record in (Inspection(provider="Bell"), Programme(name="new"), Provider(name="Bell")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            record.note = "changed"  # type: ignore[misc]
        assert {record: 1}[record] == 1
    assert Inspection(provider="Bell").says_the_same(Inspection(provider="Bell"))
    assert not Inspection(provider="Bell").says_the_same(Inspection(provider="Bell", overall=Band.GOOD))
    assert len({Inspection(provider="Bell"), Inspection(provider="Bell")}) == 2
