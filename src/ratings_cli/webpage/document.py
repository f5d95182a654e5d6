"""The page itself: the payload, the looks and the behaviour put into one HTML document."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ratings_cli.formats.links import web_address
from ratings_cli.formats.markup import escape
from ratings_cli.model import phrases
from ratings_cli.model.phrases import marked
from ratings_cli.model.scale import BANDS
from ratings_cli.views import notes
from ratings_cli.views.head import credit, newest_report
from ratings_cli.webpage.payload import payload
from ratings_cli.webpage.tables import further_tables

_STATIC_ROWS = 500
"""How many rows of a league a reader without JavaScript is shown at most."""

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League


def page(data: DataSet, leagues: tuple[League, ...]) -> str:
    """Return the page as one HTML document.

    It asks nobody for anything: a content security policy forbids it, and names the one script and the one
    style sheet by their hashes. Without JavaScript it shows the newest table of each league.

    Args:
        data: the records.
        leagues: the leagues to choose from; the first that has not ended is shown at first.
    """
    leagues = tuple(sorted(leagues, key=lambda league: league.until is not None))
    shown = payload(data, leagues)
    said = credit(data, newest_report(data, None, {league.name for league in leagues}))
    style, script = _resource("page.css"), _resource("page.js")
    title = data.title or f"{phrases.league_titles(leagues)}: league table"
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return _PAGE.format(
        policy=escape(policy),
        title=escape(title),
        style=style,
        tables=_without_script(shown),
        rule=escape(notes.ranking_rule("overall")),
        further=further_tables(data, leagues),
        gaps=_gaps(data, leagues),
        short=escape(said.short),
        description=escape(f"{_caption(shown['leagues'][0])}. {said.short}"),
        credit=_linked(said.text),
        data=_json(shown),
        script=script,
    )


def _resource(name: str) -> str:
    return files("ratings_cli.webpage").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which the policy names a script or a style sheet: of all between the tags."""
    digest = hashlib.sha256(f"\n{text}".encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(shown: dict[str, Any]) -> str:
    """The payload as JSON that cannot end the element it stands in."""
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _gaps(data: DataSet, leagues: tuple[League, ...]) -> str:
    """What is known to be missing, each with its ground; nothing where nothing is."""
    parts = [("", data.gaps), *((league.label, league.gaps) for league in leagues)]
    items = [
        f"<li>{escape(': '.join(filter(None, (label, gap.text))))} "
        f'<span class="quiet">{escape(gap.ground or "")}</span></li>'
        for label, gaps in parts
        for gap in gaps
    ]
    if not items:
        return ""
    return f'<details id="gaps"><summary>What is known to be missing</summary><ul>{"".join(items)}</ul></details>\n'


def _linked(text: str) -> str:
    """A text with the addresses in it as links."""
    words = [
        f'<a href="{escape(address)}">{escape(word)}</a>'
        if (address := web_address(word.strip("().,;")))
        else escape(word)
        for word in text.split()
    ]
    return " ".join(words)


def _without_script(shown: dict[str, Any]) -> str:
    """The newest table of each league with its notes, for readers without JavaScript."""
    return "".join(
        f'<div class="scroll" role="region" aria-label="{escape(league["title"])}" tabindex="0">\n<table>\n'
        f"{_newest_table(shown, league)}\n</table></div>\n<ul>{_items(_static_notes(league))}</ul>\n"
        for league in shown["leagues"]
    )


def _static_notes(league: dict[str, Any]) -> list[str]:
    newest = league["days"][-1]
    left_out = len(newest["rows"]) - _STATIC_ROWS
    return [*newest["notes"], *([f"{left_out:,} more rows are shown with JavaScript."] if left_out > 0 else [])]


def _items(texts: list[str]) -> str:
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def _newest_table(shown: dict[str, Any], league: dict[str, Any]) -> str:
    newest = league["days"][-1]
    columns = [item for item in shown["columns"] if item["key"] != "change"]
    positions = [text for text, _, number in newest["places"] for _ in range(number)]
    head = "".join(f'<th scope="col">{escape(item["heading"])}</th>' for item in columns)
    rows = []
    for position, number in list(zip(positions, newest["rows"], strict=True))[:_STATIC_ROWS]:
        provider, _, *cells = shown["rows"][number]
        name = shown["providers"][provider]["name"]
        texts = [[position, -1, None, 0], [name, -1, None, 0], *(shown["cells"][cell] for cell in cells)]
        line = []
        for column, (text, band, _, derived) in zip(columns, texts, strict=False):
            tag = 'th scope="row"' if column["key"] == "provider" else "td"
            kind = f' class="band b{band}"' if band >= 0 else ""
            line.append(f"<{tag}{kind}>{marked(escape(text), derived)}</{tag[:2]}>")
        rows.append(f"<tr>{''.join(line)}</tr>")
    return (
        f"<caption>{escape(_caption(league))}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>{''.join(rows)}</tbody>"
    )


def _caption(league: dict[str, Any]) -> str:
    newest = league["days"][-1]
    words = [*(band.value for band in BANDS), phrases.NOT_RATED]
    counts = phrases.band_counts(dict(zip(words, newest["counts"], strict=True)))
    return f"{league['option']}, {newest['label']}: {counts}"


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<meta name="description" content="{description}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{description}">
<meta property="og:type" content="website">
<style>
{style}</style>
</head>
<body>
<header><h1>{title}</h1><p class="quiet">{short}</p></header>
<main>
<form id="controls" hidden aria-label="What to show">
<label>League <select id="league"></select></label>
<label>Search all leagues
<input type="search" id="name" placeholder="Name, county, owner or region"
 autocomplete="off" spellcheck="false"></label>
<details id="more"><summary id="more-title">Filters and dates</summary>
<div class="when">
<label for="day" id="day-label">As at</label>
<div class="slider">
<button type="button" id="earlier" aria-label="Earlier change">◀</button>
<input type="range" id="day" min="0" step="1">
<button type="button" id="later" aria-label="Later change">▶</button>
</div>
</div>
<div class="filters">
<label>Changes since <select id="since"></select></label>
<label>Owner <select id="owner"></select></label>
<label>Area <select id="area"></select></label>
<label>Rating <select id="band"></select></label>
<button type="button" id="clear">Show all</button>
</div>
</details>
</form>
<p id="summary" role="status"></p>
<p id="elsewhere" hidden></p>
<section id="news" hidden aria-labelledby="news-title"><h2 id="news-title"></h2><ul></ul>
<details id="more-news" hidden></details></section>
<noscript>{tables}</noscript>
<div class="scroll" id="scroll" role="region" aria-label="League table" tabindex="0" hidden>
<table id="table"></table>
</div>
<button type="button" id="next" hidden>Show more</button>
<p id="take" hidden><button type="button" id="copy">Copy link to this view</button>
<button type="button" id="csv">Download as CSV</button>
<span id="taken" role="status"></span></p>
<figure id="chart" hidden></figure>
<section id="notes" aria-label="Notes"><p>{rule}</p><ul></ul></section>
<section id="further" aria-label="Further tables">
{further}</section>
{gaps}</main>
<footer>
<p>{credit}</p>
<p>* derived, not stated outright by a source. Open a provider for its reports, with the source of each.</p>
</footer>
<script type="application/json" id="data">{data}</script>
<script>
{script}</script>
</body>
</html>
"""
