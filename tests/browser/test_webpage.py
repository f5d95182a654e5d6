"""The page that people explore: what it holds, and how it behaves in a real browser."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

CHROMIUM = shutil.which("chromium")
browser_only = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests did not run: Chromium is not installed")


def payload_of(html: str) -> Any:  # noqa: ANN401 - JSON
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert match
    return json.loads(match[1])


def rows_of(payload: Any, league: str, day: str) -> list[tuple[str, str, str]]:  # noqa: ANN401
    """Position, provider and overall rating of each row of one table."""
    item = next(item for item in payload["leagues"] if item["name"] == league)
    table = next(table for table in item["days"] if table["day"] == day)
    positions = [label for label, _, number in table["places"] for _ in range(number)]
    overall = [column["key"] for column in payload["columns"]].index("overall")
    rows = [payload["rows"][number] for number in table["rows"]]
    return [
        (position, payload["providers"][row[0]]["name"], payload["cells"][row[overall]][0])
        for position, row in zip(positions, rows, strict=True)
    ]


def league_of(html: str, name: str) -> Any:  # noqa: ANN401
    """One league of the page."""
    return next(item for item in payload_of(html)["leagues"] if item["name"] == name)


@pytest.fixture(scope="module")
def html() -> str:
    from ratings_cli.reading import read
    from ratings_cli.webpage.document import page

    data = read()
    return page(data, data.leagues)


def test_every_table_of_the_page_is_the_table_of_the_command(ratings: Run, html: str) -> None:
    payload = payload_of(html)
    for day in ("2018-09-26", "2019-05-03", "2019-09-26", ""):
        asked = ["--as-of", day] if day else []
        rows = ratings("table", "--league", "CRC", *asked, "--format", "json").json["rows"]
        expected = [(f"{row['position']}{'=' if row['tied'] else ''}", row["provider"], row["overall"]) for row in rows]
        assert rows_of(payload, "CRC", day) == expected


def test_the_first_day_of_the_crcs_is_that_of_the_first_report(html: str) -> None:
    # Merseyside's report came out on 26 September 2018 (a written answer in Parliament).
    days = [table["day"] for table in league_of(html, "CRC")["days"]]
    assert days[0] == "2018-09-26"
    assert days == [*sorted(days[:-1]), ""]


def test_what_was_new_is_said_for_each_day(html: str) -> None:
    # Thames Valley rose from requires improvement to good on 21 January 2020 (claims: thames-valley-up).
    tables = league_of(html, "CRC")["days"]
    news = next(table["news"] for table in tables if table["day"] == "2020-01-21")
    assert news == ["Thames Valley: good, was requires improvement (21 Jan 2020)"]


def test_a_day_on_which_nothing_changed_is_no_day_of_the_table(html: str) -> None:
    for league in payload_of(html)["leagues"]:
        rows = payload_of(html)["rows"]
        looks = [[rows[number][:-1] for number in table["rows"]] for table in league["days"][:-1]]
        assert all(item != after for item, after in itertools.pairwise(looks))


def test_it_is_small_and_the_same_each_time(ratings: Run, html: str) -> None:
    assert len(html.encode()) < 500_000
    assert ratings("page").out == html


def test_without_javascript_it_is_the_newest_table_of_each_league(html: str) -> None:
    static = html.partition("<noscript>")[2].partition("</noscript>")[0]
    tables = re.findall("<caption>(.*?), all reports: .*?<tbody>(.*?)</tbody>", static, re.DOTALL)
    rows = {caption: body.count("<tr>") for caption, body in tables}
    assert rows == {
        "Probation Delivery Units": 65,
        "Probation regions": 5,
        "Community Rehabilitation Companies (ended June 2021)": 21,
        "National Probation Service divisions (ended June 2021)": 9,
    }
    crcs = tables[2][1]
    assert "Dorset, Devon and Cornwall" in crcs
    assert "Working Links (now Seetec)" in crcs
    # The columns of `ratings table`: none of which hardly anything is known, as points.
    heads = re.findall("<thead>(.*?)</thead>", static)
    assert re.findall(">([^<]+)</th>", heads[2]) == ["#", "Provider", "Overall", "Before", "Owner", "Published"]


def test_it_says_that_it_is_unofficial_and_what_the_licence_asks(html: str) -> None:
    assert '<p class="quiet">Unofficial. Ratings: HM Inspectorate of Probation.' in html
    assert "Open Government Licence" in html.split("<footer>")[1]


def test_further_tables_are_those_of_the_commands(ratings: Run, html: str) -> None:
    further = html.partition('<section id="further"')[2].partition("</section>")[0]
    bodies = dict(re.findall("<details><summary>(.*?)</summary>(.*?)</details>", further, re.DOTALL))
    owners = "Community Rehabilitation Companies by owner, ranked by mean overall rating, all reports"
    rows = ratings("by", "owner", "--league", "crc", "--format", "json").json["rows"]
    assert bodies[owners].count("<tr>") == len(rows) + 1
    assert all(f">{row['owner']}</th>" in bodies[owners] for row in rows)
    # NPS divisions beside the CRCs on their ground, and for no league without regional bodies or standards.
    assert any("National Probation Service divisions by region" in title for title in bodies)
    assert "Probation Delivery Units by standards, all reports" in bodies
    assert not any(title.startswith("Probation Delivery Units by owner") for title in bodies)


@pytest.mark.parametrize("day", ["2019-05-03", "2019-09-26", ""])
def test_further_tables_of_any_day_are_those_of_the_commands(ratings: Run, html: str, day: str) -> None:
    payload = payload_of(html)
    table = next(table for table in league_of(html, "CRC")["days"] if table["day"] == day)
    asked = ["--as-of", day] if day else []
    for kind, title, tables in table["further"]:
        view = {
            "owner": ["by", "owner", "--league", "crc"],
            "region": ["by", "region", "--league", "crc,nps"],
            "standards": ["standards", "--league", "crc"],
        }[kind]
        shown = ratings(*view, *asked, "--format", "json").json
        assert title == shown["title"]
        key = "provider" if kind == "standards" else kind
        heads, rows = next((heads, rows) for _, _, heads, rows in tables if key.capitalize() in heads)
        cells = [[payload["cells"][cell][0][0] for cell in payload["rows"][row]] for row in rows]
        named = [row[heads.index(key.capitalize())] for row in cells]
        # A grid of standards has the providers of which something is known; JSON has a row for each standard of each.
        given = dict.fromkeys(row[key] or "not known" for row in shown["rows"])
        assert named == [name for name in given if name in named]
        assert len(named) > 1


def test_a_further_table_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from ratings_cli.league.league_table import league_table
    from ratings_cli.league.selection import Selection
    from ratings_cli.reading import read
    from ratings_cli.webpage import payload

    monkeypatch.setattr(payload, "MOST_SHOWN", 3)
    data = read()
    _, owners = next(payload.further_sheets(league_table(data, Selection(data.leagues[:1])), data.leagues))
    shown = [payload.first_rows(table) for table in owners.tables]
    assert [(len(table.rows), table.caption) for table in shown] == [(3, "The first 3 of 8 rows")]


def test_names_cannot_become_markup(ratings: Run, write: Any) -> None:  # noqa: ANN401
    path = write(
        "title: '</title><script>alert(1)</script>'\n"
        "inspections:\n"
        "  - {provider: '</script><img src=x onerror=alert(1)>', owner: \"O'Hara & <b>\", published: 2019-05-03,"
        " overall: good, sources: [{publisher: P, url: 'javascript:alert(1)'}]}\n"
    )
    out = ratings("page", "--data", path).out
    assert "<img" not in out
    assert "<script>alert" not in out
    assert "javascript:" not in out
    names = [item["name"] for item in payload_of(out)["providers"]]
    assert names == ["</script><img src=x onerror=alert(1)>"]


def test_an_unknown_league_is_refused(ratings: Run) -> None:
    result = ratings("page", "--league", "CRX")
    assert result.status == 2
    assert "no league is called 'CRX'" in result.err


# ---- in a real browser --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield chromium
        chromium.close()


class Opened:
    """The page as it is open in the browser, with what it said and asked for."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:  # noqa: ANN401
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.url = path.as_uri()

    def go(self, fragment: str = "") -> Any:  # noqa: ANN401
        self.page.goto("about:blank")
        self.page.goto(self.url + fragment)
        return self.page

    def names(self) -> list[str]:
        """The providers shown, from the top."""
        names: list[str] = self.page.locator("tbody th[scope=row] button, noscript th[scope=row]").all_inner_texts()
        return names

    def summary(self) -> str:
        text: str = self.page.locator("#summary").inner_text()
        return text


