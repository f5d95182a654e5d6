"""Small records made up from numbers, and league tables of them: as the program prints them, and by the reference."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from reference import SCORES, table

from ratings_cli.cli.app import main
from ratings_cli.formats import FORMATS, RenderOptions
from ratings_cli.league.league_table import league_table
from ratings_cli.league.lookup import select
from ratings_cli.model.scale import Band
from ratings_cli.reading import read_yaml
from ratings_cli.views.league_table import league_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from reference import Record

Asked = dict[str, Any]

BANDS = list(SCORES)
# Few dates and close to each other, so that they meet, overlap and have each other's ends.
DAYS = ["2018-12-31", "2019-03-01", "2019-05-03", "2019-05-31", "2019-06-01", "2019-12-31", "2020-01-01", "2020-02-29"]
DATES = [*DAYS, "2018", "2019", "2020", "2019-03", "2019-05", "2020-02"]
PROGRAMMES: list[dict[str, Any]] = [
    {"name": "old", "standards": {"all": ["leadership", "staff"]}},
    {"name": "silent", "rated": False},
    {"name": "new", "from": "2019-05", "standards": {"all": ["leadership", "staff", "services"]}},
    {"name": "bare"},
]
PROVIDERS = ["Ash", "Beech", "Cedar", "Dogwood"]


def some(random: Random, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a field holds
    """Some of these fields, each with a value of its own."""
    return {key: value for key, value in values.items() if random.random() < 0.4}


def made_up_report(random: Random, provider: str, *, declared: bool, overall: bool) -> dict[str, Any]:
    """A report on a provider: with its dates, and with ratings where its programme gives any."""
    programme = random.choice([{}, *PROGRAMMES] if declared else [{}, {"name": "unlisted"}])
    report = {"provider": provider} | ({"programme": programme["name"]} if programme else {})
    if random.random() < 0.6:  # most have a date and nothing more
        report["published"] = random.choice(DATES)
    else:
        dates = {"published": random.choice(DATES), "fieldwork": random.choice(DATES)}
        report |= some(random, published_by=random.choice(DAYS), **dates)
    report |= some(random, owner=random.choice(["Acme", "Bright"]))
    if not programme.get("rated", True):
        return report
    names = programme.get("standards", {"all": ["leadership", "staff"]})["all"]
    known = random.sample(names, random.choice([1, len(names), len(names)]))
    scored = random.randint(0, 3 * len(names))
    report |= {"overall": random.choice(BANDS)} if overall and random.random() < 0.85 else {}
    report |= some(random, standards={name: random.choice(BANDS) for name in known})
    report |= some(random, tally={random.choice(BANDS): len(names)}, points=scored)
    return report | (some(random, points_max=max(1, scored) + 3) if "points" in report else {})


def made_up_record(random: Random) -> Record:
    """A record that the program takes: some providers in two leagues, with at most four reports each."""
    declared, overall = random.random() < 0.6, random.random() < 0.9
    of_whom = [name for name in PROVIDERS for _ in range(random.randint(0, 4))]
    random.shuffle(of_whom)
    every = [made_up_report(random, name, declared=declared, overall=overall) for name in of_whom or PROVIDERS]
    providers = [
        {"name": name, "league": random.choice(["first", "first", "first", "second"])}
        | some(random, region=random.choice(["North", "South"]))
        for name in PROVIDERS
    ]
    record = {"leagues": [{"name": "first"}, {"name": "second"}], "inspections": allowed(every), "providers": providers}
    return record | ({"programmes": PROGRAMMES} if declared else {})


def allowed(every: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what the program refuses: a report that was out before it was, and two on one day."""
    kept: dict[Any, dict[str, Any]] = {}
    for number, report in enumerate(every):
        published, by = report.get("published", ""), report.get("published_by", "9999")
        is_day = len(published) == len("2019-05-03")
        if by[: len(published)] >= published:
            kept.setdefault((report["provider"], report.get("programme"), published if is_day else number), report)
    return list(kept.values())


