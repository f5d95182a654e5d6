"""Text made safe: what cannot be seen is written out, and nothing that can be seen is changed."""

from __future__ import annotations

import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ratings_cli.model.escape import escape_control, escape_control_lines, quoted, to_ascii

TRICKY = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from('\n\t\r\x1b\x9b\u202e\u200d\u2028\ufeff"\\ ab'))
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tŷ Gwyn – ½", "Tŷ Gwyn – ½"),
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("\x1b[31m\x07\x9b", r"\x1b[31m\x07\x9b"),  # how a terminal is told to do something
        ("\u202eevil", r"\u202eevil"),  # what turns the direction of reading round
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),  # what ends a line unseen
        ("\ud800 \ue000 \U000e0001 \u0378", r"\ud800 \ue000 \U000e0001 \u0378"),  # no character, or one of nobody's
        ("\xa0", "\xa0"),  # a space is one, though Python prints it not
        (
            "a\u200db \u200dc d\u200d e\u200c\u200df",
            "a\u200db \\u200dc d\\u200d e\\u200c\\u200df",
        ),  # joins, or only hides
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert escape_control(text) == shown


@given(TRICKY)
def test_a_terminal_gets_no_control_and_every_line_as_it_is_alone(text: str) -> None:
    escaped = escape_control_lines(text, kept="\n\t")
    assert not [char for char in escaped if unicodedata.category(char) == "Cc" and char not in "\n\t"]
    assert escape_control_lines(text) == "\n".join(map(escape_control, text.split("\n")))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Tŷ Gwyn’s “best” – ↑ ½", 'Ty Gwyn\'s "best" - ^ 1?2'),
        ("日本 €5", "?? ?5"),
        ("ක\u200cක", "??"),  # a joiner goes, as nothing is joined
        ("…", "..."),
    ],
)
def test_where_nothing_but_ascii_is_shown_accents_go_and_the_rest_is_a_question_mark(text: str, plain: str) -> None:
    assert to_ascii(text) == plain


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('Hope "House"\\', r'"Hope \"House\"\\"'),
        ("a\nb\tc\r", r'"a\nb\tc\r"'),
        ("Tŷ Gwyn", '"Tŷ Gwyn"'),
        ("\x1b\u202e\uffff\U000e0001", r'"\u001b\u202e\uffff\U000e0001"'),
    ],
)
def test_in_a_data_file_what_cannot_be_seen_is_escaped(text: str, written: str) -> None:
    assert quoted(text) == written


@given(TRICKY)
def test_what_is_written_in_quotes_is_read_again_as_it_was(text: str) -> None:
    assert quoted(text).isprintable()
    assert yaml.safe_load(quoted(text)) == text
