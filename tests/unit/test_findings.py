"""The headline of a picture: right numbers, right plurals, and nothing said of what is not there."""

from __future__ import annotations

import pytest

from ratings_cli.league.selection import Selection
from ratings_cli.model.phrases import verdict
from ratings_cli.model.records import League
from ratings_cli.model.scale import Band
from ratings_cli.views.charts import counted, finding

CRC = Selection((League(name="CRC", title="Companies", singular="Company", size=4),))
GREAT, GOOD, RI, BAD = Band
CASES = [
    ([GOOD], "one rated Company is good"),
    ([RI, RI], "both rated Companies require improvement"),
    ([None, None, None], "all three Companies are not rated"),
    ([GOOD, RI, RI, BAD], "2 of 4 Companies require improvement; one is good, one is inadequate"),
    ([GREAT, GREAT, RI], "2 of 3 rated Companies are outstanding; one requires improvement"),
    ([GOOD, None, None], "1 of 3 Companies is good; two are not rated"),
    ([RI] * 10, "all ten rated Companies require improvement"),
    ([RI] * 12, "all 12 rated Companies require improvement"),
]


@pytest.mark.parametrize(("bands", "said"), CASES)
def test_a_finding_is_a_correct_sentence(bands: list[Band | None], said: str) -> None:
    assert finding(counted(bands), CRC) == said


def test_a_headline_calls_bodies_by_their_kind() -> None:
    chosen = Selection((League(name="P", title="Probation Delivery Units", kind="probation unit"),))
    assert finding(counted([GOOD, GOOD]), chosen) == "both rated probation units are good"


def test_of_a_standard_it_is_said_that_a_band_is_not_known_and_never_that_nothing_was_rated() -> None:
    assert finding(counted([GOOD, None, None]), CRC, "not known") == "1 of 3 Companies is good; two are not known"
    assert verdict(None, 1, "not known") == "is not known"
