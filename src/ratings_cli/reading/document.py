"""A text as it comes, plain, HTML or PDF, into its address, its title and its sentences."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from ratings_cli.model.errors import UsageError
from ratings_cli.reading import files
from ratings_cli.reading.diagnostics import NoFileError

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = re.compile(r"(?i)(address|url|link|title|headline|publisher)\s*:\s*(\S.*)")
_KEYS = {"url": "address", "link": "address", "headline": "title"}
_ADDRESS = re.compile(r"https?://\S+")
_QUOTES = "\u2018\u2019\u201a\u201b\u0060\u00b4", "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_DASHES, _SPACES = "\u2013\u2014\u2015\u2011", "\u00a0\u2009\u202f\t"
_PLAIN = str.maketrans("".join((*_QUOTES, _DASHES, _SPACES, "<>")), "'" * 6 + '"' * 6 + "-" * 4 + " " * 4 + "()")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Rev|Sir|Prof|vs|e\.g|i\.e|etc|[A-Z])\.$")
_SENTENCE_END = re.compile(r"[.!?]['\")\]]*\s+(?=['\"(\[]*[A-Z0-9])|(?<=[a-z'\")])\.(?=[A-Z][a-z]+ )")
_BULLET = re.compile(r"^\s*(?:[•●▪*·]|[-–](?=\s)|\d{1,2}(?:[.)]|(?:\.\d{1,2})+(?=\s.{50}))(?=\s))\s*")
_COLUMNS = re.compile(r"(?<=\S)(?:\t+| {3,})(?=\S)")
_WRAPPED = 55, 90
"""Lines of so many letters that do not end a sentence go on in the next line, where most are no longer."""
_CUT_WORD = re.compile(r"[A-Za-z][a-z]-$")
_LONGEST_TITLE, _LONGEST = 160, 1000
"""What is longer is no sentence, but a list or a trick that would take long to look through."""
_IS_PAGE = re.compile(r"(?is)\s*(?:<!doctype html|<(?:html|head|body|article|div|h\d|p)[\s>])")
_META = (
    ("address", re.compile(r"""(?i)<(?:meta[^>]*og:url[^>]*content|link[^>]*canonical[^>]*href)=["']([^"']+)""")),
    ("publisher", re.compile(r"""(?i)<meta[^>]*og:site_name[^>]*content=["']([^"']+)""")),
    ("title", re.compile(r"(?is)<title[^>]*>(.*?)</title>")),
)
_MARKDOWN = re.compile(
    r"^#{1,6}\s+|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|!?\[(?=[^\]]*\]\()|(?<=\S)\]\([^)\s]*\)"
)
_TAGS = (
    (r"(?is)<!--.*?-->|<(script|style|noscript|template|svg|nav|footer|aside|form|button|title)\b.*?</\1\s*>", " "),
    (r"\s+", " "),
    (r"(?i)</?(?:article|blockquote|br|dd|div|dl|dt|h\d|header|hr|li|main|ol|p|section|table|tr|ul)\b[^>]*>", "\n"),
    (r"(?i)<t[dh]\b[^>]*>", " | "),
    (r"<[^>]*>", ""),
)


class Sentence(NamedTuple):
    """A sentence as it stands, and the same with plain quotation marks, dashes and spaces, letter for letter."""

    text: str
    plain: str
    place: int
    paragraph: int = 0
    is_title: bool = False


class Document(NamedTuple):
    """A text in sentences, the title first where there is one; its paragraphs in plain signs; where it is from."""

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
        UsageError: it is a PDF that cannot be read, or what reads those is not installed.
    """
    try:
        content = files.read_bytes(path)
    except NoFileError as error:
        what = "there is no such file (check its name; a page can be piped: curl -sL ADDRESS | ratings add --from -)"
        raise NoFileError(error.problems[0].file, what) from None
    if not content.startswith(b"%PDF"):
        return read_document(files.decode(content, files.shown_name(path), markup=True))
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
    if _IS_PAGE.match(text):
        found = ((key, pattern.search(text)) for key, pattern in _META)
        headers = {key: html.unescape(match[1]).strip() for key, match in found if match}
        for pattern, instead in _TAGS:
            text = re.sub(pattern, instead, text)
        text = html.unescape(text)
    lines = [_MARKDOWN.sub("", _UNSEEN.sub("", line)).rstrip() for line in text.splitlines()]
    while lines and (not lines[0].strip() or _HEADER.fullmatch(lines[0].strip()) or _ADDRESS.fullmatch(lines[0])):
        if header := _HEADER.fullmatch(lines[0].strip()):
            headers.setdefault(_KEYS.get(header[1].casefold(), header[1].casefold()), header[2])
        elif lines[0].strip():
            headers.setdefault("address", lines[0].strip())
        del lines[0]
    paragraphs = _paragraphs(lines)
    texts = [(0, headers["title"])] if headers.get("title") else []
    for number, said in ((n, said) for n, paragraph in enumerate(paragraphs, 1) for said in _sentences(paragraph)):
        if len(said) <= _LONGEST and (not texts or texts[-1][1] != said):  # some pages have a paragraph twice
            texts.append((number, said))
    is_headline = bool(texts) and len(texts[0][1]) <= _LONGEST_TITLE and not texts[0][1].endswith(".")
    sentences = (
        Sentence(said, said.translate(_PLAIN), place, paragraph, not place and is_headline)
        for place, (paragraph, said) in enumerate(texts)
    )
    address = _ADDRESS.match(headers.get("address", ""))
    plain = tuple(paragraph.translate(_PLAIN) for paragraph in paragraphs)
    return Document(tuple(sentences), plain, address[0] if address else None, headers.get("publisher"))


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines into paragraphs: one that breaks off goes on in the next line."""
    found: list[str] = []
    open_end, blank, before = False, False, 0
    short = sum(len(line) <= _WRAPPED[1] for line in lines) > 0.8 * len(lines)
    for line in lines:
        text = " ".join(_COLUMNS.sub(" | ", _BULLET.sub("", line)).split())
        if not text:
            blank = True
            continue
        wrapped = short and not blank and max(len(line), before) <= _WRAPPED[1] and not _BULLET.match(line)
        if found and not blank and _CUT_WORD.search(found[-1]) and text[:1].islower():
            found[-1] = found[-1][:-1] + text
        elif open_end and (re.match("[\"'“‘(]?[a-z]", text) or wrapped):
            found[-1] += " " + text
        else:
            found.append(text)
        open_end = not re.search(r"[.!?:;][\"'”’)\]]*$", text) and len(line) >= _WRAPPED[0] and "|" not in text
        blank, before = False, len(line)
    return found


def _sentences(paragraph: str) -> list[str]:
    found, start = [], 0
    for match in _SENTENCE_END.finditer(paragraph.translate(_PLAIN)):
        if not _ABBREVIATED.search(paragraph[: match.start() + 1]):
            found.append(paragraph[start : match.end()].strip())
            start = match.end()
    return [*found, *filter(None, [paragraph[start:].strip()])]
