"""The rules of docs/ranking.md a second time, without any code of the program, to hold its tables against.

Plain dicts go in and come out: a record is what a data file holds, as JSON has it, with its leagues and providers
declared. Everything is done the slow and plain way. The order of reports is looked for among all the orders there are,
and what became of a rating in all the histories that the dates allow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

Record = dict[str, Any]
Report = dict[str, Any]
SCORES = {"outstanding": 3, "good": 2, "requires improvement": 1, "inadequate": 0}
DAY = dt.timedelta(days=1)


def days_of(date: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that a day, a month or a year can stand for."""
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    if day:
        return dt.date(year, month, day), dt.date(year, month, day)
    following = dt.date(year + month // 12, month % 12 + 1, 1) if month else dt.date(year + 1, 1, 1)
    return dt.date(year, month or 1, 1), following - DAY


def programme_of(record: Record, report: Report) -> dict[str, Any]:
    """The programme of a report as the file tells of it; nothing where it does not."""
    known = [item for item in record.get("programmes", ()) if item["name"] == report.get("programme")]
    return known[0] if known else {}


def possible_days(record: Record, report: Report) -> tuple[dt.date, dt.date]:
    """The first and the last day on which a report can have come out: the first and last of all days if unbounded."""
    first, last = days_of(report["published"]) if "published" in report else (dt.date.min, dt.date.max)
    if "published_by" in report:
        last = min(last, days_of(report["published_by"])[0])
    for begun in (report.get("fieldwork"), programme_of(record, report).get("from")):
        # What begins after the report was out is a mistake, and says nothing.
        if begun and days_of(begun)[0] <= last:
            first = max(first, days_of(begun)[0])
    return first, last


def certainly_out(record: Record, report: Report, day: dt.date | None) -> bool:
    """Whether a report was out on a day, whichever of its possible days it was; without a day each counts."""
    last = possible_days(record, report)[1]
    return day is None or (last <= day and last != dt.date.max)


def perhaps_out(record: Record, report: Report, day: dt.date) -> bool:
    """Whether some of the possible days of a report are on or before a day, and some after it."""
    return not certainly_out(record, report, day) and possible_days(record, report)[0] <= day


def in_order(record: Record, reports: Sequence[Report]) -> list[Report]:
    """Reports of one provider, in the order of the file, oldest first.

    Of all orders in which none stands behind one that is certainly later, it is the first by programme, by the last
    possible day and by the place in the file.
    """
    names = [programme["name"] for programme in record.get("programmes", ())]
    days = [possible_days(record, report) for report in reports]

    def respects_dates(order: Sequence[int]) -> bool:
        return not any(days[later][1] < days[earlier][0] for earlier, later in combinations(order, 2))

    def rank(number: int) -> tuple[int, dt.date, int]:
        programme, last = reports[number].get("programme"), days[number][1]
        return (
            names.index(programme) if programme in names else -1,
            dt.date.min if last == dt.date.max else last,
            number,
        )

    allowed = [order for order in permutations(range(len(reports))) if respects_dates(order)]
    return [reports[number] for number in min(allowed, key=lambda order: [rank(number) for number in order])]


def rated_of(record: Record, provider: Record, day: dt.date | None) -> list[Report]:
    """The reports of a provider that can count as at a day, oldest first: the last one does."""
    field = "overall" if any("overall" in report for report in record["inspections"]) else "standards"
    return [report for report in in_order(record, reports_out(record, provider, day)) if report.get(field)]


def reports_out(record: Record, provider: Record, day: dt.date | None) -> list[Report]:
    """The reports of a provider that were certainly out on a day, in the order of the file."""
    of_it = [report for report in record["inspections"] if report["provider"] == provider["name"]]
    return [report for report in of_it if certainly_out(record, report, day)]


def has_place(record: Record, provider: Record, day: dt.date | None) -> bool:
    """Whether a table as at a day has the provider: a report is out, under a programme that gives ratings."""
    out = reports_out(record, provider, day)
    return any(programme_of(record, report).get("rated", True) for report in out)


def points_of(record: Record, report: Report) -> tuple[int, int] | None:
    """The points and the most there could be: as stated, or added up where all is known; else None."""
    standards = [name for names in programme_of(record, report).get("standards", {}).values() for name in names]
    most = report.get("points_max") or 3 * len(standards)
    if "points" in report:
        return (report["points"], most) if most else None
    bands, tally = report.get("standards", {}), report.get("tally", {})
    if standards and set(standards) <= set(bands):
        return sum(SCORES[bands[name]] for name in standards), 3 * len(standards)
    if standards and sum(tally.values()) == len(standards):
        return sum(SCORES[band] * number for band, number in tally.items()), 3 * len(standards)
    return None


def key_of(record: Record, report: Report | None, by: str) -> Fraction | None:
    """What a provider is ranked by, of the report that counts: the higher, the better; None where it is not known."""
    if report is None:
        return None
    if by == "points":
        points = points_of(record, report)
        return Fraction(*points) if points else None
    band = report.get("overall") if by == "overall" else report.get("standards", {}).get(by)
    return Fraction(SCORES[band]) if band else None


def change(record: Record, provider: Record, since: dt.date, as_of: dt.date | None) -> dict[str, Any]:
    """What became of a rating since a day: looked up in every history that the dates allow.

    A report that can have come out on either side of the day was out then in some of them, and in others not. What
    became of the rating is known where the rating then is the same in all.
    """
    now = rated_of(record, provider, as_of)
    nothing = {"change": None, "overall_then": None, "again": False, "unclear": False}
    if not now or "overall" not in now[-1]:
        return nothing
    certain = [report for report in now if certainly_out(record, report, since)]
    # A report of a month or a year that begins with the day is one since then.
    before = since - dt.timedelta(days=1)
    either = [report for report in now if perhaps_out(record, report, before) and report not in certain]
    histories = [
        [report for report in now if report in certain or report in out_then]
        for number in range(len(either) + 1)
        for out_then in combinations(either, number)
    ]
    ratings_then = {history[-1]["overall"] if history else None for history in histories}
    if len(ratings_then) > 1:
        return {**nothing, "unclear": True}
    is_new = now[-1] not in certain and now[-1] not in either
    if certain and is_new and possible_days(record, certain[-1])[1] >= possible_days(record, now[-1])[0]:
        return {**nothing, "unclear": True}  # both can have come out on the day itself, in either order
    (then,), band = ratings_then, now[-1]["overall"]
    if then is None:
        return {**nothing, "change": "new"}
    kind = "same" if band == then else "up" if SCORES[band] > SCORES[then] else "down"
    again = kind == "same" and now[-1] not in certain and possible_days(record, now[-1])[0] >= since
    return {"change": kind, "overall_then": then, "again": again, "unclear": False}


def placed(keys: dict[str, Fraction | None]) -> dict[str, tuple[int, bool] | None]:
    """For each name its position and whether it is shared; None without a key.

    A position is one more than the number of those that are better.
    """
    known = [key for key in keys.values() if key is not None]
    return {
        name: None if key is None else (1 + sum(other > key for other in known), known.count(key) > 1)
        for name, key in keys.items()
    }


def table(record: Record, asked: dict[str, Any]) -> dict[str, Any]:
    """The league table.

    Args:
        record: the record; no two providers have one name.
        asked: what is asked for: `leagues`, `by`, and, where given, `as_of` and `since` (days), `owners`, `bands`,
            `regions` (names), `rerank`, `worst_first`.

    Returns:
        `rows`, in order; `left_out`, the number of rated reports that are only not dated exactly enough; and with
        `since` `changes`, how many there are of each kind, and `gone`, who was shown then and is not now.
    """
    by, as_of, since = asked["by"], asked.get("as_of"), asked.get("since")
    providers = {item["name"]: item for item in record["providers"] if item["league"] in asked["leagues"]}

    def counting(name: str, day: dt.date | None) -> Report | None:
        return ([None, *rated_of(record, providers[name], day)])[-1]

    def passes(name: str, report: Report | None, key: str) -> bool:
        bands = report or {}
        band = bands.get("overall") if key in {"overall", "points"} else bands.get("standards", {}).get(key)
        wanted = {"owners": bands.get("owner"), "bands": band, "regions": providers[name].get("region")}
        return all(not asked.get(kind) or value in asked[kind] for kind, value in wanted.items())

    def side(counted: dict[str, Report | None]) -> tuple[list[str], dict[str, tuple[int, bool] | None]]:
        """Who of one side of a comparison is shown, and their places."""
        keys = {name: key_of(record, report, by) for name, report in counted.items()}
        shown = [name for name, report in counted.items() if passes(name, report, by)]
        enough = 2 * sum(key is not None for key in keys.values()) >= len(keys)
        among = {name: key for name, key in keys.items() if name in shown or not asked.get("rerank")}
        return shown, placed(among) if enough else dict.fromkeys(among)

    now = {name: counting(name, as_of) for name in providers if has_place(record, providers[name], as_of)}
    shown, places = side(now)
    keys = {name: key_of(record, now[name], by) for name in shown}
    sign = 1 if asked.get("worst_first") else -1
    shown.sort(key=lambda name: ((key := keys[name]) is None, sign * (key or 0), name))
    rows = [_row(record, name, now[name], places[name]) for name in shown]
    for row in rows:
        before = rated_of(record, providers[row["provider"]], as_of)[-2:-1]
        row["previous"] = before[0].get("overall") if before else None
    left_out = [
        report
        for report in record["inspections"]
        if as_of and report["provider"] in providers and "overall" in report and perhaps_out(record, report, as_of)
        if passes(report["provider"], report, "overall")
    ]
    if since is None:
        return {"rows": rows, "left_out": len(left_out)}
    changes = {name: change(record, providers[name], since, as_of) for name in now}
    then = {
        name: now[name] if changes[name]["unclear"] else counting(name, since)
        for name in now
        if has_place(record, providers[name], as_of if changes[name]["unclear"] else since)
    }
    shown_then, places_then = side(then)

    def position_then(name: str) -> int | None:
        place = places_then.get(name)
        return place[0] if place and not changes[name]["unclear"] else None

    for row in rows:
        row |= {key: changes[row["provider"]][key] for key in ("change", "overall_then")}
        row["position_then"] = position_then(row["provider"])
    told = [changes[name] for name in shown]
    counts = {kind: sum(text["change"] == kind for text in told) for kind in ("up", "down", "same", "new")}
    counts |= {
        "inspected_again": sum(text["again"] for text in told),
        "not_known": sum(text["unclear"] for text in told),
    }
    gone = [
        {"provider": name, "overall_then": (then[name] or {}).get("overall"), "position_then": position_then(name)}
        for name in shown_then
        if name not in shown
    ]
    return {"rows": rows, "left_out": len(left_out), "changes": counts, "gone": gone}


def _row(record: Record, name: str, report: Report | None, place: tuple[int, bool] | None) -> dict[str, Any]:
    """A row without what comes from other reports."""
    told = report or {}
    position, tied = place or (None, False)
    points, most = (points_of(record, report) if report else None) or (None, None)
    row = {"provider": name, "position": position, "tied": tied, "points": points, "points_max": most}
    return row | {key: told.get(key) for key in ("overall", "owner", "published", "published_by", "programme")}
