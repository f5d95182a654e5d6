"""The words of ratings, as data: what is said where a rating is given, and what shows that none is given here.

A rule is only as good as its words, so a phrase that was misread belongs here, with a made-up text beside the tests.
"""

from __future__ import annotations

import re

from ratings_cli.model.scale import Band

BANDS = {
    r"outstanding|excellent": Band.OUTSTANDING,
    r"good": Band.GOOD,
    r"requir(?:es?|ing)[ -]improvements?": Band.REQUIRES_IMPROVEMENT,
    r"inadequate|poor": Band.INADEQUATE,
}
BAND = re.compile(r"(?<![\w-])(?:" + "|".join(BANDS) + r")(?![\w-])", re.IGNORECASE)
ONLY_QUOTED = frozenset({"excellent", "poor"})
"""Old names of bands, which in running text are mostly praise or blame."""

CUES = (
    r"(?:re-?)?rat(?:ed|es?|ing)|graded|judged|assessed|deemed|label+ed|branded|classed|classified|marked|ranked|scored|"
    r"gets?|got|given|gave|gives|receiv(?:ed|es)|awarded|handed|achiev(?:ed|es)|earned|found to be|named|declared"
)
"""Verbs that give a rating: "was rated as 'Good'", "got a 'Good' rating"."""

RATING = r"(?:ratings?|grades?|gradings?|assessment|judge?ment|verdict|score|mark|ranking)"

FILLERS = (
    r"an?|the|its?|their|this|that|has|have|had|was|were|is|are|be|been|being|now|also|still|again|once|only|just|both|"
    r"each|all|alike|latest|first|second|last|to|of|as|by|at|in|from|with|after|following|and|overall|regional|lowest|highest|possible|"
    r"available|second-highest|second-lowest|new|today|yesterday|today's|latest|report|reports|inspection|inspections|visits?|inspected|"
    r"visited|routine|full|annual|probation|government|independent|watchdog|inspectorate|inspectors?|HM|HMI|her|his|"
    r"majesty's|said|say|says|rating|ratings|grade|score|mark|published|separately|services?|which|who|CRC|PDU|one|it"
)
"""Words that may stand between a body, the verb that rates it and the band, and change nothing."""

CASE_WORDS = {"planning", "assessment", "implementation and delivery", "reviewing"}
"""Standards whose names are also usual words: an adjective beside them rates nothing."""

STANDARDS = {
    r"leadership": ("leadership",),
    r"staffing|staff": ("staff", "staffing"),
    r"information and facilities|facilities and information": ("information and facilities",),
    r"assessments?|assessing": ("assessment",),
    r"planning": ("planning",),
    r"(?:implementation|delivery) and (?:delivery|implementation)(?: of the sentence of the court)?|"
    r"implementing and delivering|implementation": ("implementation and delivery",),
    r"reviewing(?: of cases)?|reviews?": ("reviewing",),
    r"(?:delivery of )?unpaid work|community payback": ("unpaid work",),
    r"through[ -]the[ -]gate(?: (?:work|services?|provision|resettlement))*(?: for resettlement)?": ("through the gate",),
    r"resettlement": ("resettlement", "through the gate"),
    r"court reports(?: and (?:case )?allocation)?": ("court reports and case allocation", "court work"),
    r"court work": ("court work", "court reports and case allocation"),
    r"(?:statutory )?(?:victim|victims|victims') (?:work|contact|services?|support)|(?:work with|support (?:of|for)|services for) victims": (
        "statutory victim work",
    ),
    r"desistance": ("desistance",),
    r"public protection": ("public protection",),
}
"""Phrases for standards, and the names of which a programme may have one."""

CASE_STEPS = re.compile(
    r"(?i)\bassess\w*,? plan\w*,? (?:(?:and )?(?:implement\w*|deliver\w*),? ?)+(?:and )?review\w*"
)
"""The four steps of case work in a row, to which "all four aspects" points back."""

PARTS = (
    r"(?:quality )?(?:standards?|aspects?|areas?|elements?|parts?|categories|measures|key areas|criteria|domains?)"
    r"(?: of (?:its|their|the|our|this)?[\w' ]{0,40}?(?:work|service|services|practice|performance))?"
)
"""What a tally counts: parts of one body's work, never bodies."""

OTHER_BODIES = (
    r"youth (?:justice|offending)|YJS|YOTs?\b|YOS\b|constabulary|police(?! (?:or|and) social)|council|hospital|school|"
    r"college|university|academy|nursery|care home|trust\b|fire (?:and rescue|service)|ambulance|HMP\b|HMYOI\b|prisons? (?:was|were|is|has)\b|"
    r"jail|young offender|secure (?:centre|unit)|immigration|MP\b|crown court|magistrates|approved premises|"
    r"HMICFRS|Ofsted|Care Quality Commission|CQC\b|Estyn"
)
"""Bodies that other ratings are about, and inspectorates that are not the one of probation."""

NOT_NOW = (
    r"previous(?:ly)?|formerly|used to|last (?:time|year|inspection|inspected|report|visit)|had been|earlier (?:inspection|report|rating)|"
    r"in (?:an?|the|its|their) (?:last|previous|earlier|first)|"
    r"(?:year|years|months) (?:ago|earlier|before)|when it was (?:last|first|run)|the year before|then rated|at the time|historic"
)
NOT_SO = (
    r"not|no|never|neither|nor|none|nobody|without|cannot|isn't|wasn't|aren't|weren't|hasn't|haven't|didn't|fail(?:ed|s|ing)? to|"
    r"missed|avoid\w*|den(?:y|ied|ies)|wrongly|reject\w*"
)
NOT_YET = (
    r"would|could|should|(?-i:may)|might|will|shall|can|must|aims?|aimed|aiming|hop(?:e|es|ed|ing)|wants?|wanted|wish\w*|target\w*|goals?|expect\w*|"
    r"plans? to|planned to|ambition\w*|striv\w*|determined|vision|on (?:track|course|its way)|working towards|if|unless|in order to|"
    r"to (?:become|reach|achieve|attain|secure)|(?<!found )to be|until|needs? to|bid|predict\w*|forecast\w*"
)
FIRST_TO_BE = r"(?:first|latest|last|only|one|tenth|second|third|\w+th) (?:CRC |PDU |service |division |of \w+ )*to (?:be|get|receive|achieve|earn)"
"""The one that "to be" does not put into the future: "the first to be rated"."""

BESIDE_A_BAND = re.compile(
    r"(?i)(?:(?:up|down|rising|rose|risen|falling|fell|fallen|improv\w+|dropp\w+|slipp\w+|mov\w+|chang\w+|went)\s+from|rather than|instead of|"
    r"not|than|close to|short of|above|below|from|shy of|nearly|almost|between)"
    r"(?: being)?(?: rated)?(?: an?| its| their| the)?(?: previous| earlier| last| old| rating of)*\s*['\"]?$"
)
"""What stands directly before a band that is the old one, or is not reached."""

LOWEST = r"(?:the |its )?(?:second[ -])?(?:lowest|highest|top|bottom)(?: possible| available)?(?: rating| grade)?,? ?(?:of|-)? ?"

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"no": 0, "none": 0, "both": 2, "a": 1}
NUMBER = r"(?:\d{1,2}|" + "|".join(word for word in NUMBERS if word not in {"a", "no"}) + r")"


def number(text: str) -> int:
    """A number in figures or in words."""
    folded = text.casefold().replace(",", "")
    return int(folded) if folded.isdigit() else NUMBERS[folded]
