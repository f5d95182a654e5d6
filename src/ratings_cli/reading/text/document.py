"""A text as it comes, plain or HTML, into its address, its title and its sentences."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.errors import UsageError
from ratings_cli.reading import files

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = re.compile(r"(?i)(address|url|link|title|headline|publisher)\s*:\s*(\S.*)")
_KEYS = {"url": "address", "link": "address", "headline": "title"}
_ADDRESS = re.compile(r"https?://\S+")
_QUOTES = "\u2018\u2019\u201a\u201b\u0060\u00b4", "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_DASHES, _SPACES = "\u2013\u2014\u2015\u2011", "\u00a0\u2009\u202f\t"
_SIGNS = str.maketrans("".join((*_QUOTES, _DASHES, _SPACES)), "'" * 6 + '"' * 6 + "-" * 4 + " " * 4)
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Rev|Sir|Prof|vs|e\.g|i\.e|etc|[A-Z]))\.$")
_SENTENCE_END = re.compile(r"[.!?]['\")\]]*\s+(?=['\"(\[]*[A-Z0-9])")
_BULLET = re.compile(r"^\s*(?:[•●▪*·]|[-–](?=\s)|\d{1,2}[.)](?=\s))\s*")
_WRAPPED = 55, 90
"""Lines of so many letters that do not end a sentence go on in the next line."""
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_UNREAD = frozenset(["script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button"])


class Sentence(NamedTuple):
    """A sentence as it stands, and the same with plain quotation marks, dashes and spaces, letter for letter."""

    text: str
    plain: str
    place: int
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text in sentences, the title first where there is one.

    Args:
        sentences: all of them, in order.
        lines: the plain lines that begin the text, in which the day of the page may stand.
        address: where the page is, when it says so.
        publisher: who published it, when it says so.
    """

    sentences: tuple[Sentence, ...]
    lines: tuple[str, ...]
    address: str | None = None
    publisher: str | None = None

    @property
    def plain(self) -> str:
        """The whole text in plain signs."""
        return "\n".join(sentence.plain for sentence in self.sentences)


def read_file(path: Path) -> Document:
    """Read a file: text, HTML, or the text that a PDF carries; ``-`` is standard input.

    Raises:
        DataError: it cannot be read.
        UsageError: it is a PDF, and what reads those is not installed.
    """
    content = files.read_bytes(path)
    if not content.startswith(b"%PDF"):
        return read_document(files.decode(content, files.shown_name(path)))
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise UsageError("a PDF needs an extra that is not installed: pip install 'ratings-cli[pdf]'") from None
    try:
        return read_document("\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise UsageError(f"{path}: its text cannot be read ({error}; copy the text and use --from -)") from None


def read_document(text: str) -> Document:
    """Cut a text into sentences; one that begins like a page of the web loses its tags first."""
    headers: dict[str, str] = {}
    if re.match(r"(?is)\s*(?:<!doctype html|<html|<head|<body|<article|<div|<p[ >]|<h\d)", text):
        page = _Page()
        page.feed(text)
        page.close()
        headers, text = page.headers, "".join(page.parts)
    lines = [_UNSEEN.sub("", line).rstrip() for line in text.splitlines()]
    while lines and (not lines[0].strip() or _HEADER.fullmatch(lines[0].strip()) or _ADDRESS.fullmatch(lines[0])):
        if header := _HEADER.fullmatch(lines[0].strip()):
            key = header[1].casefold()
            headers.setdefault(_KEYS.get(key, key), header[2])
        elif lines[0].strip():
            headers.setdefault("address", lines[0].strip())
        del lines[0]
    address = _ADDRESS.match(headers.get("address", ""))
    found: list[Sentence] = []
    if "title" in headers:
        found.append(_sentence(headers["title"], 0, is_title=True))
    paragraphs = _paragraphs(lines)
    for paragraph in paragraphs:
        for text in _cut(paragraph):
            if not found or found[-1].text != text:  # some pages have a paragraph twice
                found.append(_sentence(text, len(found), is_title=not found and not text.endswith(".")))
    return Document(
        tuple(found),
        tuple(_plain(line) for line in paragraphs),
        address[0] if address else None,
        headers.get("publisher"),
    )


def _sentence(text: str, place: int, *, is_title: bool) -> Sentence:
    return Sentence(text, _plain(text), place, is_title)


def _plain(text: str) -> str:
    return text.translate(_SIGNS).replace("<", "(").replace(">", ")")


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines into paragraphs: one that breaks off goes on in the next line."""
    found: list[str] = []
    open_end, blank, before = False, False, 0
    for line in lines:
        text = " ".join(_BULLET.sub("", line).split())
        if not text:
            blank = True
            continue
        wrapped = not blank and len(line) <= _WRAPPED[1] and not _BULLET.match(line)
        if open_end and (text[:1].islower() or (wrapped and before <= _WRAPPED[1])):
            found[-1] += " " + text
        else:
            found.append(text)
        open_end = not re.search(r"[.!?:;][\"'”’)\]]*$", text) and len(line) >= _WRAPPED[0]
        blank, before = False, len(line)
    return found


def _cut(paragraph: str) -> list[str]:
    found, start = [], 0
    for match in _SENTENCE_END.finditer(_plain(paragraph)):
        if not _ABBREVIATED.search(paragraph[: match.start() + 1]):
            found.append(paragraph[start : match.end()].strip())
            start = match.end()
    return [*found, paragraph[start:].strip()] if paragraph[start:].strip() else found


class _Page(HTMLParser):
    """The text of a page of the web, a line a block, and what its head says of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.headers: dict[str, str] = {}
        self.unread: list[str] = []
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        if tag == "meta":
            about = (named.get("property") or named.get("name") or "").casefold()
            key = {"og:url": "address", "og:title": "title", "og:site_name": "publisher"}.get(about)
            if key and named.get("content"):
                self.headers[key] = named["content"]
        elif tag == "link" and named.get("rel") == "canonical" and named.get("href"):
            self.headers.setdefault("address", named["href"])
        elif tag in _UNREAD:
            self.unread.append(tag)
        self.in_title = tag == "title"
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unread:
            del self.unread[self.unread.index(tag) :]
        self.in_title = False
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.headers.setdefault("title", data.strip())
        elif not self.unread:
            self.parts.append(re.sub(r"\s+", " ", data))