@pytest.fixture
def opened(browser: Any, html: str, tmp_path: Path) -> Iterator[Opened]:  # noqa: ANN401
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    item = Opened(browser, path, viewport={"width": 1280, "height": 900})
    yield item
    assert item.said == []
    assert set(item.asked) <= {item.url, *(url for url in item.asked if url.startswith(item.url))}
    item.context.close()


@browser_only
@pytest.mark.browser
def test_filters_leave_the_rows_that_were_asked_for(opened: Opened) -> None:
    page = opened.go("#league=CRC")
    page.select_option("#owner", "Sodexo")
    assert len(opened.names()) == 6
    assert opened.summary().startswith(
        "6 of 21 Community Rehabilitation Companies in the record: 6 requires improvement."
    )
    page.select_option("#area", "Northamptonshire")
    assert opened.names() == ["Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire"]
    page.click("#clear")
    page.fill("#name", "bench")
    assert opened.names() == ["Bedfordshire, Northamptonshire, Cambridgeshire and Hertfordshire"]
    page.click("#clear")
    page.select_option("#band", "good")
    assert opened.names() == ["Durham Tees Valley", "Hampshire and Isle of Wight", "Thames Valley"]


@browser_only
@pytest.mark.browser
def test_no_card_of_the_file_of_init_says_undefined(ratings: Run, browser: Any, tmp_path: Path) -> None:  # noqa: ANN401
    ratings("init", tmp_path / "own.yaml")
    ratings("page", "--data", tmp_path / "own.yaml", "-o", tmp_path / "own.html")
    own = Opened(browser, tmp_path / "own.html")
    page = own.go()
    for provider, said in (("Northshire CRC", "3 May 2024 requires"), ("Southshire CRC", "Feb 2025 good")):
        page.click(f"[data-provider='{provider}']")
        assert said in " ".join(page.locator("#card").inner_text().split())
        assert "undefined" not in page.locator("body").inner_text()
    assert own.said == []
    own.context.close()


