"""The page of questions and the commands that answer them: what is asked, what is typed, and what to look at."""

from __future__ import annotations

import shlex
import subprocess
import tempfile

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("Which owner's CRCs got worse?", "ratings by owner --since 2019-09-26", "None: the column Change has no “down”."),
    (
        "Who runs probation in Kent, and how has it been rated?",
        "ratings by date --area kent -l all --wide -f csv --columns published,league,provider,owner,overall",
        "",
    ),
    (
        "How many PDUs are inadequate now?",
        "ratings table -l pdu --band inadequate -n 3",
        "The sentence above the table: 32 of the 65 in the record.",
    ),
    (
        "Which CRCs were inspected twice, and what changed?",
        "ratings table --columns provider,previous,overall,inspections --sort -inspections -n 9",
        "",
    ),
    (
        "Sodexo's CRCs as CSV with three columns?",
        "ratings table --owner sodexo --columns provider,overall,published -f csv",
        "",
    ),
    ("Was the NPS better than the CRCs?", "ratings compare nps crc", ""),
    ("Which PDUs in London are inadequate?", "ratings table -l pdu --area london --band inadequate", ""),
    ("What is the average score by year?", "ratings by year -l pdu", ""),
    ("A chart for my blog?", "ratings table -o chart.svg", "PNG with the extra `png`: `-o chart.png`."),
    ("A Markdown table with four columns?", "ratings table -f md --columns position,short,overall,published -n 4", ""),
    ("Who has not been inspected for longest?", "ratings table --sort published --columns provider,published -n 4", ""),
    ("Which reports came out in 2024?", "ratings by date --year 2024 -l all", ""),
    ("What came out last?", "ratings by date -l all --newest -n 3", ""),
    ("Which PDUs have the fewest points?", "ratings table -l pdu --by points --order worst -n 4", ""),
    (
        "Which PDUs improved or fell?",
        "ratings table -l pdu --since 2023-01-01 --sort change --columns provider,change,overall_then,overall -n 4",
        "",
    ),
    ("Was any PDU ever good?", "ratings by date -l pdu --band good", ""),
    ("Which was the first good CRC?", "ratings by date --band good", "The column First."),
    ("Who is outstanding for leadership?", "ratings table --by leadership --band outstanding", ""),
    ("Ealing's scorecard?", "ratings show ealing", ""),
    ("The Dorset CRC?", "ratings show dorset crc", ""),
    (
        "Who says that Thames Valley is good?",
        "ratings show thames",
        "The numbers behind each value lead to its sources.",
    ),
    ("Sodexo against Seetec?", "ratings compare sodexo seetec", ""),
    ("HTML for WordPress?", "ratings table --band inadequate -f html -o table.html", ""),
    ("Which region has the most inadequate PDUs?", "ratings by region -l pdu --order worst -n 4", ""),
    ("How did the table stand on 3 May 2019?", 'ratings table --as-of "3 May 2019"', ""),
    (
        "A report is out today: how do I post it?",
        (
            "ratings init my.yaml --from-shipped; "
            "ratings add --data my.yaml --provider Leeds --overall good --published today; "
            "ratings post leeds --data my.yaml -o post.md"
        ),
        "",
    ),
    (
        "Which owners, areas and leagues are there?",
        "ratings list owners",
        "Likewise `ratings list areas`, `leagues`, `regions`, `providers` and `standards`.",
    ),
)
"""A question, the command, and what to look at in its answer."""

MOST_LINES = 14


def answered() -> str:
    """Return every question with its command and the first lines of the answer."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(_answered(number, *item, folder) for number, item in enumerate(QUESTIONS, 1))


def _answered(number: int, question: str, commands: str, look: str, folder: str) -> str:
    lines: list[str] = []
    for command in commands.split("; "):
        run = subprocess.run(shlex.split(command), capture_output=True, text=True, check=True, cwd=folder)
        shown = (run.stdout or run.stderr).rstrip().splitlines()
        if "today" not in command:  # its answer holds the date
            lines += [f"$ {command}", *shown[:MOST_LINES], *(["..."] if len(shown) > MOST_LINES else [])]
        else:
            lines += [f"$ {command}"]
    answer = "\n".join(lines)
    return f"## {number}. {question}\n\n{look}{chr(10) * 2 if look else ''}```text\n{answer}\n```\n"
