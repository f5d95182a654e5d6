"""Names match kindly: what a user is likely to type finds what is meant, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.model.dataset import (
    DataSet,
    area_names,
    league_names,
    owner_names,
    provider_names,
    ranking_key_names,
    region_names,
)
from ratings_cli.model.names import (
    Named,
    NameDisambiguator,
    NameNotFoundError,
    all_differ,
    are_plain,
    find,
    fold,
    is_told_apart,
    name_key,
    name_keys,
    nearest,
    pattern_of,
    pattern_of_bodies,
)

KINDS: dict[str, Callable[[DataSet], list[Named[Any]]]] = {
    "area": area_names,
    "owner": owner_names,
    "provider": provider_names,
    "region": region_names,
    "league": league_names,
    "key": ranking_key_names,
}
OWNERS = [
    Named("sodexo", "Sodexo", ("Sodexo Justice Services",)),
    Named("seetec", "Seetec"),
    Named("rrp", "Reducing Reoffending Partnership", ("RRP",)),
    Named("mtc", "MTC", ("MTCnovo",)),
    Named("derby", "Derby & Sons, Ltd."),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Sodexo", "sodexo"),
        ("SODEXO", "sodexo"),
        ("  sodexo ", "sodexo"),
        ("sodexo justice services", "sodexo"),
        ("sodexo-justice  services", "sodexo"),
        ("justice", "sodexo"),  # a part that fits only one
        ("just", "sodexo"),  # the beginning of a word
        ("rrp", "rrp"),
        ("R.R.P.", None),  # the letters one by one are another word
        ("reoffending partnership", "rrp"),
        ("mtc", "mtc"),  # a whole name goes before MTCnovo, of which it is a part
        ("Derby and Sons Ltd", "derby"),
        ("derby & sons", "derby"),
        ("DERBY AND SONS", "derby"),
        ("s", None),  # Sodexo, Seetec, Sons
        ("exo", None),  # within a word
        ("services justice", None),  # in another order
        ("", None),
    ],
)
def test_an_owner_is_found_by_what_a_user_types(typed: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(NameNotFoundError):
            find(typed, OWNERS, "owner")
    else:
        assert find(typed, OWNERS, "owner") == found


def test_accents_and_apostrophes_do_not_matter() -> None:
    names = [Named(1, "Société d’Été"), Named(2, "King's Lynn")]
    assert find("societe dete", names, "owner") == 1
    assert find("kings lynn", names, "owner") == 2


def test_the_very_name_goes_before_one_that_only_reads_alike() -> None:
    names = [Named(1, "Ash-Grove"), Named(2, "Ash Grove")]
    assert (find("ash-grove", names, "owner"), find("ASH  grove", names, "owner")) == (1, 2)


def test_names_of_signs_alone_are_told_apart() -> None:
    names = [Named(1, "???"), Named(2, "!!!")]
    assert find("!!!", names, "owner") == 2


def test_no_match_names_the_nearest() -> None:
    with pytest.raises(NameNotFoundError) as caught:
        find("sodxo", OWNERS, "owner")
    assert str(caught.value) == "no owner is called 'sodxo' (did you mean Sodexo?)"


def test_no_match_and_nothing_near_lists_what_there_is() -> None:
    with pytest.raises(NameNotFoundError) as caught:
        find("xyzzy", OWNERS[:2], "owner")
    assert str(caught.value) == "no owner is called 'xyzzy' (owners: Seetec; Sodexo)"
    with pytest.raises(NameNotFoundError, match=r"called 'xyzzy' \(owners: Sodexo\)$"):
        find("xyzzy", OWNERS[:1], "owner")
    with pytest.raises(NameNotFoundError, match=r"called 'setex' \(did you mean Seten or Seetec\?\)$"):
        find("setex", [OWNERS[1], Named("seten", "Seten")], "owner")


def test_an_alias_that_comes_near_is_said_by_its_proper_name() -> None:
    with pytest.raises(NameNotFoundError, match="did you mean MTC"):
        find("mtcnovv", OWNERS, "owner")


def test_several_matches_are_named() -> None:
    with pytest.raises(NameNotFoundError) as caught:
        find("se", [*OWNERS, Named("serco", "Serco")], "owner")
    assert str(caught.value) == ("'se' fits more than one owner: Seetec; Serco; Sodexo (write more of the name)")


def test_of_many_matches_only_the_first_are_named() -> None:
    names = [Named(number, f"North {number}") for number in range(9)]
    with pytest.raises(NameNotFoundError, match=r"North 0; .*North 5; and 3 more \(write more"):
        find("north", names, "provider")
    with pytest.raises(NameNotFoundError, match=r"North 0; .*North 5; and 1 more \(write more"):
        find("north", names[:7], "provider")


def test_where_there_is_nothing_to_choose_from() -> None:
    with pytest.raises(NameNotFoundError, match=r"no region is called 'x' \(no name comes near it\)"):
        find("x", [], "region")


@given(st.lists(st.text(), min_size=1, max_size=6, unique_by=fold), st.data())
def test_every_whole_name_finds_what_bears_it(names: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(names))
    candidates = [Named(place, name) for place, name in enumerate(names)]
    if fold(wanted):
        assert find(wanted, candidates, "owner") == names.index(wanted)


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(), st.lists(st.text()))
def test_the_nearest_are_known_names(name: str, known: list[str]) -> None:
    found = nearest(name, known)
    assert set(found) <= set(known)
    assert len(found) <= 3


class TestTheRecord:
    @pytest.mark.parametrize(
        ("typed", "owner"),
        [
            ("sodexo", "Sodexo"),
            ("Sodexo Justice Services", "Sodexo"),
            ("interserve", "Purple Futures"),
            ("purple", "Purple Futures"),
            ("rrp", "Reducing Reoffending Partnership"),
            ("mtcnovo", "MTC"),
            ("people plus", "PeoplePlus"),
            ("working", "Working Links"),
            ("achieving real change", "ARCC"),
        ],
    )
    def test_owners(self, typed: str, owner: str, record: DataSet) -> None:
        assert find(typed, owner_names(record), "owner") == owner

    @pytest.mark.parametrize(
        ("typed", "area"),
        [
            ("northants", "Northamptonshire"),
            ("notts", "Nottinghamshire"),
            ("hants", "Hampshire"),
            ("iow", "Isle of Wight"),
            ("salop", "Shropshire"),
            ("county durham", "Durham"),
            ("west yorks", "West Yorkshire"),
        ],
    )
    def test_areas_by_their_usual_short_forms(self, typed: str, area: str, record: DataSet) -> None:
        assert find(typed, area_names(record), "area") == area

    @pytest.mark.parametrize(
        ("typed", "league", "provider"),
        [
            ("bench", "CRC", "Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire"),
            ("cgm", "CRC", "Cheshire and Greater Manchester"),
            ("dorset devon & cornwall", "CRC", "Dorset, Devon and Cornwall"),
            ("wales crc", "CRC", "Wales"),
            ("nps wales", "NPS", "Wales"),
        ],
    )
    def test_providers(self, typed: str, league: str, provider: str, record: DataSet) -> None:
        found = find(typed, provider_names(record), "provider")
        assert (found.league, found.name) == (league, provider)

    @pytest.mark.parametrize(
        ("typed", "kind", "meant"),
        [
            ("sodxo", "owner", "Sodexo"),
            ("sodexho", "owner", "Sodexo"),
            ("setec", "owner", "Seetec"),
            ("intersevre", "owner", "Purple Futures"),
            ("Esex", "area", "Essex"),
            ("northans", "area", "Northamptonshire"),
            ("Glocestershire", "area", "Gloucestershire"),
            ("Hertfordhsire", "area", "Hertfordshire"),
            ("Knet", "area", "Kent"),
            ("walse", "provider", "Wales"),
            ("bnch", "provider", "Bedfordshire, Northamptonshire"),
            ("tames valley", "provider", "Thames Valley"),
            ("nort west", "region", "North West"),
            ("PUD", "league", "PDU"),
            ("leadersip", "key", "leadership"),
        ],
    )
    def test_a_slip_is_told_what_was_meant(self, typed: str, kind: str, meant: str, record: DataSet) -> None:
        with pytest.raises(NameNotFoundError, match=rf"did you mean {meant}"):
            find(typed, KINDS[kind](record), kind)

    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            *((word, "area") for word in ("atlantis", "Paris", "Edinburgh", "Narnia", "Mordor")),
            *((word, "owner") for word in ("Serco", "Acme", "Capita", "Microsoft", "G4S")),
            *((word, "provider") for word in ("atlantis", "Mars")),
            *((word, "region") for word in ("atlantis", "Scotland")),
            *((word, "key") for word in ("foo", "price", "stars", "risk")),
            ("xyz", "league"),
        ],
    )
    def test_a_word_that_comes_near_nothing_is_no_slip(self, typed: str, kind: str, record: DataSet) -> None:
        with pytest.raises(NameNotFoundError) as caught:
            find(typed, KINDS[kind](record), kind)
        assert "did you mean" not in str(caught.value)

    @pytest.mark.parametrize("words", ["show", "compare", "post"])
    def test_names_that_differ_only_in_league_lead_to_the_league(self, words: str, ratings: Run) -> None:
        asked = ("London", "Essex") if words == "compare" else ("London",)
        result = ratings(words, *asked)
        assert result.status == 2
        assert '(add the league, such as --league CRC, or write "London CRC")' in result.err
        assert ratings("show", "London CRC").status == ratings("show", "London", "--league", "CRC").status == 0

    def test_a_name_in_two_leagues_is_not_guessed(self, record: DataSet) -> None:
        with pytest.raises(NameNotFoundError, match=r"London \(CRC\).*London \(NPS\)"):
            find("london", provider_names(record), "provider")

    def test_leagues_by_name_or_title(self, record: DataSet) -> None:
        assert find("nps", league_names(record), "league") == "NPS"
        assert find("probation delivery units", league_names(record), "league") == "PDU"

    def test_regions(self, record: DataSet) -> None:
        assert find("south west & south central", region_names(record), "region") == "South West and South Central"
        assert find("south central", region_names(record), "region") == "South Central"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Hope House", "HOPE  house "),
        ("T\u0177 Gwyn", "Ty\u0302 Gwyn"),  # composed and decomposed
        ("\u0390", "\u1fd3"),  # two code points for one letter, of which folding case makes three
    ],
)
def test_names_are_the_same_after_normalisation_case_and_spacing(name: str, other: str) -> None:
    assert name_key(name) == name_key(other)


@pytest.mark.parametrize(("name", "other"), [("Ash-Grove", "Ash Grove"), ("Jose", "Jos\u00e9"), ("a\u200db", "ab")])
def test_names_that_differ_in_more_are_not_the_same(name: str, other: str) -> None:
    assert name_key(name) != name_key(other)


@pytest.mark.parametrize(
    ("league", "singular", "text", "found"),
    [
        ("", "service", "a service and a unit", ["service"]),
        ("CRC", None, "CRCs, the CRC", ["CRC"]),
        (
            "CRC",
            "Community Rehabilitation Company",
            "Kent CRC, a Community Rehabilitation  Company, a Community Company, a Company, Community Rehabilitation",
            ["CRC", "Community Rehabilitation  Company", "Community Company", "Company"],
        ),
        (
            "NPS",
            "National Probation Service division",
            "the National Probation Service, National Probation Service division, a subdivision",
            ["National Probation Service", "National Probation Service division"],
        ),
    ],
)
def test_bodies_of_a_league_are_called_by_its_name_their_kind_or_the_ends_of_it(
    league: str, singular: str | None, text: str, found: list[str]
) -> None:
    assert re.findall(pattern_of_bodies(league, singular), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kent, Surrey and Sussex", ["Kent, Surrey and Sussex"]),  # the longest, not Kent
        ("the KENT SURREY & the SUSSEX", ["KENT SURREY & the SUSSEX"]),
        ("Kent–Surrey/Sussex", ["Kent–Surrey/Sussex"]),
        ("Kent or Surrey", ["Kent"]),
        ("Kentish, Mid-Kent", []),
        ("King's Lynn, Kings Lynn, King Lynn", ["King's Lynn", "Kings Lynn"]),
        ("Elm's, Elms", ["Elm's", "Elms"]),
        ("Ga's", []),  # too short a word for an apostrophe of its own
    ],
)
def test_a_name_is_found_in_running_text_whatever_stands_between_its_words(text: str, found: list[str]) -> None:
    names = ["Kent", "Kent, Surrey and Sussex", "The Kings Lynn", "and", "Elms", "Gas"]
    assert pattern_of(names).findall(text) == found


@pytest.mark.parametrize(
    ("name", "number", "shown"),
    [
        ("Hope House", "1", "Hope House [1]"),
        ("hope  house", "2", "hope  house [2]"),
        ("Hope House", None, "Hope House"),
        ("Hope House", "Hope House", "Hope House"),  # its id is its name
        ("Ash", "3", "Ash"),
        ("Hope House [7]", "9", "Hope House [7] [9]"),  # it looks like the Hope House of another id
        ("Ash [7]", "9", "Ash [7]"),
        ("Hope House (7)", "9", "Hope House (7)"),
    ],
)
def test_names_that_several_bear_are_shown_with_their_ids(name: str, number: str | None, shown: str) -> None:
    several = NameDisambiguator(["Hope House", "Ash", "HOPE HOUSE", "Oak [1]"])
    assert several.name(name, number) == shown
    assert is_told_apart(shown, number) == (shown != name)
    assert NameDisambiguator(["Hope House", "Ash"]).name(name, number) == name


@pytest.mark.parametrize(
    ("names", "plain", "differ"),
    [
        ([], True, True),
        (["Ash", "Oak Lane"], True, True),
        (["Ash", "ASH"], True, False),
        ([" Ash", "Ash"], False, False),
        (["Oak", "Ash "], False, True),
        (["Oak  Lane", "oak lane"], False, False),
        (["Oak\tLane", "Oak Lane"], False, False),
        (["T\u0177", "Ty\u0302"], False, False),
    ],
)
def test_many_names_are_looked_at_together(names: list[str], *, plain: bool, differ: bool) -> None:
    assert (are_plain(names), all_differ(names)) == (plain, differ)


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("kent", ["Kant", "Kent"], ["Kent", "Kant"]),  # the nearest first
        ("kent", ["KENT", "Kent"], ["KENT"]),  # one spelling of each
        ("north", [f"Nort{letter}" for letter in "abcd"], ["Nortd", "Nortc", "Nortb"]),  # three are enough
        ("abcdefghij", ["abcdefgxyz", "abcdefxyzw"], ["abcdefgxyz"]),  # 7 of 10 letters are alike, 6 are not
        ("pud", ["PDU", "DUP"], ["PDU"]),  # of four letters or fewer, the first must be right
        ("kexx", ["Ken", "Xken"], ["Ken"]),  # and four of seven letters will do
        ("kex", ["Kent"], ["Kent"]),
        ("kxnx", ["Kent", "Kents"], []),  # four of eight will not
        ("abcdefgh", ["abcdexyz"], []),  # nor do ten of sixteen for longer names
        ("a" * 200, ["a" * 200], ["a" * 200]),
        ("a" * 201, ["a" * 200], []),  # nobody mistypes so long a name
        ("a" * 200, ["a" * 201], []),
    ],
)
def test_the_nearest_names_are_those_that_share_most_letters(typed: str, known: list[str], found: list[str]) -> None:
    assert nearest(typed, known) == found


def test_no_more_of_the_nearest_are_named_than_are_asked_for() -> None:
    assert nearest("kent", ["Kant", "Kent"], most=1) == ["Kent"]
    assert len(nearest("kex", ["Kent", "Keps"], most=1)) == 1


def test_of_thousands_of_names_the_nearest_is_found_as_well() -> None:
    known = [f"Home {number}" for number in range(2_000)] + ["Ashshire"]
    assert nearest("Ashire", known) == nearest("Ashire", known[::-1], most=1) == ["Ashshire"]


def test_a_dozen_names_are_listed_and_more_are_not() -> None:
    names = [Named(number, f"Unit {number:02}") for number in range(13)]
    with pytest.raises(NameNotFoundError, match=r"^no unit is called 'xyzzy' \(units: Unit 00; .*; Unit 11\)$"):
        find("xyzzy", names[:12], "unit")
    with pytest.raises(NameNotFoundError, match=r"^no unit is called 'xyzzy' \(ask the librarian\)$") as caught:
        find("xyzzy", names, "unit", far="ask the librarian")
    assert not caught.value.several
    with pytest.raises(NameNotFoundError, match=r"'u' fits more than one unit: Unit 00; .*Unit 05 \(write") as caught:
        find("u", names[:6], "unit")
    assert caught.value.several


@given(st.lists(st.text(" \nAbI\u0130\u00e9\u0301\t", max_size=4)))
def test_the_keys_of_many_names_are_those_of_each(names: list[str]) -> None:
    assert name_keys(names) == list(map(name_key, names))