def test_no_day_is_said_to_be_that_of_a_report_whose_day_no_source_gives(html: str) -> None:
    # 15 reports on PDUs are known to have been out by 18 March 2025, and none of them came out on that day.
    leagues = {item["name"]: item for item in payload_of(html)["leagues"]}
    table = next(league for league in leagues["PDU"]["days"] if league["day"] == "2025-03-18")
    assert table["news_title"] == "New in the table as at 18 Mar 2025"
    assert all(item.endswith("(by 18 Mar 2025)") for item in table["news"])
    table = next(league for league in leagues["CRC"]["days"] if league["day"] == "2020-01-21")
    assert table["news_title"] == "New on 21 Jan 2020"
    last = leagues["PDU"]["days"][-1]
    assert all(item.endswith("(date not known)") for item in last["news"])
    # South Tyneside and Gateshead fell from good; its report has no date, but is of a programme that began later.
    assert "South Tyneside and Gateshead: requires improvement, was good (date not known)" in last["news"]


def test_no_news_tells_a_change_where_another_report_may_have_come_between(
    ratings: Run, write: Callable[..., Path]
) -> None:
    path = write("""
inspections:
  - {provider: A, published: 2019-02-01, overall: requires improvement}
  - {provider: B, published: 2019-02-01, overall: requires improvement}
  - {provider: A, published: 2020, overall: inadequate}
  - {provider: A, published: 2020-06-01, overall: good}
  - {provider: B, published: 2020-06-01, overall: good}
""")
    tables = payload_of(ratings("page", "--data", path).out)["leagues"][0]["days"]
    news = next(table["news"] for table in tables if table["day"] == "2020-06-01")
    assert news == ["A: good (1 June 2020)", "B: good, was requires improvement (1 June 2020)"]


