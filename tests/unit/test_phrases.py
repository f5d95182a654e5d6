"""Words for readers: right numbers, plurals, articles and lists."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from ratings_cli.model import phrases
from ratings_cli.model.records import Gap, Inspection, League, Programme
from ratings_cli.model.scale import Band

CRC = League(name="CRC", title="Community Rehabilitation Companies", singular="Community Rehabilitation Company")
UNITS = League(name="PDU", title="Probation units", singular="probation unit", kind="unit")
BARE, NAMELESS = League(name="Homes"), League(name="")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (phrases.count(1, "report"), "1 report"),
        (phrases.count(0, "report"), "0 reports"),
        (phrases.count(1, "body", "bodies"), "1 body"),
        (phrases.count(1_002, "body", "bodies"), "1,002 bodies"),
        (phrases.only(1, 8, "rows"), "Only 1 of 8 rows is shown"),
        (phrases.only(1_003, 20_008), "Only 1,003 of 20,008 are shown"),
        (phrases.capital("unpaid work at HMP"), "Unpaid work at HMP"),
        (phrases.possessive("Sodexo"), "Sodexo's"),
        (phrases.possessive("Working Links"), "Working Links'"),
        (phrases.marked("good", inferred=True), "good*"),
        (phrases.marked("good", inferred=False), "good"),
        (phrases.as_at(dt.date(2019, 5, 3)), "as at 3 May 2019"),
        (phrases.as_at(None), "all reports"),
        (phrases.every(2), "both"),
        (phrases.every(3), "all three"),
    ],
)
def test_words_of_a_sentence(said: str, words: str) -> None:
    assert said == words


@pytest.mark.parametrize(
    ("items", "row"),
    [
        ([], ""),
        (["Essex"], "Essex"),
        (["Bath, Bristol and Wells"], "Bath, Bristol and Wells"),
        (["Essex", "Wales"], "Essex and Wales"),
        (["Essex", "Kent", "Wales"], "Essex, Kent and Wales"),
        (["Ealing and Hillingdon", "Lambeth"], "Ealing and Hillingdon; and Lambeth"),
        (["A", "B, C", "D"], "A; B, C; and D"),
        (["'Safety'", "'Care and support'"], "'Safety' and 'Care and support'"),
        (["5,073 empty", "3 'Not judged'"], "5,073 empty and 3 'Not judged'"),
    ],
)
def test_names_in_a_row(items: list[str], row: str) -> None:
    assert phrases.listed(items) == row


def test_names_of_which_one_will_do() -> None:
    assert phrases.listed(["A", "B", "C"], "or") == "A, B or C"
    assert phrases.listed(["A", "B, C"], "or") == "A; or B, C"


def test_of_many_names_no_fewer_than_two_are_only_counted() -> None:
    assert phrases.some(["Ash", "Beech", "Cedar"], 3) == "Ash, Beech and Cedar"
    assert phrases.some(["Ash", "Beech", "Cedar", "Dogwood"], 3) == "Ash, Beech and 2 more"
    assert phrases.some(list("ABCDEF")) == "A, B, C, D, E and F"
    assert phrases.some(list("ABCDEFG")) == "A, B, C, D, E and 2 more"


@pytest.mark.parametrize(
    ("number", "word", "ordinal"),
    [
        (0, "none", "0th"),
        (1, "one", "first"),
        (2, "two", "second"),
        (3, "three", "third"),
        (10, "ten", "tenth"),
        (11, "eleven", "11th"),
        (12, "twelve", "12th"),
        (13, "thirteen", "13th"),
        (20, "twenty", "20th"),
        (21, "21", "21st"),
        (22, "22", "22nd"),
        (23, "23", "23rd"),
        (24, "24", "24th"),
        (111, "111", "111th"),
        (112, "112", "112th"),
        (121, "121", "121st"),
        (1013, "1,013", "1,013th"),
    ],
)
def test_numbers_and_ordinals(number: int, word: str, ordinal: str) -> None:
    assert (phrases.number(number), phrases.ordinal(number)) == (word, ordinal)
    assert phrases.figure(number) == (word if number <= 10 else f"{number:,}")  # words to ten within a sentence


@pytest.mark.parametrize(
    ("noun", "article"),
    [
        ("provider", "a"),
        ("NPS division", "an"),
        ("NPS division of Wales", "an"),
        ("PDU", "a"),
        ("CRC", "a"),
        ("HM prison", "an"),
        ("F school", "an"),
        ("U school", "a"),
        ("Ofsted school", "an"),
        ("unit", "a"),
        ("urban unit", "an"),
        ("European body", "a"),
        ("hour", "an"),
        ("house", "a"),
        ("uninspected place", "an"),
    ],
)
def test_articles(noun: str, article: str) -> None:
    assert phrases.a(noun) == f"{article} {noun}"


@pytest.mark.parametrize(
    ("leagues", "one", "two"),
    [
        ([CRC], "1 Community Rehabilitation Company", "2 Community Rehabilitation Companies"),
        ([UNITS], "1 probation unit", "2 probation units"),  # a capital that its title has only as a title
        ([BARE], "1 Homes provider", "2 Homes providers"),
        ([NAMELESS], "1 provider", "2 providers"),
        ([CRC, UNITS], "1 provider", "2 providers"),
        ([], "1 provider", "2 providers"),
    ],
)
def test_bodies_are_called_what_their_league_calls_them(leagues: list[League], one: str, two: str) -> None:
    assert (phrases.bodies(leagues, 1), phrases.bodies(leagues, 2)) == (one, two)
    assert len(leagues) != 1 or phrases.body(leagues[0], 2) == two.removeprefix("2 ")


@pytest.mark.parametrize(
    ("leagues", "one", "two"),
    [
        ([UNITS], "unit", "units"),
        ([CRC], "Community Rehabilitation Company", "Community Rehabilitation Companies"),
        ([UNITS, UNITS], "provider", "providers"),
    ],
)
def test_a_headline_calls_bodies_by_their_kind(leagues: list[League], one: str, two: str) -> None:
    assert (phrases.short_noun(leagues, 1), phrases.short_noun(leagues, 2)) == (one, two)


@pytest.mark.parametrize(
    ("band", "of_one", "of_two"),
    [
        (Band.GOOD, "is good", "are good"),
        (Band.REQUIRES_IMPROVEMENT, "requires improvement", "require improvement"),
        (None, "is not rated", "are not rated"),
    ],
)
def test_a_verdict_agrees_with_the_number(band: Band | None, of_one: str, of_two: str) -> None:
    assert (phrases.verdict(band, 1), phrases.verdict(band, 2)) == (of_one, of_two)


def test_titles_of_up_to_two_leagues_and_names_of_more() -> None:
    assert phrases.league_titles([CRC, BARE]) == "Community Rehabilitation Companies and Homes"
    assert phrases.league_titles([CRC, BARE, UNITS]) == "CRC, Homes and PDU"


def test_bands_are_counted_best_first_and_those_without_last() -> None:
    counts = phrases.count_bands([None, Band.INADEQUATE, Band.GOOD, Band.GOOD])
    assert list(counts.items()) == [
        ("outstanding", 0),
        ("good", 2),
        ("requires improvement", 0),
        ("inadequate", 1),
        ("not rated", 1),
    ]
    assert phrases.band_counts(counts) == "2 good, 1 inadequate, 1 not rated"
    assert phrases.band_counts({"good": 1_200}) == "1,200 good"
    assert phrases.band_counts(phrases.count_bands([])) == "none"


def test_a_tally_of_a_part_of_the_standards_says_of_how_many_it_is() -> None:
    programme = Programme(name="crc-2018", standards={"a": ("x", "y"), "b": ("z",)})
    assert phrases.part_of({Band.GOOD: 1, Band.INADEQUATE: 1}, programme) == " (2 of 3 standards)"
    assert phrases.part_of({Band.GOOD: 3}, programme) == ""


def test_numbers_are_those_in_the_record_where_something_is_known_to_be_missing() -> None:
    assert phrases.in_record([CRC, League(name="PDU", gaps=(Gap(text="Two are missing."),))]) == " in the record"
    assert phrases.in_record([CRC, UNITS]) == ""


def test_a_caseload_is_as_its_source_qualifies_it() -> None:
    assert phrases.caseload(Inspection(provider="A", caseload=7_000, caseload_is="more than")) == "more than 7,000"
    assert phrases.caseload(Inspection(provider="A", caseload=8_136)) == "8,136"
    assert phrases.caseload(Inspection(provider="A")) is None


def test_the_mean_is_shown_with_two_decimals_and_halves_go_up() -> None:
    # 5/8 is exactly 0.625 and 9/8 exactly 1.125; rounding to even would make 0.62 and 1.12 of them.
    assert [phrases.decimals(Fraction(*pair)) for pair in [(6, 5), (2, 3), (5, 8), (9, 8), (0, 1), (3, 1)]] == [
        "1.20",
        "0.67",
        "0.63",
        "1.13",
        "0.00",
        "3.00",
    ]
