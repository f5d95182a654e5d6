"""`ratings scale`: the bands, the programmes and their standards, and how places are decided."""

from __future__ import annotations

from ratings_cli.commands.data import DataOption, read_data
from ratings_cli.commands.view import FormatOption, OutputOption, PageOption


def scale(
    data: DataOption = None,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    page: PageOption = False,
) -> None:
    """Show the bands, their scores and other spellings, the programmes, and how places are decided."""
    from ratings_cli.output import deliver
    from ratings_cli.tables.scale import scale_sheet

    deliver(scale_sheet(read_data(data)), format, output, data=data, page=page)
