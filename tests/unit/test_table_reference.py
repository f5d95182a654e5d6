"""Tables of made-up rows: who is where comes out as pandas works it out."""

from __future__ import annotations

from hypothesis import given, settings
from table_reference import TABLES, MadeUp, keep_table


@settings(max_examples=300)
@given(TABLES)
def test_a_table_is_read_as_pandas_reads_it(made: MadeUp) -> None:
    keep_table(made)
