"""The colours of a published page can be read: contrast worked out as WCAG 2 lays down."""

from __future__ import annotations

import re

import pytest

from ratings_cli.formats.markup import EDGES, FILLS, HEAD_FILL, INK, LINK, PAPER, QUIET_INK, RULE
from ratings_cli.model.scale import BANDS, Band


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(name: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(name), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_worked_out_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the grey that WCAG's notes give as 4.54:1


@pytest.mark.parametrize("band", [*BANDS, None])
def test_a_band_s_word_stands_out_from_its_fill_and_its_part_from_the_page(band: Band | None) -> None:
    assert contrast(INK, FILLS[band]) >= 12
    assert contrast(EDGES[band], PAPER) >= 3
    assert contrast(LINK, FILLS[band]) >= 4.5


def test_quiet_text_and_lines_can_be_seen() -> None:
    assert contrast(QUIET_INK, PAPER) >= 4.5
    assert contrast(INK, HEAD_FILL) >= 12
    assert contrast(RULE, PAPER) >= 3


def test_every_band_has_a_colour_of_its_own_in_hex() -> None:
    assert len(set(FILLS.values())) == len(set(EDGES.values())) == 5
    colours = [*FILLS.values(), *EDGES.values(), INK, QUIET_INK, LINK, PAPER, RULE, HEAD_FILL]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
