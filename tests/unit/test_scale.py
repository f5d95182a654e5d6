"""The scale: four bands, their scores and spellings, and the points that standards add up to."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.model.scale import BANDS, Band, Points, UnknownBandError, parse_band, points_of

TEN = [f"standard {number}" for number in range(10)]


def test_the_bands_stand_best_first_and_score_3_to_0() -> None:
    # The inspectorate's 27 points over nine standards leave 3 for the best band (Staffordshire and Stoke, 2022).
    assert [(band.value, band.score) for band in BANDS] == [
        ("outstanding", 3),
        ("good", 2),
        ("requires improvement", 1),
        ("inadequate", 0),
    ]


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ("outstanding", Band.OUTSTANDING),
        ("Excellent", Band.OUTSTANDING),
        ("good", Band.GOOD),
        (" GOOD ", Band.GOOD),
        ("requires improvement", Band.REQUIRES_IMPROVEMENT),
        ("Requires  Improvement", Band.REQUIRES_IMPROVEMENT),
        ("requires\nimprovement", Band.REQUIRES_IMPROVEMENT),
        ("requires-improvement", Band.REQUIRES_IMPROVEMENT),
        ("requires_improvement", Band.REQUIRES_IMPROVEMENT),
        ("requiring improvement", Band.REQUIRES_IMPROVEMENT),
        ("require improvement", Band.REQUIRES_IMPROVEMENT),
        ("RI", Band.REQUIRES_IMPROVEMENT),
        ("ri", Band.REQUIRES_IMPROVEMENT),
        ("inadequate", Band.INADEQUATE),
        ("Poor", Band.INADEQUATE),
    ],
)
def test_every_usual_spelling_is_understood(written: str, band: Band) -> None:
    assert parse_band(written) is band


@pytest.mark.parametrize("band", BANDS)
def test_every_spelling_that_a_band_names_is_its_own(band: Band) -> None:
    assert [parse_band(word) for word in band.spellings] == [band] * len(band.spellings)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("gud", "did you mean 'good'?"),
        ("outstandng", "did you mean 'outstanding'?"),
        ("inadequat", "did you mean 'inadequate'?"),
        ("excelent", "did you mean 'outstanding'?"),
        ("needs improvement", "did you mean 'requires improvement'?"),
        ("xyzzy", "bands: outstanding, good, requires improvement, inadequate"),
        ("", "bands: outstanding, good, requires improvement, inadequate"),
        ("0", "bands: outstanding, good, requires improvement, inadequate"),
        ("not rated", "bands: outstanding, good, requires improvement, inadequate"),
    ],
)
def test_an_unknown_word_is_an_error_that_names_the_nearest_band(word: str, hint: str) -> None:
    with pytest.raises(UnknownBandError) as caught:
        parse_band(word)
    assert str(caught.value) == f"unknown band '{word}' ({hint})"


@given(st.text())
def test_no_word_becomes_a_blank(word: str) -> None:
    with suppress(UnknownBandError):
        assert parse_band(word) in BANDS


class TestPoints:
    def test_a_tally_that_covers_every_standard_gives_points(self) -> None:
        # London, August 2019: five good, five requires improvement: 5 x 2 + 5 x 1 of 30 (its sources in the record).
        tally = {Band.GOOD: 5, Band.REQUIRES_IMPROVEMENT: 5}
        points = points_of(TEN, {}, tally)
        assert points is not None
        assert (points.scored, points.most, str(points)) == (15, 30, "15 of 30")
        assert points.derived == "added up from the number of standards in each band"

    def test_cumbria_and_lancashire_of_may_2019_has_7_of_30(self) -> None:
        # One good, five requires improvement, four inadequate: 2 + 5 + 0 (its sources in the record).
        points = points_of(TEN, {}, {Band.GOOD: 1, Band.REQUIRES_IMPROVEMENT: 5, Band.INADEQUATE: 4})
        assert points is not None
        assert (points.scored, points.most) == (7, 30)

    def test_all_standards_known_add_up(self) -> None:
        points = points_of(["a", "b", "c"], {"a": Band.OUTSTANDING, "b": Band.GOOD, "c": Band.INADEQUATE})
        assert points == Points(5, 9, "added up from the bands of all standards")

    def test_all_standards_known_go_before_a_tally(self) -> None:
        points = points_of(["a"], {"a": Band.GOOD}, {Band.OUTSTANDING: 1})
        assert points is not None
        assert points.scored == 2

    @pytest.mark.parametrize(
        ("standards", "tally"),
        [
            ({"a": Band.GOOD}, {}),  # one of two is known
            ({}, {Band.GOOD: 1}),  # one of two is counted
            ({"a": Band.GOOD}, {Band.GOOD: 1}),
            ({}, {}),
            ({"another": Band.GOOD, "a": Band.GOOD}, None),
        ],
    )
    def test_a_part_never_stands_for_the_whole(self, standards: dict[str, Band], tally: dict[Band, int] | None) -> None:
        assert points_of(["a", "b"], standards, tally) is None

    def test_a_programme_without_standards_has_no_points(self) -> None:
        assert points_of([], {}, {}) is None

    def test_the_share_is_exact(self) -> None:
        assert Points(15, 30).share == Fraction(1, 2) == Points(12, 24).share
        assert Points(2, 27).share < Points(1, 13).share

    @given(st.lists(st.sampled_from(BANDS), min_size=1, max_size=12))
    def test_standards_and_tally_agree(self, bands: list[Band]) -> None:
        names = [str(place) for place in range(len(bands))]
        known = points_of(names, dict(zip(names, bands, strict=True)))
        counted = points_of(names, {}, {band: bands.count(band) for band in BANDS})
        assert known is not None
        assert counted is not None
        assert (known.scored, known.most) == (counted.scored, counted.most)
        assert 0 <= known.scored <= known.most == 3 * len(bands)


class TestCommand:
    def test_it_shows_bands_programmes_standards_and_how_places_are_decided(self, ratings: Run) -> None:
        result = ratings("scale")
        assert result.status == 0
        lines = [" ".join(line.split()) for line in result.out.splitlines()]
        assert "outstanding 3 O excellent" in lines
        assert "inadequate 0 I poor" in lines
        assert "CRC inspections, first round (2018/19) (crc-2018): 10 standards, at most 30 points" in lines
        assert "PDU inspections (2021 to 2023) (pdu-2021): 9 standards, at most 27 points" in lines
        assert "Unpaid work and through the gate unpaid work; through the gate" in lines
        assert "Ranked by latest overall rating; ties (=) are listed alphabetically." in result.out

    def test_every_other_spelling_is_shown(self, ratings: Run) -> None:
        out = ratings("scale").out
        assert [spelling for band in BANDS for spelling in band.spellings if spelling not in out] == []

    def test_as_json(self, ratings: Run) -> None:
        body = ratings("scale", "--format", "json").json
        assert [(row["band"], row["score"]) for row in body["rows"]] == [
            ("outstanding", 3),
            ("good", 2),
            ("requires improvement", 1),
            ("inadequate", 0),
        ]
        rated = {item["name"]: item["rated"] for item in body["programmes"]}
        assert rated["quality-and-impact-2016"] is False
        assert rated["crc-2018"] is True


def test_a_word_that_only_ends_like_a_band_is_not_taken_for_a_slip_of_it() -> None:
    # "adequate" is a grade of some inspectorates, and no slip of "inadequate".
    with pytest.raises(UnknownBandError, match="bands: outstanding, good"):
        parse_band("adequate")
    with pytest.raises(UnknownBandError, match="did you mean 'inadequate'"):
        parse_band("inadequite")
