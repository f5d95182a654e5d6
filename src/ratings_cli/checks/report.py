"""What a check found, as text: lines in the form of compilers, which editors can follow, or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ratings_cli.model.escape import escape_control
from ratings_cli.model.phrases import count

if TYPE_CHECKING:
    from ratings_cli.checks import Report
    from ratings_cli.reading.diagnostics import Diagnostic


def as_lines(report: Report) -> str:
    """Return one line for each problem, and at the end how many there are."""
    return "".join(f"{escape_control(line)}\n" for line in [*map(_line, report.problems), _summary(report)])


def as_json(report: Report) -> str:
    """Return one object with the counts and the problems; an interface documented in docs/commands/check.md."""
    body = {
        "file": report.file,
        "inspections": report.inspections,
        "providers": report.providers,
        "errors": report.errors,
        "warnings": report.warnings,
        "problems": [
            {
                "line": problem.line or None,
                "column": problem.column or None,
                "sheet": problem.sheet or None,
                "severity": problem.severity,
                "message": problem.message,
            }
            for problem in report.problems
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _line(problem: Diagnostic) -> str:
    return f"{problem.place}: {problem.severity}: {problem.message}"


def _summary(report: Report) -> str:
    if not report.problems:
        providers = count(report.providers, "provider")
        return f"no problems: {count(report.inspections or 0, 'inspection')} of {providers}"
    kinds = [count(number, kind) for number, kind in ((report.errors, "error"), (report.warnings, "warning")) if number]
    holds = "" if report.inspections is None else f"{count(report.inspections, 'inspection')} of "
    return f"{', '.join(kinds)} in {holds}{report.file}"
