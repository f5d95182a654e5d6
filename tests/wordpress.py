"""What WordPress takes out of a post, by the rules in cases/wordpress.txt, in code of our own."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

_DROPPED_VALUE = re.compile(r"[\\(&=}]|/\*")
"""What takes a declaration of a style with it: every function (`rgb()`, `var()`, `calc()`) and every comment."""
_ADDRESS = re.compile(r"(?i)https?://|mailto:|[^:]*$")
"""What an address may begin with, of those that matter here; or there is no colon in it at all."""


def _allowed() -> dict[str, set[str]]:
    """The attributes of each element, those of `all`, and `styles`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    text = (Path(__file__).parent / "cases" / "wordpress.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            names, _, allowed = line.partition(":")
            for name in names.split():
                found[name] |= set(allowed.split())
    return dict(found)


ALLOWED = _allowed()


def lost(fragment: str) -> list[str]:
    """Return what the filter takes out of a fragment of HTML, or changes in it: nothing, at best."""
    # It looks for tags by their signs alone: one that is not written as a reference is one too many.
    left = re.sub(r'</?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*>', "", fragment)
    found = [f"a bare {sign}" for sign in "<>" if sign in left]
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for element in parser.parseFragment(fragment, container="div").iter():
        if element.tag != "DOCUMENT_FRAGMENT":
            found += _lost_of(element)
    return found


def _lost_of(element: Element) -> list[str]:
    if element.tag not in ALLOWED:
        return [f"<{element.tag}>"]
    allowed = ALLOWED[element.tag] | ALLOWED["all"]
    found = [f"<{element.tag} {name}>" for name in element.keys() if name not in allowed]  # noqa: SIM118 - no dict
    found += [
        f"{name}={address}"
        for name in ("href", "src", "cite")
        if (address := element.get(name)) and not _ADDRESS.match(address)
    ]
    for declaration in filter(None, (element.get("style") or "").split(";")):
        name, _, value = declaration.partition(":")
        if name.strip() not in ALLOWED["styles"] or _DROPPED_VALUE.search(value):
            found.append(declaration)
    return found
