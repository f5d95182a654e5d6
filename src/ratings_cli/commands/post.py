"""`ratings post [NAME]`: the blog post of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ratings_cli.commands import complete
from ratings_cli.commands.options import with_options
from ratings_cli.commands.view import View
from ratings_cli.errors import UsageError
from ratings_cli.names import NameNotFoundError

if TYPE_CHECKING:
    from ratings_cli.dataset import DataSet
    from ratings_cli.records import League, Provider


@with_options(
    ("league", "as_of", "data", "format", "output", "page"),
    league="Which league. [default: that of the provider, or the first of the data]",
    as_of="As it stood on this day. [default: the day of the report]",
    format="How to write it: markdown, html. [default: markdown]",
)
def post(
    view: View,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=complete.provider_words,
            help="The provider whose newest report it is about. [default: all that came out on the newest day]",
        ),
    ] = None,
) -> None:
    """Write the blog post of a report: what changed, the scorecard, the owner's record, the table, the sources."""
    from ratings_cli.formats import article
    from ratings_cli.output import format_for
    from ratings_cli.post import NoReportError, post_of
    from ratings_cli.tables.post import post_article

    chosen_format = format_for(view.format, view.output, article.FORMATS, article.FORMATS[0])
    if view.page and chosen_format != "html":
        raise UsageError(f"--page goes with html, not with {chosen_format} (leave it out, or add --format html)")
    records = view.read()
    chosen = view.select(records)
    if len(chosen.leagues) > 1:
        raise UsageError("--league: a post is about one league (name one)")
    provider = _provider(records, name, chosen.leagues if view.league else None)
    own = next((one for one in records.leagues if provider and one.name == (provider.league or "")), chosen.leagues[0])
    try:
        written = post_article(records, post_of(records, own, provider, chosen.as_of))
    except NoReportError as error:
        raise UsageError(str(error)) from None
    view.write(article.render(written, chosen_format, page=view.page))


def _provider(records: DataSet, name: list[str] | None, leagues: tuple[League, ...] | None) -> Provider | None:
    """Look up the provider that was named; None when none was.

    Raises:
        UsageError: no provider is called that, or several are.
    """
    from ratings_cli.lookup import find_provider

    if not name:
        return None
    query = " ".join(name)
    if not query.strip():
        raise UsageError("NAME: is empty (give the name of a provider, or leave it out)")
    try:
        return find_provider(records, query, leagues)
    except NameNotFoundError as error:
        raise UsageError(str(error)) from None
