"""The sentence under a picture: right numbers, right plurals, and nothing said of what is not there."""

from __future__ import annotations

import pytest

from ratings_cli.model.records import League
from ratings_cli.model.scale import Band
from ratings_cli.views.charts.captions import counted, verdict, verdicts

CRC = (League(name="CRC", title="Companies", singular="Company"),)
GREAT, GOOD, RI, BAD = Band
CASES = [
    ([], "There are no Companies to show."),
    ([GOOD], "1 Company is good."),
    ([RI, RI], "All 2 Companies require improvement."),
    ([None, None], "All 2 Companies are not rated."),
    ([GOOD, RI, RI, BAD], "1 of 4 Companies is good, 2 require improvement and 1 is inadequate."),
    ([GREAT, GREAT, RI], "2 of 3 Companies are outstanding and 1 requires improvement."),
    ([GOOD, None], "1 of 2 Companies is good and 1 is not rated."),
]


@pytest.mark.parametrize(("bands", "said"), CASES)
def test_a_finding_is_a_correct_sentence(bands: list[Band | None], said: str) -> None:
    assert verdicts(counted(bands), CRC) == said


def test_a_finding_goes_on_from_what_stands_before_it() -> None:
    assert verdicts(counted([RI, RI]), CRC, before="By 3 May 2019,") == (
        "By 3 May 2019, all 2 Companies require improvement."
    )


def test_of_a_standard_it_is_said_that_a_band_is_not_known_and_never_that_nothing_was_rated() -> None:
    said = verdicts(counted([GOOD, None, None]), CRC, unknown="not known")
    assert said == "1 of 3 Companies is good and 2 are not known."
    assert verdict(None, 1, "not known") == "is not known"
