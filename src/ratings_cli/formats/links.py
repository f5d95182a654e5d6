"""Addresses that a published page may lead to: those of the web, and no others."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

# Everything that an address may hold as it is, except what Markdown or HTML could take for its end.
_KEPT = "/:?#@!$&*+,;=%~-._"


def web_address(url: str | None) -> str | None:
    """Return an address that a link may lead to, or None when there is none.

    Only ``http`` and ``https`` will do: a ``javascript:`` address is text and stays text. Whatever could end a
    link early is written as a percent code.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.casefold() not in {"http", "https"} or not parts.netloc:
        return None
    return quote(url.strip(), safe=_KEPT)
