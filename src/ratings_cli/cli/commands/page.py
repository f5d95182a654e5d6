"""`ratings page`: one HTML file that people explore."""

from __future__ import annotations

from ratings_cli.cli.option_injection import with_options
from ratings_cli.cli.options import CommonOptions


@with_options(
    ("league", "data", "output"),
    league="Only this league; give it again for several. [default: all of them]",
    output="The file to write. [default: standard output]",
)
def page(view: CommonOptions) -> None:
    """Write a web page on which people explore every table there was: one file that needs nothing else."""
    from ratings_cli.webpage.document import page as page_of

    records = view.read()
    view.write(page_of(records, view.select(records, leagues=("all",)).leagues))
