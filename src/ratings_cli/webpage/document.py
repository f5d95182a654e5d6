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
from ratings_cli.model.scale import BANDS
from ratings_cli.views import notes
from ratings_cli.webpage.payload import payload

if TYPE_CHECKING:
    from ratings_cli.model.dataset import DataSet
    from ratings_cli.model.records import League


def page(data: DataSet, leagues: tuple[League, ...]) -> str:
    """Return the page as one HTML document.

    It asks nobody for anything: a content security policy forbids it, and names the one script and the one
    style sheet by their hashes. Without JavaScript it shows the newest table of the first league.

    Args:
        data: the records.
        leagues: the leagues to choose from; the first is shown at first.
    """
    shown = payload(data, leagues)
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
        table=_newest_table(shown),
        rule=escape(notes.ranking_rule("overall")),
        notes="".join(f"<li>{escape(note)}</li>" for note in shown["leagues"][0]["days"][-1]["notes"]),
        gaps=_gaps(data, leagues),
        licence=_licence(data.licence),
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


def _licence(licence: str | None) -> str:
    """The licence, with its address as a link where it holds one."""
    if not licence:
        return ""
    words = [
        f'<a href="{escape(address)}">{escape(word)}</a>'
        if (address := web_address(word.strip("().,;")))
        else escape(word)
        for word in licence.split()
    ]
    return f"<p>{' '.join(words)}</p>"


def _newest_table(shown: dict[str, Any]) -> str:
    """The newest table of the first league, for readers without JavaScript."""
    league = shown["leagues"][0]
    newest = league["days"][-1]
    columns = [item for item in shown["columns"] if item["key"] != "change"]
    head = "".join(f'<th scope="col">{escape(item["heading"])}</th>' for item in columns)
    rows = []
    for row in newest["rows"]:
        texts = [shown["cells"][number] for number in row[2:]]
        cells = []
        for column, (text, band, _, derived) in zip(columns, texts, strict=False):
            tag = 'th scope="row"' if column["key"] == "provider" else "td"
            kind = f' class="band b{band}"' if band >= 0 else ""
            cells.append(f"<{tag}{kind}>{escape(text)}{'*' if derived else ''}</{tag[:2]}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    count = ", ".join(
        f"{number} {word}"
        for word, number in zip([*(band.value for band in BANDS), phrases.NOT_RATED], newest["counts"], strict=True)
        if number
    )
    caption = f"{league['title']}, {newest['label']}: {count or 'none'}"
    return f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>{''.join(rows)}</tbody>"


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header><h1>{title}</h1></header>
<main>
<form id="controls" hidden aria-label="What to show">
<div id="leagues" role="group" aria-label="League"></div>
<div class="when">
<label for="day" id="day-label">As at</label>
<div class="slider">
<button type="button" id="earlier" aria-label="Earlier change">◀</button>
<input type="range" id="day" min="0" step="1">
<button type="button" id="later" aria-label="Later change">▶</button>
</div>
</div>
<div class="filters">
<label>Name <input type="search" id="name" autocomplete="off" spellcheck="false"></label>
<label>Owner <select id="owner"></select></label>
<label>Area <select id="area"></select></label>
<label>Rating <select id="band"></select></label>
<button type="button" id="clear">Show all</button>
</div>
</form>
<p id="summary" role="status"></p>
<figure id="chart" hidden></figure>
<section id="news" hidden aria-labelledby="news-title"><h2 id="news-title"></h2><ul></ul></section>
<div class="scroll" id="scroll" role="region" aria-label="League table" tabindex="0">
<table id="table">
{table}
</table>
</div>
<section id="notes" aria-label="Notes"><p>{rule}</p><ul>{notes}</ul></section>
{gaps}</main>
<footer>
{licence}
<p>* derived, not stated outright by a source. Open a provider for its reports, with the source of each.</p>
</footer>
<script type="application/json" id="data">{data}</script>
<script>
{script}</script>
</body>
</html>
"""
