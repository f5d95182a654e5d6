"""The words of regulators' tables: headings by what they mean, and what stands where there is no rating.

This is data for a reader to check: docs/csv.md shows it as it is. Headings are compared folded: case, spacing, line
breaks, punctuation and underscores do not matter, and `QUALIFIERS` may stand before them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TypeAlias

from ratings_cli.model.names import fold, name_key

Tiers: TypeAlias = tuple[tuple[str, ...], ...]


def terms(text: str) -> tuple[str, ...]:
    """The words and phrases between commas, however the lines are broken."""
    return tuple(" ".join(part.split()) for part in text.split(","))


def _tiers(text: str) -> dict[str, Tiers]:
    """By each column the headings on each of the lines under it; a line that ends in a comma goes on in the next."""
    found: defaultdict[str, Tiers] = defaultdict(tuple)
    column = ""
    for line in re.split(r"(?<!,)\n", text.strip()):
        if line.startswith(" "):
            found[column] += (terms(line),)
        else:
            column = line
    return dict(found)


HEADINGS = _tiers("""
provider
    location name
    provider, provider name, name, name of provider, school name, establishment name, setting name
    service name, home name, trust name, institution name, force name, prison name, team name
    pdu, pdu name, probation delivery unit, youth justice service, youth offending team
    youth offending service, youth offending institution, landlord, landlord name
    establishment, school, service, setting, home, trust, institution, force, police force
    prison, site, unit, team, body, organisation inspected
    local authority, local authority name, council, authority, la name
id
    location id, cqc location id
    urn, provider urn, unique reference number, setting urn, school urn
    id, provider id, provider reference, reference number, establishment number, force code
    ukprn, laestab, ods code, location ods code, ons code, gss code, la code
owner
    owner, owner name, owned by, run by
    organisation which owns the provider, organisation that owns the provider
    organisation, organisation name, owning organisation, operator, contractor, company
    registered person name, multi academy trust name, trust name, group name, proprietor
    provider name, provider, service provider
    brand name
area
    area, areas
    local authority, local authority name, location local authority, provider local authority, la name
    council, authority, county
region
    region, region name, location region, provider region, probation region
    government office region, gor, english region
    ofsted region, regional team
league
    league
programme
    programme, inspection programme
published
    publication date of latest oeif graded inspection
    published, publication date, date published, date of publication, published date, published on
    inspection publication date, report published, report publication date, date report published
    report date, date of report
    month published, month of publication, publication month, published month
fieldwork
    inspection start date of latest oeif graded inspection
    fieldwork, inspection date, date of inspection, inspection start date, inspection start
    start date of inspection, start date, first day of inspection, inspected, assessment date
    latest full inspection date, date of latest full inspection, latest inspection date
    inspection end date, inspection end, end date of inspection
overall
    overall, overall rating, overall effectiveness, overall judgement, overall judgment, overall grade,
    overall outcome, overall score, overall effectiveness grade, overall inspection grade,
    overall inspection judgement, overall experiences and progress,
    overall experiences and progress of children and young people, overall quality
    rating, cqc rating, ofsted rating, inspection rating, rating overall, current rating
    grade, judgement, judgment
standard
    standard, domain, key question, judgement area, judgement name, area of judgement, kloe
    question, peel question, evaluation area, healthy prison test, healthy establishment test
    pillar, theme, criterion, test, judgement type
    judgement, judgment
rating
    rating, rating given, score given
    grade, judgement grade, graded judgement
    judgement, judgment, outcome
    band
service
    service population group, population group
""")
"""For each column the headings that name it. An earlier line wins; two columns of one line are not certain."""

WHO_RUNS = frozenset({"provider", "provider name"})
"""Headings of the body that is inspected, or of who runs it: where another column names a body, that is not certain."""

ROLE_WORDS = {
    "provider": "the body that is inspected",
    "id": "the number or code that tells it from others of the same name",
    "place": "where it is, which tells bodies of one name apart where there is no id",
    "owner": "who runs it",
    "area": "the place that it serves",
    "region": "the larger unit that it belongs to",
    "league": "the table that it competes in",
    "programme": "the inspection programme",
    "published": "when the report was published",
    "fieldwork": "when inspectors were there",
    "overall": "the overall rating",
    "standards": "the ratings of single standards, one column each (may be given several times)",
    "standard": "which standard a row is about, where each row holds one",
    "rating": "the rating of that standard",
    "service": "which part of the provider a row is about; rows that do not say `Overall` are left out",
}
"""The columns that can be named with --column, and what each is."""

QUALIFIERS = terms("""
    latest full inspection, most recent full inspection, most recent full, most recent inspection, latest inspection,
    location latest, provider latest, latest oeif, most recent, full inspection, latest, current, inspection
""")
"""Words that may stand before a heading of a rating or a date without changing what it is."""

QUALIFIED = frozenset({"published", "fieldwork", "overall", "standard", "rating"})
EARLIER = frozenset(
    terms("""
    previous, previously, prev, prior, earlier, preceding, predecessor, former, superseded, penultimate, last
""")
)
"""Columns with such a word in their heading, or in that of their group, tell of an inspection before the one that the
row is about, and are not read. ("Latest" is not among them.)"""

OVERALL_STANDARDS = frozenset(HEADINGS["overall"][0])
"""What the overall rating is called where each row holds one standard."""

STANDARDS = terms("""
    quality of education, behaviour and attitudes, personal development, effectiveness of leadership and management,
    leadership and management, early years provision, sixth form provision, outcomes for pupils,
    outcomes for children and learners, quality of teaching learning and assessment,
    personal development behaviour and welfare
