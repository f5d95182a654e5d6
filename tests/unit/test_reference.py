"""Tables of made-up records: the program prints what an independent reference of docs/ranking.md works out."""

from __future__ import annotations

import pytest
from generated import keep_ranking, printed


@pytest.mark.parametrize("seeds", [range(first, first + 50) for first in range(0, 400, 50)])
def test_the_table_is_that_of_the_reference(seeds: range) -> None:
    for seed in seeds:
        keep_ranking(seed, printed)
