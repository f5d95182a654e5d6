"""`ratings post [NAME]`: the blog post of the day."""

from __future__ import annotations

from typing import Annotated

import typer

from ratings_cli.cli import completion
from ratings_cli.cli.option_injection import with_options
from ratings_cli.cli.options import CommonOptions
from ratings_cli.cli.provider_argument import provider_asked
from ratings_cli.cli.standard_error import say
from ratings_cli.model.errors import UsageError


@with_options(
    ("league", "as_of", "data", "format", "output", "page"),
    league="League. [default: that of the provider, or of the newest report]",
    as_of="As it stood on that day. [default: the day of the report]",
    format="markdown, html. [default: markdown]",
)
def post(
    view: CommonOptions,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=completion.provider_words,
            help="The provider whose newest report to write about. [default: all reports of the newest day]",
        ),
    ] = None,
) -> None:
    """Write a blog post about the newest report."""
    from ratings_cli.cli.output import format_for
    from ratings_cli.formats import article
    from ratings_cli.league.post import NoReportError, ReportsOfTheDay, league_of, newest_reports, post_of
    from ratings_cli.views.post.post import post_article
    from ratings_cli.views.post.unrated import unrated_article

    chosen_format = format_for(view.format, view.output, article.FORMATS, article.FORMATS[0])
    if view.page and chosen_format != "html":
        raise UsageError(f"--page goes with html, not with {chosen_format} (leave it out, or add --format html)")
    records = view.read()
    chosen = view.select(records)
    if len(chosen.leagues) > 1:
        raise UsageError("--league: a post is about one league (name one)")
    leagues = chosen.leagues if view.league else None
    try:
        if name:
            provider, day = provider_asked(records, "post", name, leagues, chosen.as_of)
            reports = ReportsOfTheDay((league_of(records, provider),))
        else:
            provider, day = None, chosen.as_of
            reports = newest_reports(records, leagues or records.leagues, day)
        written = (
            unrated_article(records, reports.unrated)
            if reports.unrated
            else post_article(records, post_of(records, reports.leagues[0], provider, day))
        )
    except NoReportError as error:
        raise UsageError(str(error)) from None
    for league in reports.leagues[1:]:
        say(f"Also on that day: {league.label}: ratings post --league {league.name}")
    view.write(article.render(written, chosen_format, page=view.page))