""")
"""Standards that are known by their heading, so that grades in figures below them are read as grades."""

NOT_RATINGS = terms("""
    , -, –, ., .., n/a, #n/a, na, nan, nil, null, none, unknown, not known, not applicable, not available, not judged,
    not graded, not rated, not yet rated, not inspected, not yet inspected, not assessed, not formally assessed,
    ungraded, unrated, no rating, no published rating, to be confirmed, tbc, not published, not yet published,
    no judgement, no overall rating, no overall judgement, awaiting inspection, awaiting publication,
    inspected but not rated, insufficient evidence, insufficient evidence to rate, inspection pre dates judgement,
    not reported, not reported post reform, rating suspended, under review, redacted
""")
"""What stands where there is no rating. These are counted, and never scored."""

TOTALS = frozenset(
    terms("""
    all, all providers, average, england, england and wales, england average, grand total, great britain,
    national average, overall total, sub total, sub-total, subtotal, total, totals, united kingdom
""")
)
"""What stands in place of a provider's name in a row that adds up others. Such rows are named, and not read."""

NO_VALUE = frozenset(terms(", -, –, n/a, #n/a, na, nan, null, none, not applicable, not known, unknown"))
"""What stands in any other column where there is no value."""


_TIERS = {
    role: {name: 2 * tier for tier, names in enumerate(tiers) for name in names} for role, tiers in HEADINGS.items()
}
_HEADINGS = set[str]().union(*_TIERS.values())
_QUALIFIED_HEADINGS = set[str]().union(*map(_TIERS.__getitem__, QUALIFIED))
_WORDS = {word for name in (*_HEADINGS, *QUALIFIERS, *STANDARDS) for word in name.split()}
_WORDS |= EARLIER | {"at", "before", "since", "the"}
"""The words that headings are made of, by which a heading is read that has no spaces."""
_RATED = "rating|grade|judge?ment|effectiveness|inspection|outcome|score"
_EARLIER_WITHOUT_SPACES = re.compile(rf"\b(?=\w*(?:{_RATED}))\w*(?:{'|'.join(sorted(EARLIER - {'prev'}))})(?!ity)")
"""Words such as ``lastsafetyrating``, where what was rated is not among the words that are known."""
_QUALIFIERS = re.compile(rf"(?:(?:{'|'.join(QUALIFIERS)}) )+")
_NOT_IN_HEADINGS = re.compile(r"\(where applicable\)|_|(?<=[a-z])(?=[A-Z])")
_LONGEST_WORD = max(map(len, _WORDS))
_LONGEST_HEADING = 80
_FIGURE = re.compile(r"\d+\.0+")


@lru_cache(maxsize=1 << 18)
def fold_heading(text: str) -> str:
    r"""Fold a heading: ``Latest_Full inspection\nRATING`` -> ``latest full inspection rating``; so ``Latestrating``."""
    folded = fold(_NOT_IN_HEADINGS.sub(" ", text))
    return " ".join([_in_words(name) or name for name in folded.split()])


@lru_cache(maxsize=4096)
def _in_words(letters: str) -> str | None:
    """Letters without spaces as words of headings: ``schoolname`` -> ``school name``; None where they are others."""
    if letters in _WORDS:
        return letters
    for end in range(min(len(letters), _LONGEST_WORD), 1, -1) if len(letters) <= _LONGEST_HEADING else ():
        if letters[:end] in _WORDS and (rest := _in_words(letters[end:])):
            return f"{letters[:end]} {rest}"
    return None


def fold_label(text: str) -> str:
    """Fold what stands in a cell of ratings: as a name, with no underscore or unseen character; ``1`` for ``1.0``."""
    seen = text if text.isascii() else "".join(char for char in text if unicodedata.category(char) != "Cf")
    folded = name_key(seen.replace("_", " "))
    return folded.partition(".")[0] if is_figure(folded) else folded


def is_figure(text: str) -> bool:
    """Whether a text is a whole number, as a spreadsheet may write it: ``1`` or ``1.0``."""
    return text[:1].isdigit() and (text.isdigit() or _FIGURE.fullmatch(text) is not None)


@lru_cache(maxsize=1 << 18)
def bare(folded: str) -> str:
    """Take the qualifiers off the front of a folded heading: ``latest overall rating`` -> ``overall rating``."""
    found = _QUALIFIERS.match(folded)
    return folded[found.end() :] if found else folded


def rank_heading(role: str, folded: str) -> int | None:
    """Which tier of a role has a folded heading; behind those that are in it as they are, those that are qualified."""
    tiers = _TIERS[role]
    exact, qualified = tiers.get(folded), tiers.get(bare(folded)) if role in QUALIFIED else None
    if qualified is None:
        return exact
    return qualified + 1 if exact is None else min(exact, qualified + 1)


def is_known_heading(folded: str) -> bool:
    """Whether a folded heading names any column."""
    return folded in _HEADINGS or bare(folded) in _QUALIFIED_HEADINGS


def qualifier(folded: str) -> str:
    """The qualifiers on the front of a folded heading: ``latest`` of ``latest overall rating``."""
    return folded.removesuffix(bare(folded)).strip()


def is_earlier(folded: str) -> bool:
    """Whether a folded heading is about an inspection before the one that the row is about."""
    return not EARLIER.isdisjoint(folded.split()) or _EARLIER_WITHOUT_SPACES.search(folded) is not None
