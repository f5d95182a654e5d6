"""Measure how well `ratings add --from` reads texts: precision and recall by field, and every miss.

    python -m benchmarks.text_reading FOLDER

The folder holds texts, `NAME.txt`, and `truth.yaml`, a list with an entry for each: its `id` and what it states
(provider, league, overall, standards, tally, points, owner, caseload, published; `also` for further services;
`doubtful` for what counts neither right nor wrong).
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ratings_cli.model.field_types import qualifier_of
from ratings_cli.model.proposal import Proposal
from ratings_cli.reading import read
from ratings_cli.reading.document import read_document
from ratings_cli.reading.text.proposal import propose

SIMPLE = ("provider", "league", "overall", "owner", "published")


def main() -> None:
    """Measure the texts of a folder."""
    parser = argparse.ArgumentParser(prog="benchmarks.text_reading", description="Measure how well texts are read.")
    parser.add_argument("folder", type=Path, help="texts, and truth.yaml with what each states")
    folder = parser.parse_args().folder
    data = read()
    counts: Counter[tuple[str, str]] = Counter()
    misses: list[str] = []
    truths = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    start = time.perf_counter()
    for truth in truths:
        name = str(truth["id"]).zfill(3)
        proposal = propose(read_document((folder / f"{name}.txt").read_text(encoding="utf-8")), data)
        for field, outcome, what in judged(truth, proposal):
            counts[field, outcome] += 1
            if outcome != "right":
                misses.append(f"{name} {field}: {outcome}: {what}")
    took = time.perf_counter() - start
    print("| field | in the texts | found and stated | share | unclear | stated and wrong |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for field in dict.fromkeys(field for field, _ in counts):
        right, unclear, missed = (counts[field, outcome] for outcome in ("right", "unclear", "missed"))
        whole = right + unclear + missed
        share = f"{right / whole:.0%}" if whole else ""
        print(f"| {field} | {whole} | {right} | {share} | {unclear} | {counts[field, 'WRONG']} |")
    print(f"\n{len(truths)} texts in {took:.1f} s\n")
    print("\n".join(misses))


def judged(truth: dict[str, Any], proposal: Proposal) -> Iterator[tuple[str, str, str]]:
    """Each value that a text states or that is proposed: the field, how it came out, and what it is."""
    wanted = {text["provider"]: text for text in (truth, *truth.get("also", ())) if text.get("provider")}
    doubtful = str(truth.get("doubtful", ""))
    proposed = {entry.provider.name: entry.record() for entry in proposal.entries}
    for name in proposed.keys() - wanted.keys():
        yield "provider", "WRONG", name
    for name, text in wanted.items():
        entry = proposed.get(name, {"standards": {}})
        points = truth.get("points", {})
        flat = {field: text.get(field) for field in ("provider", "league", "overall")}
        flat |= {field: truth.get(field) for field in ("owner", "published", "caseload", "tally")}
        if flat["caseload"]:
            flat["caseload"] = flat["caseload"] | {"qualifier": qualifier_of(flat["caseload"]["qualifier"])}
        flat["points"] = points.get(name) if isinstance(points, dict) else points
        for field, value in flat.items():
            yield from _compared(field, value, entry.get(field), doubtful=field in doubtful)
        standards = text.get("standards") or {}
        for standard in dict.fromkeys([*standards, *entry["standards"]]):
            yield from _compared(
                "standards",
                standards.get(standard),
                entry["standards"].get(standard),
                doubtful=standard in doubtful or "'standards'" in doubtful,
                what=f"{standard} ",
            )


def _compared(
    field: str, value: object, found: dict[str, Any] | None, *, doubtful: bool, what: str = ""
) -> Iterator[tuple[str, str, str]]:
    said = found["value"] if found else None
    stated = found is not None and found["certainty"] == "stated"
    if stated and said != value and not doubtful:
        yield field, "WRONG", f"{what}{said} (is: {value}) in: {found['sentence'][:90] if found else ''}"
    elif value and stated:
        yield field, "right", ""
    elif value and said == value and found:
        yield field, "unclear", f"{what}{said}: {found.get('reason')}"
    elif value and not doubtful:
        yield field, "missed", f"{what}{value}, but {said}"


if __name__ == "__main__":
    main()