@browser_only
@pytest.mark.browser
def test_the_date_control_goes_through_every_change(opened: Opened) -> None:
    page = opened.go("#league=CRC&as-of=2019-05-03")
    assert (
        opened.summary()
        == "13 Community Rehabilitation Companies in the record: 12 requires improvement, 1 inadequate."
    )
    page.click("#later")
    # 8 May 2019: Hampshire and Isle of Wight, the first good one (claims: first-good).
    assert opened.names()[0] == "Hampshire and Isle of Wight"
    assert "Hampshire and Isle of Wight: good, first rated (8 May 2019)" in page.locator("#news").inner_text()
    page.focus("#day")
    page.keyboard.press("Home")
    assert opened.names() == ["Merseyside"]


@browser_only
@pytest.mark.browser
def test_the_address_holds_the_view(opened: Opened) -> None:
    page = opened.go()
    page.select_option("#league", label="National Probation Service divisions (ended June 2021)")
    page.select_option("#band", "good")
    address = page.evaluate("location.hash")
    names = opened.names()
    opened.go(address)
    assert opened.names() == names
    assert opened.summary().startswith("6 of")


@browser_only
@pytest.mark.browser
def test_a_row_opens_its_scorecard_with_sources_as_it_stood(opened: Opened) -> None:
    page = opened.go("#league=CRC&as-of=2019-09-26")
    page.focus("[data-provider='Thames Valley']")
    page.keyboard.press("Enter")
    card = page.locator("#card").inner_text()
    assert "requires improvement" in card
    assert "21 Jan 2020" not in card
    assert page.locator("#card a").count() > 0
    assert page.evaluate("document.activeElement.dataset.provider") == "Thames Valley"
    page.click("#later")
    for _ in range(3):
        page.click("#later")
    assert "21 Jan 2020" in page.locator("#card").inner_text()


@pytest.mark.slow
@browser_only
@pytest.mark.browser
def test_every_scorecard_says_each_standard_with_its_band(opened: Opened, html: str) -> None:
    payload = payload_of(html)
    page = opened.go()
    for place, league in enumerate(payload["leagues"]):
        page.select_option("#league", str(place))
        for number in league["days"][-1]["rows"]:
            provider = payload["providers"][payload["rows"][number][0]]
            button = page.locator(f"[data-provider={json.dumps(provider['name'])}]")
            button.click()
            text = page.locator("#card").inner_text()
            assert "[object" not in text
            rated = [item for report in provider["reports"] for _, them in report.get("standards", []) for item in them]
            for name, band in rated:
                assert f"{name}: {payload['bands'][band] if band >= 0 else 'not known'}" in text
            button.click()


@browser_only
@pytest.mark.browser
def test_hampshires_standards_of_2019_are_those_of_the_report(opened: Opened) -> None:
    page = opened.go("#league=CRC&open=Hampshire+and+Isle+of+Wight")
    shown = page.locator("#card .standards li").all_inner_texts()
    # The Isle of Wight County Press rates both (sources).
    assert "information and facilities: outstanding" in shown
    assert "reviewing: inadequate" in shown
    assert "leadership: not known" in shown


@browser_only
@pytest.mark.browser
def test_the_focus_stays_where_the_keyboard_left_it(opened: Opened) -> None:
    page = opened.go()
    page.focus("[data-provider=Bedfordshire]")
    page.set_viewport_size({"width": 900, "height": 900})
    assert page.evaluate("document.activeElement.dataset.provider") == "Bedfordshire"
    page.focus("#later")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "later"


@browser_only
@pytest.mark.browser
def test_what_is_not_known_comes_last_from_either_end(opened: Opened) -> None:
    page = opened.go("#league=CRC")
    before = "tbody td.previous"
    page.click("[data-sort=previous]")
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert "requires improvement" in page.locator(before).first.inner_text()
    page.click("[data-sort=previous]")
    assert "requires improvement" in page.locator(before).first.inner_text()
    assert page.locator(before).last.inner_text() == ""


