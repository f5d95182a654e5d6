"""Which inspection counts for a provider as at a date, and whose it is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.league.standing import Standing, in_order, owner_as_at, owners_on, standing
from ratings_cli.model.dataset import DataSet
from ratings_cli.model.records import Provider
from ratings_cli.model.scale import Band
from ratings_cli.reading import read_yaml

PROGRAMMES = "programmes: [{name: old, rated: true}, {name: new}, {name: words, rated: false}]\n"


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def of(inspections: str, as_of: str | None = None, more: str = PROGRAMMES) -> Standing:
    """Where the provider A stands with these inspections, one a line."""
    rows = "\n".join(f"  - {{provider: A, {line.strip()}}}" for line in inspections.strip().splitlines())
    data = read_yaml(f"{more}inspections:\n{rows}\n", "data.yaml")
    return standing(data, data.providers[0], day(as_of))


def crc(record: DataSet, name: str, as_of: str | None) -> Standing:
    (provider,) = (candidate for candidate in record.providers if (candidate.league, candidate.name) == ("CRC", name))
    return standing(record, provider, day(as_of))


class TestWhichInspectionCounts:
    def test_the_later_one(self) -> None:
        rated = of("published: 2019-05-03, overall: good\npublished: 2018-01-01, overall: inadequate")
        assert (rated.overall, rated.before) == (Band.GOOD, Band.INADEQUATE)

    def test_a_certainly_later_date_goes_before_the_order_of_programmes(self) -> None:
        rated = of(
            "programme: new, published: 2018, overall: good\nprogramme: old, published: 2020, overall: inadequate"
        )
        assert (rated.overall, rated.before, rated.programme) == (Band.INADEQUATE, Band.GOOD, "old")

    def test_a_certainly_later_date_needs_no_programme(self) -> None:
        rated = of("programme: old, published: 2018, overall: good\npublished: 2020, overall: inadequate")
        assert rated.overall is Band.INADEQUATE

    def test_the_order_of_programmes_decides_where_dates_do_not(self) -> None:
        # 2019 may be its first day or its last; the report without a date may be of any day.
        for dates in (("2019", "2019-06-30"), ("2019-06-30", "2019"), (None, "2019"), ("2019", None)):
            new, old = (f", published: {date}" if date else "" for date in dates)
            rated = of(f"programme: new{new}, overall: good\nprogramme: old{old}, overall: inadequate")
            assert (rated.overall, rated.programme) == (Band.GOOD, "new"), dates

    def test_a_programme_that_the_file_lists_goes_before_none_where_dates_do_not_decide(self) -> None:
        rated = of("programme: old, published: 2020, overall: good\npublished: 2020-05, overall: inadequate")
        assert rated.overall is Band.GOOD

    def test_dates_decide_also_where_the_order_of_programmes_says_otherwise_of_a_third(self) -> None:
        # The year 2019 is level with both others by date, of which the older is of the later programme.
        rated = of(
            "programme: new, published: 2019-03, overall: good\n"
            "programme: old, published: 2019-05, overall: inadequate\n"
            "programme: old, published: 2019, overall: outstanding"
        )
        assert [each.overall for each in rated.rated] == [Band.OUTSTANDING, Band.GOOD, Band.INADEQUATE]

    def test_the_latest_possible_day_decides_within_a_programme(self) -> None:
        # May 2019 may be the 31st; so it is the newer one.
        rated = of("published: 2019-05, overall: good\npublished: 2019-05-30, overall: inadequate")
        assert rated.overall is Band.GOOD

    def test_a_day_by_which_it_was_out_bounds_a_month(self) -> None:
        lines = (
            "published: 2019-05, published_by: 2019-05-10, overall: good\npublished: 2019-05-30, overall: inadequate"
        )
        assert of(lines).overall is Band.INADEQUATE

    def test_the_place_in_the_file_decides_between_equal_days(self) -> None:
        assert (
            of("published: 2019-05, overall: good\npublished: 2019-05-31, overall: inadequate").overall
            is Band.INADEQUATE
        )
        assert of("published: 2019-05-31, overall: inadequate\npublished: 2019-05, overall: good").overall is Band.GOOD

    def test_a_missing_date_is_older_than_every_date(self) -> None:
        assert of("published: 2016, overall: good\noverall: inadequate").overall is Band.GOOD

    def test_a_missing_date_counts_in_no_table_as_at_a_day(self) -> None:
        rated = of("overall: inadequate", "9999-12-31")
        assert (rated.counts, rated.overall, list(rated.inspections)) == (None, None, [])

    def test_an_unrated_later_one_replaces_nothing(self) -> None:
        rated = of("published: 2019, overall: good\nprogramme: new, published: 2020")
        assert rated.overall is Band.GOOD
        assert [str(late.publication) for late in rated.later_unrated] == ["2020"]

    def test_an_earlier_unrated_one_is_no_later_one(self) -> None:
        rated = of("published: 2018, programme: words\npublished: 2019, programme: new, overall: good", more="")
        assert rated.later_unrated == ()

    def test_what_was_not_certainly_out_does_not_count(self) -> None:
        lines = "published: 2018, overall: good\npublished: 2019-05, overall: inadequate"
        assert of(lines, "2019-05-30").overall is Band.GOOD
        assert of(lines, "2019-05-31").overall is Band.INADEQUATE
        assert of(lines, "2018-12-30").overall is None

    def test_the_one_before_is_a_rated_one(self) -> None:
        rated = of("published: 2017, overall: inadequate\npublished: 2018\npublished: 2019, overall: good")
        assert rated.before is Band.INADEQUATE
        assert len(rated.inspections) == 3

    @given(st.permutations(["2016", "2017-03", "2017-03-30", "2018-12-01", "2019"]))
    def test_the_order_in_the_file_does_not_matter_where_dates_decide(self, dates: list[str]) -> None:
        rated = of("\n".join(f"published: {date}, overall: good" for date in dates))
        assert [found.published.iso for found in rated.inspections if found.published] == [
            "2016",
            "2017-03-30",
            "2017-03",
            "2018-12-01",
            "2019",
        ]

    def test_equal_inspections_keep_their_order(self) -> None:
        data = read_yaml("inspections: [{provider: A, note: one}, {provider: A, note: two}]", "data.yaml")
        assert [inspection.note for inspection in in_order(data, data.inspections)] == ["one", "two"]


class TestTheRecord:
    @pytest.mark.parametrize(
        ("as_of", "overall", "before"),
        [
            # Requires improvement by 19 December 2018, good on 21 January 2020 (its sources in the record).
            ("2018-12-18", None, None),
            ("2018-12-19", Band.REQUIRES_IMPROVEMENT, None),
            ("2020-01-20", Band.REQUIRES_IMPROVEMENT, None),
            ("2020-01-21", Band.GOOD, Band.REQUIRES_IMPROVEMENT),
            (None, Band.GOOD, Band.REQUIRES_IMPROVEMENT),
        ],
    )
    def test_thames_valley(self, as_of: str | None, overall: Band | None, before: Band | None, record: DataSet) -> None:
        rated = crc(record, "Thames Valley", as_of)
        assert (rated.overall, rated.before) == (overall, before)

    def test_hampshire_keeps_its_rating_of_2019_after_the_unrated_report_of_2020(self, record: DataSet) -> None:
        rated = crc(record, "Hampshire and Isle of Wight", None)
        assert rated.overall is Band.GOOD
        assert [str(late.publication) for late in rated.later_unrated] == ["July 2020"]

    def test_points_are_those_of_the_inspection_that_counts(self, record: DataSet) -> None:
        # London: five good and five requires improvement, 15 of 30.
        assert str(crc(record, "London", None).points) == "15 of 30"
        assert crc(record, "London", "2019-08-20").points is None

    @pytest.mark.parametrize(
        ("as_of", "owner", "now"),
        [
            # The report came out on the day on which Working Links handed over to Seetec.
            ("2019-02-15", "Working Links", "Seetec"),
            (None, "Working Links", "Seetec"),
        ],
    )
    def test_dorset_devon_and_cornwall_was_rated_under_working_links(
        self, as_of: str | None, owner: str, now: str, record: DataSet
    ) -> None:
        rated = crc(record, "Dorset, Devon and Cornwall", as_of)
        assert (rated.owner, rated.owner_now) == (owner, now)

    def test_on_the_day_before_the_handover_it_was_run_by_working_links(self, record: DataSet) -> None:
        rated = crc(record, "Dorset, Devon and Cornwall", "2019-02-14")
        assert (rated.owner, rated.owner_now) == (None, "Working Links")

    def test_the_day_of_the_handover_has_two_owners(self, record: DataSet) -> None:
        provider = crc(record, "Wales", None).provider
        assert owners_on(provider, dt.date(2019, 2, 15)) == {"Working Links", "Seetec"}
        assert owners_on(provider, dt.date(2019, 2, 14)) == {"Working Links"}
        assert owners_on(provider, dt.date(2019, 2, 16)) == {"Seetec"}

    def test_every_owner_that_a_report_names_is_one_that_the_dates_allow(self, record: DataSet) -> None:
        providers = {candidate.key: candidate for candidate in record.providers}
        for inspection in record.inspections:
            latest = inspection.publication.latest
            provider = providers[inspection.key]
            if inspection.owner and latest and provider.ownership:
                assert inspection.owner in owners_on(provider, latest), (
                    f"{inspection.provider}, {inspection.publication}"
                )


class TestOwner:
    PERIODS = "ownership: [{owner: X, from: 2015-02, to: 2019-02-15}, {owner: Y, from: 2019-02-15}]"

    def _provider(self, periods: str = PERIODS) -> Provider:
        return read_yaml(f"providers: [{{name: A, {periods}}}]\ninspections: []", "data.yaml").providers[0]

    @pytest.mark.parametrize(
        ("asked", "owner"),
        [
            ("2015-01-31", None),
            ("2015-02-27", None),  # begun in February 2015: not certainly begun before its last day
            ("2015-02-28", "X"),
            ("2019-02-14", "X"),
            ("2019-02-15", "Y"),
            ("2030-01-01", "Y"),
            (None, "Y"),
        ],
    )
    def test_as_at_a_day(self, asked: str | None, owner: str | None) -> None:
        assert owner_as_at(self._provider(), day(asked)) == owner

    def test_an_owner_without_a_beginning_has_always_been_there(self) -> None:
        assert owner_as_at(self._provider("ownership: [{owner: X}]"), dt.date(1900, 1, 1)) == "X"

    def test_nobody_owns_what_has_no_owner(self) -> None:
        assert owner_as_at(self._provider("short: A1"), None) is None

    def test_when_rated_is_the_latest_possible_day(self) -> None:
        more = f"providers: [{{name: A, {self.PERIODS}}}]\n"
        assert of("published: 2019-02-14, overall: good", more=more).owner == "X"
        assert of("published: 2019-02, overall: good", more=more).owner == "Y"
        assert of("overall: good", more=more).owner is None

    def test_what_a_source_says_of_the_report_goes_first(self) -> None:
        more = f"providers: [{{name: A, {self.PERIODS}}}]\n"
        rated = of("published: 2019-02-15, owner: X, overall: good", more=more)
        assert (rated.owner, rated.owner_now) == ("X", "Y")


def test_where_nothing_has_an_overall_rating_the_newest_with_any_band_counts() -> None:
    # Inspectorates of prisons and of police rate standards only.
    data = read_yaml(
        "inspections:\n"
        "  - {provider: A, published: 2019-05-03, standards: {safety: good}}\n"
        "  - {provider: A, published: 2020-05-03, standards: {safety: inadequate}}\n",
        "data.yaml",
    )
    stands = standing(data, data.providers[0], None)
    assert stands.overall is None
    assert stands.key("safety") == Band.INADEQUATE.score


def test_an_overall_rating_anywhere_makes_standards_alone_count_for_nothing() -> None:
    data = read_yaml(
        "inspections:\n"
        "  - {provider: A, published: 2019-05-03, overall: good}\n"
        "  - {provider: A, published: 2020-05-03, standards: {safety: inadequate}}\n",
        "data.yaml",
    )
    assert standing(data, data.providers[0], None).overall is Band.GOOD


@pytest.mark.parametrize(
    ("first", "second", "unknown"),
    [
        ("published: 2019-05-03, ", "published: 2020-05-03, ", False),
        ("published: 2019-05-03, ", "", True),
        ("", "", True),
    ],
)
def test_it_is_said_when_only_a_missing_date_decides_which_rating_is_newer(
    first: str, second: str, *, unknown: bool
) -> None:
    data = read_yaml(
        f"inspections:\n  - {{provider: A, {first}overall: good}}\n  - {{provider: A, {second}overall: inadequate}}\n",
        "data.yaml",
    )
    assert standing(data, data.providers[0], None).order_unknown is unknown
