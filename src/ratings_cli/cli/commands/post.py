"""`ratings post [NAME]`: the blog post of the day."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.help import OPTIONS
from ratings_cli.cli.option_types import file_to_write, option, with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.output import PICTURES, check_goes_with, format_for, write
from ratings_cli.cli.standard_error import say
from ratings_cli.formats import FORMATS, RenderOptions
from ratings_cli.model import phrases
from ratings_cli.model.errors import UsageError

if TYPE_CHECKING:
    from ratings_cli.league.post import Post

_CHART = "Write the picture of the table to a file (.svg, .png) and refer to it."


@with_options(
    ("league", "as_of", "data", "format", "output", "page"),
    league="League: CRC, NPS, PDU, region or all. Repeatable. [default: the newest report's]",
    as_of="As it stood on that day: 3 May 2019, 2019-05-03, May 2019. [default: the report's]",
    format="Output format: markdown, html. [default: markdown]",
)
def post(
    options: CommonOptions,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=completion.provider_words,
            help="The provider whose newest report to write about. [default: all reports of the newest date]",
        ),
    ] = None,
    chart: Annotated[Path | None, option(OPTIONS, "FILE", _CHART, "--chart", parser=file_to_write)] = None,
    front_matter: Annotated[
        bool, typer.Option("--front-matter", help="Begin with title, date and tags for Jekyll, Hugo and others.")
    ] = False,
) -> None:
    """Write a blog post about the newest report."""
    from ratings_cli.formats import article
    from ratings_cli.league.post import newest, newest_of, passed_over, post_of
    from ratings_cli.views.post.post import post_article

    chosen_format = format_for(options.format, options.output, article.FORMATS, article.FORMATS[0])
    check_goes_with("--page", options.page, ("html",), chosen_format)
    if options.page and front_matter:
        raise UsageError("--front-matter goes with a part of a page, not with --page (leave one out)")
    records, chosen = options.records, options.chosen
    if len(chosen.leagues) > 1:
        raise UsageError("--league: a post is about one league (name one)")
    if name:
        provider, day = options.provider("post", name)
        inspections = [newest_of(records, provider, day)]
    else:
        day, leagues = chosen.as_of, chosen.leagues if options.league else records.leagues
        found = newest(records, leagues, day)
        inspections = [inspection for inspection in found if inspection.league == found[0].league]
        for other in dict.fromkeys(item.league for item in found if item.league != found[0].league):
            say(f"Also of that date: {other}: ratings post --league {other}")
        if many := passed_over(records, leagues, day, found[0]):
            say(f"Perhaps newer, but without a day of their own: {phrases.count(many, 'report')}")
    written = post_of(records, inspections, day)
    if chart:
        _write_chart(options, written, chart)
    text = post_article(written, _beside(chart, options.output) if chart else None)
    options.write(article.render(text, chosen_format, page=options.page, front_matter=front_matter))


def _write_chart(options: CommonOptions, written: Post, chart: Path) -> None:
    """Write the picture of the league table as it stands in the post."""
    from ratings_cli.views.league_table import league_sheet
    from ratings_cli.views.sheet import credit, newest_report

    render = FORMATS[format_for(None, chart, PICTURES)].render
    newest = newest_report(written.data, written.as_of, [written.league.name])
    sheet = dataclasses.replace(league_sheet(written.table), credit=credit(written.data, newest))
    write(render(sheet, RenderOptions()), chart, options.input_files)


def _beside(chart: Path, output: Path | None) -> str:
    """The path of a picture as it is from the file of the post."""
    return Path(os.path.relpath(chart, output.parent if output else None)).as_posix()