def made_up_question(random: Random, record: Record) -> Asked:
    """What a table of a record is asked for; only by names that the record knows."""
    names = sorted({name for report in record["inspections"] for name in report.get("standards", {})})
    days = sorted(dt.date.fromisoformat(day) for day in random.sample(DAYS, 2))
    kinds = random.choice([(), ("as_of",), ("since",), ("since",), ("since", "as_of")])
    known = {
        "owners": sorted({report["owner"] for report in record["inspections"] if "owner" in report}),
        "regions": sorted({item["region"] for item in record["providers"] if "region" in item}),
        "bands": BANDS,
    }
    filters = {kind: random.sample(values, min(len(values), random.randint(1, 2))) for kind, values in known.items()}
    return {
        "leagues": random.choice([["first"], ["first", "second"]]),
        "by": random.choice(["overall", "overall", "points", *names]),
        "rerank": random.random() < 0.3,
        "worst_first": random.random() < 0.3,
        **dict(zip(kinds, days, strict=False)),
        **{kind: values for kind, values in filters.items() if values and random.random() < 0.2},
    }


def made_up(seed: int) -> tuple[Record, Asked]:
    """A record, and what is asked of it: the same for the same number."""
    random = Random(seed)  # noqa: S311 - no secret
    record = made_up_record(random)
    return record, made_up_question(random, record)


def as_yaml(record: Record) -> str:
    """The data file that holds a record."""
    return "".join(f"{part}: {json.dumps(value)}\n" for part, value in record.items())


def rendered(record: Record, asked: Asked) -> dict[str, Any]:
    """The same JSON without the command line, which takes four fifths of the time."""
    data = read_yaml(as_yaml(record), "made-up.yaml")
    names = {kind: asked.get(kind, ()) for kind in ("leagues", "owners", "regions")}
    bands = [Band(band) for band in asked.get("bands", ())]
    chosen = select(data, **names, bands=bands, as_of=asked.get("as_of"), since=asked.get("since"))
    result = league_table(data, chosen, asked["by"], worst_first=asked["worst_first"], rerank=asked["rerank"])
    answer: dict[str, Any] = json.loads(str(FORMATS["json"].render(league_sheet(result), RenderOptions())))
    return answer


def printed(record: Record, asked: Asked) -> dict[str, Any]:
    """What `ratings table -f json` prints of a record, run in this process."""
    args = ["table", "--data", "-", "-f", "json", "--by", asked["by"]]
    options = {"-l": "leagues", "--owner": "owners", "--region": "regions", "--band": "bands"}
    args += [text for option, kind in options.items() for name in asked.get(kind, ()) for text in (option, name)]
    days = {"--as-of": "as_of", "--since": "since"}
    args += [text for option, kind in days.items() if kind in asked for text in (option, str(asked[kind]))]
    args += ["--rerank"] * asked["rerank"] + ["--order", "worst"] * asked["worst_first"]
    texts = (as_yaml(record), "", "")
    given, out, err = (io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8") for text in texts)
    with (
        patch.object(sys, "argv", ["ratings", *args]),
        patch.object(sys, "stdin", given),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        try:
            main()
        except SystemExit as ended:
            assert not ended.code, _text(err)  # noqa: PT017 - how it ends is what is looked at
    answer: dict[str, Any] = json.loads(_text(out))
    return answer


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def keep_ranking(seed: int, answer_of: Callable[[Record, Asked], dict[str, Any]] = rendered) -> None:
    """The program gives the table that the reference works out: who, in which order, where, and what changed."""
    record, asked = made_up(seed)
    expected, answer = table(record, asked), answer_of(record, asked)
    keys = dict.fromkeys(key for row in expected["rows"] for key in row)
    said = [re.search(r"^Not counted: (\d+) report", note) for note in answer["notes"]]
    found: dict[str, Any] = {
        "rows": [{key: row[key] for key in keys} for row in answer["rows"]],
        "left_out": sum(int(match[1]) for match in said if match),
        **{key: answer[key] for key in ("changes", "gone") if key in answer},
    }
    for gone in (found.get("gone"), expected.get("gone")):
        (gone or []).sort(key=lambda item: item["provider"])
    assert found == expected, f"number {seed}: {asked} of {json.dumps(record)}"
