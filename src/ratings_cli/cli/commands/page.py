"""`ratings page`: one HTML file that people explore."""

from __future__ import annotations

from ratings_cli.cli.option_injection import with_options
from ratings_cli.cli.options import CommonOptions


@with_options(
    ("league", "data", "output"),
    league="League: CRC, NPS, PDU, region or all (default). Repeatable.",
    output="Write to FILE. [default: standard output]",
)
def page(view: CommonOptions) -> None:
    """Write an interactive web page (one HTML file)."""
    from ratings_cli.webpage.document import page as page_of

    records = view.read()
    view.write(page_of(records, view.select(records, leagues=("all",)).leagues))
