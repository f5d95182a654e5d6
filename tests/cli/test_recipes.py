"""Each question on the page docs/questions.md: the first command that comes to mind, and the right answer.

The answers come from the sources in data/inspections.yaml, counted by hand.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

sys.path.insert(0, str(ROOT / "tools"))
from doc_questions import QUESTIONS

ANSWERS: dict[int, tuple[str, ...]] = {
    1: ("2 up, none down", r"\n1 +1 up +ARCC ", r"\n2 +1 up +MTC "),
    2: (
        '2019-06-19,CRC,"Kent, Surrey and Sussex",Seetec,requires improvement',
        "2022,PDU,West Kent,HM Prison and Probation Service,inadequate",
        "2024,PDU,West Kent,HM Prison and Probation Service,requires improvement",
    ),
    3: ("32 of 65 PDUs in the record: 32 inadequate",),
    4: (
        r"\nDurham Tees Valley .*requires improvement +good +2\n",
        r"\nNorthumbria +requires improvement +requires improvement +2\n",
    ),
    5: (r"^provider,overall,published\n", "Cumbria and Lancashire,requires improvement,2019-05-30"),
    6: (r"Mean score +≠ +1\.75 +1\.10\*", r"Good +≠ +6 of 8 +3 of 21"),
    7: ("4 of 65 PDUs in the record: 4 inadequate", "Ealing and Hillingdon", "Lambeth", "Lewisham and Bromley"),
    8: (r"\n2022 +17 +0\.47 ", r"\n2024 +12 +0\.25 "),
    9: ("Wrote chart.svg",),
    10: (r"\| +1= \| HIOW +\| good +\| 8 May 2019 +\|",),
    11: (r"\nEssex +10 Oct 2018\nDorset, Devon and Cornwall +15 Feb 2019\n",),
    12: ("14 of 121 rated reports in the record: 5 requires improvement, 9 inadequate", "24 Oct 2024 +Sheffield"),
    13: (r"\n64= +PDU +2025\*", "Not listed: 22 reports without an overall rating"),
    14: (r"\nHammersmith, Fulham, Kensington, Chelsea and Westminster +inadequate +0/27 ",),
    15: ("3 up, 2 down", "Essex North +up from inadequate", "South Tyneside and Gateshead +down from good"),
    16: ("1 of 78 rated reports in the record: 1 good", "South Tyneside and Gateshead +.*good +first good"),
    17: (r"8 May 2019 +Hampshire and Isle of Wight +Purple Futures +good +first good",),
    18: (r"\nDurham Tees Valley +outstanding +good ", "known of only 2 of 21"),
    19: (r"^Ealing and Hillingdon, Probation Delivery Unit", r"Overall +inadequate \["),
    20: (r"^Dorset, Devon and Cornwall \(DDC\)", r"Newest rating +inadequate"),
    21: (r"Newest rating +good\*", "https://www.russellwebster.com/"),
    22: (r"Mean score +1\.00 +1\.00", r"Providers rated +≠ +6 +3"),
    23: ("Wrote table.html",),
    24: (r"\n12 +East Midlands .*6 +0\.17 ",),
    25: ("13 CRCs in the record: 12 requires improvement, 1 inadequate", r"13 +Dorset, Devon and Cornwall +inadequate"),
    26: ("Wrote post.md",),
    27: (r"\nSodexo ", r"\nSeetec ", r"\nHM Prison and Probation Service "),
}


@pytest.mark.parametrize("number", ANSWERS)
def test_the_first_guess_has_the_right_answer(
    ratings: Run, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    question, commands, _ = QUESTIONS[number - 1]
    said = ""
    for command in commands.split("; "):
        result = ratings(*shlex.split(command)[1:])
        assert result.status == 0, (question, result.err)
        said = result.out + result.err
    for answer in ANSWERS[number]:
        assert re.search(answer, said), (question, answer, said)


def test_every_question_is_answered() -> None:
    assert len(QUESTIONS) == len(ANSWERS) == 27
