"""What is proposed from a text, as a program gets it: each value with its sentence, its words and how sure it is."""

from __future__ import annotations

from ratings_cli.model.dates import parse_date
from ratings_cli.model.proposal import Proposal, Proposed, Value
from ratings_cli.model.records import Provider
from ratings_cli.model.scale import Band

SENTENCE = "It was rated Good in May 2019."
DATE = Value(value=parse_date("2019-05"), sentence=SENTENCE, span=(21, 29), rule="a date")
TALLY = Value(
    value={Band.GOOD: 3}, sentence=SENTENCE, span=(0, 0), rule="a tally", doubt="it is of 2018", ground="the table"
)
DATE_RECORD = {"value": "2019-05", "sentence": SENTENCE, "certainty": "stated", "rule": "a date", "words": "May 2019"}
TALLY_RECORD = {
    "value": {"good": 3},
    "sentence": SENTENCE,
    "certainty": "unclear",
    "rule": "a tally",
    "reason": "it is of 2018",
    "ground": "the table",
}


def test_a_program_gets_each_value_with_what_bears_it_out_and_no_empty_keys() -> None:
    entry = Proposed(Provider(name="Kent"), {"published": DATE}, {"leadership": TALLY})
    proposal = Proposal((entry,), ("One was left out.",))
    assert proposal.record() == {
        "entries": [{"published": DATE_RECORD, "standards": {"leadership": TALLY_RECORD}}],
        "notes": ["One was left out."],
    }


def test_a_value_is_unclear_only_where_there_is_a_doubt() -> None:
    assert (DATE.certainty, TALLY.certainty) == ("stated", "unclear")