@browser_only
@pytest.mark.browser
def test_an_address_that_cannot_be_shown_says_so(opened: Opened) -> None:
    opened.go("#league=CRC&as-of=2018-01-01")
    assert "No report was certainly out by 2018-01-01" in opened.summary()
    opened.go("#league=CRC&as-of=foo&owner=Nobody")
    assert "foo is no day" in opened.summary()
    assert "There is no owner Nobody here" in opened.summary()
    assert len(opened.names()) == 21


@browser_only
@pytest.mark.browser
def test_a_search_finds_what_other_leagues_have_and_leads_there(opened: Opened) -> None:
    page = opened.go("#league=CRC")
    page.fill("#name", "swansea")
    assert opened.summary().startswith("None of 21 Community Rehabilitation Companies")
    assert not page.locator("#table").is_visible()
    page.click("#elsewhere button")
    assert page.locator("#card h2").inner_text() == "Swansea Neath Port Talbot"
    assert page.locator("#name").input_value() == ""
    page.fill("#name", "sodexo")
    assert "Essex (Community Rehabilitation Company)" in page.locator("#elsewhere").inner_text()


@browser_only
@pytest.mark.browser
def test_what_was_searched_for_is_marked(opened: Opened) -> None:
    page = opened.go("#league=CRC")
    page.fill("#name", "tham")
    assert page.locator("tbody mark").all_inner_texts() == ["Tham", "tham"]  # Thames Valley, Northamptonshire
    page.fill("#name", "bench")
    assert page.locator("tbody .hint mark").all_inner_texts() == ["BeNCH"]


@browser_only
@pytest.mark.browser
@pytest.mark.parametrize("typed", ["BeNCH", "bench", "BENCH CRC"])
def test_an_address_opens_a_provider_by_any_of_its_names_and_shows_it(
    browser: Any,  # noqa: ANN401
    html: str,
    tmp_path: Path,
    typed: str,
) -> None:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    item = Opened(browser, path, viewport={"width": 360, "height": 720})
    page = item.go(f"#open={typed.replace(' ', '+')}")
    assert page.locator("#card h2").inner_text().startswith("Bedfordshire, Northamptonshire")
    box = page.locator("#card h2").bounding_box()
    assert 0 <= box["y"] < 400
    assert box["x"] + box["width"] <= 360
    item.context.close()


@browser_only
@pytest.mark.browser
def test_further_tables_follow_the_league_and_the_day(opened: Opened) -> None:
    page = opened.go("#league=CRC")
    page.click("#further summary >> text=by owner")
    owners = page.locator("#further [data-kind=owner]")
    assert "all reports" in owners.locator("summary").inner_text()
    assert "Seetec" in owners.inner_text()
    page.focus("#day")
    page.keyboard.press("Home")
    # On its first day the table had one company, and so one owner: nothing to compare.
    assert owners.count() == 0
    opened.go("#league=CRC&as-of=2019-05-03")
    assert owners.locator("summary").inner_text().endswith("as at 3 May 2019")
    owners.locator("summary").click()
    assert "Working Links" in owners.inner_text()
    page.click("#later")
    # What a reader has opened stays open.
    assert owners.locator("summary").inner_text().endswith("as at 8 May 2019")
    assert owners.locator("tbody").is_visible()
    page.select_option("#league", label="Probation Delivery Units")
    assert owners.count() == 0
    assert page.locator("#further details").count() == 2


@browser_only
@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1024, 1280])
def test_no_heading_or_rating_is_broken_within_it(browser: Any, html: str, tmp_path: Path, width: int) -> None:  # noqa: ANN401
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    item = Opened(browser, path, viewport={"width": width, "height": 900})
    page = item.go("#league=CRC&as-of=2019-05-08&open=bench")
    tops = """(node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return new Set([...range.getClientRects()].map((box) => box.top)).size;
    }"""
    for key in ("provider", "overall", "published", "change"):
        assert page.locator(f"[data-sort={key}]").evaluate(tops) == 1, key
    assert [tag.evaluate(tops) for tag in page.locator("#card .tag").all()] == [1]
    item.context.close()


