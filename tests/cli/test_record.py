"""The shipped record against the totals that sources state, and against its own promise that nothing is unsourced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from conftest import ROOT, Run

from ratings_cli.model.dataset import DataSet
from ratings_cli.model.records import Inspection, Source
from ratings_cli.model.scale import Band

GOOD, RI, INADEQUATE = Band.GOOD, Band.REQUIRES_IMPROVEMENT, Band.INADEQUATE


def of(record: DataSet, programme: str) -> list[Inspection]:
    found = [inspection for inspection in record.inspections if inspection.programme == programme]
    assert found
    return found


def bands(inspections: list[Inspection]) -> dict[Band | None, int]:
    return dict(Counter(inspection.overall for inspection in inspections))


class TestTotalsThatSourcesState:
    def test_the_first_round_of_crcs(self, record: DataSet) -> None:
        # The league table of 26 September 2019 (Russell Webster): all 21 CRCs, one of them good, one inadequate.
        round_one = of(record, "crc-2018")
        assert len({inspection.provider for inspection in round_one}) == 21
        assert bands(round_one) == {GOOD: 1, RI: 19, INADEQUATE: 1}

    def test_the_first_round_of_nps_divisions(self, record: DataSet) -> None:
        # The same post: seven divisions, five good and two that require improvement.
        assert bands(of(record, "nps-2018")) == {GOOD: 5, RI: 2}

    def test_the_table_at_the_end_of_the_first_round(self, ratings: Run) -> None:
        for league, counts in (("CRC", (1, 19, 1)), ("NPS", (5, 2, 0))):
            found = ratings("table", "--league", league, "--as-of", "2019-09-26", "--format", "json").json["counts"]
            assert (found["good"], found["requires improvement"], found["inadequate"]) == counts
            assert found["outstanding"] == found["not rated"] == 0

    def test_the_second_round_of_crcs_is_one_short(self, record: DataSet) -> None:
        # The inspectorate counts ten CRCs inspected again; pages on nine were found, one of them a part-inspection
        # without an overall rating. Three are said to have risen to good: Thames Valley and Durham Tees Valley are
        # known, the third is not.
        round_two = of(record, "crc-2019")
        assert len({inspection.provider for inspection in round_two}) == 9
        assert bands(round_two) == {GOOD: 2, RI: 6, None: 1}
        assert {inspection.provider for inspection in round_two if inspection.overall is GOOD} == {
            "Thames Valley",
            "Durham Tees Valley",
        }

    def test_the_second_round_of_nps_divisions_ended_after_one(self, record: DataSet) -> None:
        rated = [inspection for inspection in of(record, "nps-2019") if inspection.overall]
        assert [(inspection.provider, inspection.overall) for inspection in rated] == [("North West", GOOD)]

    def test_the_pdus_of_february_2024_to_february_2025_are_one_short(self, record: DataSet) -> None:
        # The inspectorate's annual report of 18 March 2025 counts 24 reports: ten require improvement, 14 are
        # inadequate. All but the second one on Hull and East Riding were found.
        regions = {"Kent, Surrey and Sussex", "East of England", "Yorkshire and the Humber"}
        region_of = {provider.name: provider.region for provider in record.providers if provider.league == "PDU"}
        found = [inspection for inspection in of(record, "pdu-2023") if region_of[inspection.provider] in regions]
        assert bands(found) == {RI: 9, INADEQUATE: 14}
        assert "Hull and East Riding" not in {inspection.provider for inspection in found}

    def test_no_pdu_was_good_from_october_2023_on(self, record: DataSet) -> None:
        assert set(bands(of(record, "pdu-2023"))) == {RI, INADEQUATE}

    @pytest.mark.parametrize(
        ("programme", "inspections", "rated"),
        [
            ("quality-and-impact-2016", 15, 0),
            ("nps-2021", 1, 1),
            ("pdu-2021", 36, 36),
            ("pdu-2023", 42, 42),
            ("region-2023", 5, 5),
            ("dynamic-2025", 5, 0),
        ],
    )
    def test_as_many_inspections_as_pages_were_found_for(
        self, programme: str, inspections: int, rated: int, record: DataSet
    ) -> None:
        found = of(record, programme)
        assert (len(found), sum(inspection.overall is not None for inspection in found)) == (inspections, rated)

    def test_points_are_stated_where_a_page_stated_them(self, record: DataSet) -> None:
        stated = {
            (inspection.provider, inspection.programme): inspection.points
            for inspection in record.inspections
            if inspection.points is not None
        }
        assert len(stated) == 7
        assert stated["Staffordshire and Stoke", "pdu-2021"] == 2
        assert stated["Hammersmith, Fulham, Kensington, Chelsea and Westminster", "pdu-2021"] == 0


def test_no_overall_rating_changes_unseen(record: DataSet) -> None:
    # A correction changes its line here too, so that whoever reads the change sees the band beside the name.
    said = [
        f"{inspection.programme} | {inspection.league} | {inspection.provider}"
        f"{f' ({inspection.area})' if inspection.area else ''} | "
        f"{inspection.overall.value if inspection.overall else '-'}"
        for inspection in record.inspections
    ]
    assert sorted(said) == (ROOT / "tests" / "cases" / "overall-bands.txt").read_text(encoding="utf-8").splitlines()


def values(inspection: Inspection) -> Iterator[str]:
    """The fields and standards of an inspection that say something about the world."""
    fields = ("published", "published_by", "fieldwork", "overall", "owner", "points", "tally", "caseload", "verdict")
    yield from (name for name in fields if getattr(inspection, name) not in (None, {}))
    yield from inspection.standards


class TestNothingFromNowhere:
    def test_every_value_is_borne_out_by_a_source_or_derived_on_a_ground(self, record: DataSet) -> None:
        for inspection in record.inspections:
            sourced = {field for source in inspection.sources for field in source.supports}
            derived = {field for part in inspection.derived for field in part.fields if part.ground}
            assert {name for name in values(inspection) if name not in sourced | derived} == set(), (
                inspection.programme,
                inspection.provider,
            )

    def test_a_value_that_is_worked_out_has_the_pages_that_it_is_worked_out_from(self, record: DataSet) -> None:
        for inspection in record.inspections:
            sourced = {field for source in inspection.sources for field in source.supports}
            if inspection.published_by:
                assert "published_by" in sourced, (inspection.programme, inspection.provider)

    def test_the_region_and_the_owner_of_every_provider_are_borne_out(self, record: DataSet) -> None:
        for provider in record.providers:
            grounded = {field for source in provider.sources for field in source.supports}
            assert not provider.ownership or "ownership" in grounded, provider.name
            grounded |= {field for part in provider.derived for field in part.fields if part.ground}
            if provider.region not in {None, provider.name}:
                assert "region" in grounded, provider.name

    def test_every_gap_has_its_ground(self, record: DataSet) -> None:
        gaps = [*record.gaps, *(gap for league in record.leagues for gap in league.gaps)]
        assert len(gaps) == 14
        assert all(gap.ground for gap in gaps)
        assert all(gap.sources and gap.from_ for gap in gaps if gap.providers)

    def test_nothing_is_called_derived_or_sourced_that_is_not_there(self, record: DataSet) -> None:
        said_elsewhere = {"provider", "programme", "areas", "short", "also"}
        for inspection in record.inspections:
            there = set(values(inspection)) | said_elsewhere
            named = {field for source in inspection.sources for field in source.supports}
            named |= {field for part in inspection.derived for field in part.fields}
            assert named <= there, (inspection.programme, inspection.provider)

    def test_an_unrated_programme_has_a_verdict_or_its_note_says_why_not(self, record: DataSet) -> None:
        for inspection in of(record, "quality-and-impact-2016"):
            assert inspection.verdict, inspection.area


class TestSeeds:
    @staticmethod
    def sources(record: DataSet) -> list[Source]:
        sources = [source for owner in record.owners for source in owner.sources]
        sources += [source for inspection in record.inspections for source in inspection.sources]
        return [source for source in sources if source.seed]

    def test_each_founding_document_is_used_and_has_its_note(self, record: DataSet) -> None:
        notes = sorted(path.name[:3] for path in (ROOT / "seeds").glob("[0-9]*.md"))
        assert notes == ["000", "001", "002", "003", "004"]
        assert {source.seed for source in self.sources(record)} == set(notes)

    def test_the_note_has_the_publisher_and_the_address_of_the_source(self, record: DataSet) -> None:
        for source in self.sources(record):
            (path,) = (ROOT / "seeds").glob(f"{source.seed}-*.md")
            note = path.read_text(encoding="utf-8")
            assert source.publisher.removesuffix(" (press release)") in note, path.name
            assert source.url is None or f"<{source.url}>" in note, path.name

    def test_the_index_links_to_every_note(self) -> None:
        index = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
        linked = set(re.findall(r"\]\(([^)]+)\)", index))
        assert linked == {path.name for path in (ROOT / "seeds").iterdir()} - {"README.md"}


def test_no_note_holds_back_how_a_source_qualifies_a_caseload(record: DataSet) -> None:
    for inspection in record.inspections:
        words = (inspection.note or "").casefold()
        assert "caseload is a floor" not in words
        assert "caseload is rounded" not in words
        assert "caseload is given as" not in words
    qualified = Counter(inspection.caseload_is for inspection in record.inspections if inspection.caseload_is)
    # Counted by hand in what the sources say, with "over" as "more than", "almost" as "nearly", "around" as "about".
    assert qualified == {"more than": 19, "nearly": 7, "about": 3}
