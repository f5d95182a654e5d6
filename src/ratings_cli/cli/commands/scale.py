"""`ratings scale`: how places in a table are decided."""

from __future__ import annotations

from ratings_cli.cli.option_types import with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.show_sheet import show_sheet


@with_options(("no_pager", "data", "format", "output", "page"))
def scale(options: CommonOptions) -> None:
    """Explain the bands, programmes and ranking."""
    from ratings_cli.views.listing import scale_sheet

    show_sheet(options, scale_sheet(options.records))