@browser_only
@pytest.mark.browser
def test_changes_since_a_day_are_those_between_the_tables(opened: Opened) -> None:
    page = opened.go("#league=crc")
    page.select_option("#since", "2019-09-26")
    # Durham Tees Valley and Thames Valley rose to good (claims: durham-tees-valley-up, thames-valley-up).
    assert "Since the table as at 26 Sept 2019: 2 up, none down." in opened.summary()
    changed = page.locator("td.change").all_inner_texts()
    assert [text for text in changed if text] == ["\u2191 requires improvement"] * 2
    assert "since=2019-09-26" in page.evaluate("location.hash")
    assert "may have been out before" in page.locator("#notes").inner_text()


@browser_only
@pytest.mark.browser
def test_the_first_screen_of_a_phone_has_rows(browser: Any, html: str, tmp_path: Path) -> None:  # noqa: ANN401
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    item = Opened(browser, path, viewport={"width": 360, "height": 720})
    page = item.go()
    assert page.locator("tbody tr").nth(1).bounding_box()["y"] < 720
    assert page.locator("#news li").first.bounding_box()["y"] < 720
    assert "Unofficial" in page.locator("header").inner_text()
    item.context.close()


@browser_only
@pytest.mark.browser
def test_a_slow_telephone_has_the_whole_page(browser: Any, html: str, tmp_path: Path) -> None:  # noqa: ANN401
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    item = Opened(browser, path, viewport={"width": 360, "height": 720})
    item.context.new_cdp_session(item.page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page = item.go("#league=CRC")
    assert len(item.names()) == 21
    page.focus("[data-sort=provider]")
    page.keyboard.press("Enter")
    assert item.names() == sorted(item.names())
    assert page.evaluate("document.activeElement.dataset.sort") == "provider"
    page.click("#more-title")
    page.select_option("#owner", "Sodexo")
    assert len(item.names()) == 6
    assert page.evaluate("document.activeElement.id") in {"owner", "more-title"}
    page.focus("[data-provider=Essex]")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == "Essex"
    assert page.evaluate("document.activeElement.dataset.provider") == "Essex"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert item.said == []
    item.context.close()


@browser_only
@pytest.mark.browser
def test_many_rows_are_shown_a_hundred_at_a_time(
    ratings: Run,
    browser: Any,  # noqa: ANN401
    write: Callable[..., Path],
    tmp_path: Path,
) -> None:
    entries = "".join(f"  - {{provider: Home {n:03}, published: 2020-01-01, overall: good}}\n" for n in range(250))
    ratings("page", "--data", write(f"inspections:\n{entries}"), "-o", tmp_path / "many.html")
    item = Opened(browser, tmp_path / "many.html")
    page = item.go()
    assert len(item.names()) == 100
    page.click("#next")
    assert len(item.names()) == 200
    page.click("#next")
    assert len(item.names()) == 250
    assert not page.locator("#next").is_visible()
    item.go("#open=Home+249")
    assert page.locator("#card h2").inner_text() == "Home 249"
    item.context.close()


@browser_only
@pytest.mark.browser
def test_units_of_one_owner_have_a_column_of_regions(opened: Opened) -> None:
    page = opened.go("#league=PDU")
    heads = page.locator("#table thead th").all_inner_texts()
    row = page.locator("#table tbody tr", has_text="Derby City").first
    assert heads[3] == "Region"
    assert row.locator("td").nth(2).inner_text() == "East Midlands"
    assert "Region" not in opened.go("#league=CRC").locator("#table thead th").all_inner_texts()


@browser_only
@pytest.mark.browser
def test_a_line_of_html_shows_the_view_within_another_page(opened: Opened) -> None:
    page = opened.go("#league=CRC&owner=Sodexo")
    page.click("#embed summary")
    line = page.locator("#embed-line").inner_text()
    assert line.startswith(
        '<iframe src="page.html#league=CRC&amp;owner=Sodexo" title="Community Rehabilitation Companies'
    )
    assert line.endswith("</iframe>")


@browser_only
@pytest.mark.browser
def test_what_is_shown_can_be_taken_as_csv(opened: Opened) -> None:
    page = opened.go("#league=CRC&owner=sodexo")
    with page.expect_download() as waiting:
        page.click("#csv")
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 7
    assert lines[0].startswith('"#","Provider","Overall"')
    assert '"Essex","requires improvement"' in "".join(lines)


@browser_only
@pytest.mark.browser
def test_a_word_of_a_hundred_letters_leaves_no_phone(
    ratings: Run,
    browser: Any,  # noqa: ANN401
    write: Callable[..., Path],
    tmp_path: Path,
) -> None:
    long = "L" * 110
    entry = f"{{provider: {long}, owner: {long}, published: 2020-01-01, overall: good}}"
    path = write(f"title: {long}\ninspections: [{entry}]\n")
    ratings("page", "--data", path, "-o", tmp_path / "long.html")
    item = Opened(browser, tmp_path / "long.html", viewport={"width": 360, "height": 720})
    page = item.go(f"#open={long}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    item.context.close()


@browser_only
@pytest.mark.browser
def test_a_row_has_its_ratings_so_far_where_there_are_several(opened: Opened) -> None:
    page = opened.go("#league=CRC")
    strip = page.locator("tr", has=page.locator("[data-provider='Durham Tees Valley']")).locator(".strip")
    assert strip.get_attribute("aria-label") == "requires improvement (Mar 2019), then good (Apr 2020)"
    assert strip.locator("span").all_inner_texts() == ["RI", "G"]
    # That Thames Valley is good is derived, and the star says so there too (overall.derived of the record).
    derived = page.locator("tr", has=page.locator("[data-provider='Thames Valley']")).locator(".strip span")
    assert derived.all_inner_texts() == ["RI", "G*"]
    opened.go("#league=CRC&as-of=2019-12-31")
    assert strip.count() == 0


@browser_only
@pytest.mark.browser
def test_the_way_back_takes_a_choice_back(opened: Opened) -> None:
    page = opened.go("#league=CRC")
    page.select_option("#owner", "Sodexo")
    assert len(opened.names()) == 6
    page.go_back()
    assert len(opened.names()) == 21


@browser_only
@pytest.mark.browser
def test_without_javascript_the_newest_table_is_there(browser: Any, html: str, tmp_path: Path) -> None:  # noqa: ANN401
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    item = Opened(browser, path, java_script_enabled=False, viewport={"width": 360, "height": 720})
    item.go()
    rows = item.page.locator("noscript tbody")
    place, provider = (rows.locator(cell).first.bounding_box() for cell in ("td", "th"))
    assert place["width"] > 30  # "1=" stands on one line
    assert provider["x"] + provider["width"] < 360
    # A caption is as wide as its table, which may be wider than the screen, but is broken where the screen ends.
    assert max(box["width"] for table in item.page.locator("caption").all() if (box := table.bounding_box())) < 360
    assert len(item.names()) == 21 + 9 + 65 + 5
    assert not item.page.locator("#controls").is_visible()
    item.context.close()


STATES = [
    "",
    "#league=CRC&as-of=2019-05-03&open=Dorset%2C+Devon+and+Cornwall",
    "#league=CRC&name=swansea",
    "#league=CRC&since=2019-09-26&owner=Sodexo&sort=-published",
    "#league=CRC&as-of=2018-01-01&owner=Nobody",
]


@browser_only
@pytest.mark.browser
@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.slow
def test_axe_finds_nothing_to_say_in_any_state(
    browser: Any,  # noqa: ANN401
    html: str,
    tmp_path: Path,
    look: dict[str, str],
    width: int,
) -> None:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    size = {"width": width, "height": 800}
    # The policy of the page forbids every script but its own, so axe needs leave to run.
    item = Opened(browser, path, viewport=size, bypass_csp=True, **look)
    for state in STATES:
        page = item.go(state)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        page.add_script_tag(content=files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")
        assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
    item.context.close()


def test_the_page_of_a_large_file_keeps_its_newest_days(monkeypatch: pytest.MonkeyPatch) -> None:
    from ratings_cli.reading import read
    from ratings_cli.webpage import payload

    monkeypatch.setattr(payload, "_MOST_ROWS", 21 * 3)
    data = read()
    crc = payload.payload(data, data.leagues[:1])["leagues"][0]
    # The newest three reports are of May, June and July 2020; the last gives no rating and changes no table (sources).
    assert [table["day"] for table in crc["days"]] == ["2020-05-31", "2020-06-30", ""]
    assert crc["kept"] == "Tables from before the end of May 2020 are left out, to keep the page small."
