"use strict";
// Every table, position and sentence comes from the program. This script chooses which to show, hides rows that a
// filter does not want, sorts rows by the keys that it is given, and counts the rows that are shown.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  // What reports share is shipped once.
  for (const one of data.providers.flatMap((provider) => provider.reports || []))
    [one.from, one.published, one.programme, one.rated] = data.heads[one.head];
  const byId = (id) => document.getElementById(id);
  const NS = "http://www.w3.org/2000/svg";
  const DEFAULT_SORT = "position";
  const AT_A_TIME = 100;
  const NO_FILTERS = { owner: "", area: "", band: "", name: "", since: "", open: "" };
  const state = { league: 0, day: 0, sort: DEFAULT_SORT, down: false, most: AT_A_TIME, ...NO_FILTERS };
  let remark = "";

  // Text that could mislead (direction marks, control characters) is written out, as the program does elsewhere; a
  // joiner within a word is a part of how it is spelt.
  function visible(text) {
    return String(text).replace(/(?!(?<=[^\s\u200c\u200d])[\u200c\u200d](?=[^\s\u200c\u200d]))[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}]/gu, (c) =>
      "\\u" + c.codePointAt(0).toString(16).padStart(4, "0"));
  }

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined) node.append(child.nodeType ? child : visible(child));
    }
    return node;
  }

  function draw(tag, attributes, text) {
    const node = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = visible(text);
    return node;
  }

  // As the program folds the names that it ships: see `fold` in names.py.
  const fold = (text) => text.replace(/&/g, " and ").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/ß/g, "ss").replace(/['\u2019]/g, "").replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
  const league = () => data.leagues[state.league];
  const table = () => league().days[state.day];
  const asAt = (day) => `${day.day ? "as at " : ""}${day.label}`;

  // ---- which rows are shown -------------------------------------------------------------------------------

  const columnOf = (key) => data.columns.findIndex((one) => one.key === key);
  const OVERALL = columnOf("overall");
  const made = new Map();

  // The rows of a table with their cells; those that share a position stand together, and it is shipped once.
  function rowsOf(day) {
    if (!made.has(day)) {
      const places = day.places.flatMap(([text, position, number]) => Array(number).fill([text, -1, position, 0]));
      made.set(day, day.rows.map((number, place) => {
        const [who, owner, ...cells] = data.rows[number];
        const provider = data.providers[who];
        return { provider, owner: owner < 0 ? "" : data.owners[owner],
          cells: [places[place], [provider.name, -1, null, 0], ...cells.map((cell) => data.cells[cell])] };
      }));
    }
    return made.get(day);
  }

  // Under which names a provider is found, each as it is folded and as it is shown.
  function namesOf(provider) {
    provider.find ??= [provider.name, provider.short, provider.id, ...(provider.aliases || []), ...(provider.areas || []),
      provider.region, ...(provider.owners || [])].filter(Boolean).map((name) => [fold(name), name]);
    return provider.find;
  }

  function finds(row, wanted) {
    if (!wanted) return row.provider.name.includes(state.name);
    return namesOf(row.provider).some(([name]) => name.includes(wanted)) || fold(row.owner).includes(wanted);
  }

  function shownRows() {
    const wanted = fold(state.name);
    const column = Math.max(0, columnOf(state.sort));
    const rows = rowsOf(table()).filter((row) =>
      (!state.owner || row.owner === state.owner) &&
      (!state.area || (row.provider.areas || []).includes(state.area)) &&
      (!state.band || bandOf(row) === state.band) &&
      (!state.name || finds(row, wanted)));
    const key = (row) => state.sort === "provider" ? namesOf(row.provider)[0][0] : cellOf(row, column)[2];
    const sign = state.down ? -1 : 1;
    return rows.map((row, place) => [row, place, key(row)]).sort(([, i, x], [, j, y]) => {
      // What is not known comes last, whichever end comes first.
      if (x === null || y === null) return (x === null) - (y === null) || i - j;
      return (x < y ? -sign : x > y ? sign : 0) || i - j;
    }).map(([row]) => row);
  }

  const wordOf = (band) => band < 0 ? "not rated" : data.bands[band];
  const bandOf = (row) => wordOf(row.cells[OVERALL][1]);

  // What the table as at an earlier day shows of each provider; the ratings of both tables are the program's.
  let then = null;
  const sinceDay = () => league().days.find((one) => one.day && one.day === state.since);

  function cellOf(row, place) {
    if (!then || data.columns[place].key !== "change") return row.cells[place];
    const before = then.get(row.provider);
    if (!before) return ["not in that table", -1, 2, 0];
    const [text, was, , derived] = before.cells[OVERALL];
    const is = row.cells[OVERALL][1];
    if (was === is) return ["", -1, null, 0];
    return [`${was >= 0 && is >= 0 ? (is < was ? "\u2191 " : "\u2193 ") : ""}${text}`, was, is < was ? 0 : 1, derived];
  }

  // A column that is mostly unknown, or the same in all rows, tells a reader nothing; nor does what was before, beside
  // what was on a day that was chosen.
  function shownColumns() {
    const rows = rowsOf(table());
    const tells = ({ key, place }) => {
      if (["position", "provider", "overall", "published"].includes(key)) return true;
      if (then && ["change", "previous"].includes(key)) return key === "change";
      const texts = rows.map((row) => row.cells[place][0]);
      if (["change", "previous"].includes(key)) return texts.some(Boolean);
      return 2 * texts.filter((text) => text && text !== "not known").length >= texts.length &&
        (texts.length < 2 || texts.some((text) => text !== texts[0]));
    };
    const found = data.columns.map((one, place) => ({ ...one, place })).filter(tells);
    // As in the tables of the program, the region stands where owners tell nothing.
    return found.filter(({ key }) => key !== "region" || !found.some((other) => other.key === "owner"));
  }

  // ---- the controls ----------------------------------------------------------------------------------------

  function fillSelect(id, values, all) {
    const select = byId(id);
    const options = values.map((one) => typeof one === "string" ? [one, one] : one);
    select.replaceChildren(make("option", { value: "" }, all), ...options.map(([value, text]) => make("option", { value }, text)));
    if (state[id] && !options.some(([value]) => value === state[id])) state[id] = "";
    select.value = state[id];
    select.parentElement.hidden = values.length === 0;
  }

  function showControls() {
    byId("league").value = state.league;
    fillSelect("owner", league().owners, "all owners");
    fillSelect("area", league().areas, "all areas");
    fillSelect("band", [...data.bands, "not rated"], "all ratings");
    const earlier = league().days.filter((one) => one.day && (!table().day || one.day < table().day));
    fillSelect("since", earlier.map((one) => [one.day, one.label]), "the stop before");
    then = sinceDay() ? new Map(rowsOf(sinceDay()).map((row) => [row.provider, row])) : null;
    const last = league().days.length - 1;
    const slider = byId("day");
    slider.max = last;
    slider.value = state.day;
    slider.setAttribute("aria-valuetext", table().label);
    byId("day-label").textContent = table().day ? `As at ${table().label}` : "All reports";
    const chosen = ["owner", "area", "band"].map((key) => state[key]).filter(Boolean);
    byId("more-title").textContent = visible(["Filters and dates", ...(table().day ? [`as at ${table().label}`] : []), ...chosen].join("; "));
    // Not `disabled`: a button that is disabled while it has the focus loses it.
    byId("earlier").setAttribute("aria-disabled", String(state.day === 0));
    byId("later").setAttribute("aria-disabled", String(state.day === last));
    if (document.activeElement !== byId("name")) byId("name").value = state.name;
  }

  // ---- the table -------------------------------------------------------------------------------------------

  function showTable() {
    const columns = shownColumns();
    const rows = shownRows();
    const head = make("tr", {}, columns.map(({ key, heading, down }) => {
      const sorted = state.sort === key;
      const since = key === "change" && then ? ` since ${sinceDay().label}` : "";
      const button = make("button", { type: "button", "data-sort": key }, heading + since, sorted ? (state.down ? " ▼" : " ▲") : "");
      button.addEventListener("click", () => change({ sort: key, down: sorted ? !state.down : Boolean(down) }));
      return make("th", { scope: "col", "aria-sort": sorted ? (state.down ? "descending" : "ascending") : null }, button);
    }));
    // Thousands of rows take a browser seconds: those beyond the first are made when they are asked for.
    const most = Math.max(state.most, rows.findIndex((row) => row.provider.name === state.open) + 1);
    const body = rows.slice(0, most).flatMap((row) => {
      const open = state.open === row.provider.name;
      const line = make("tr", {}, columns.map(({ key, place }) => cell(key, cellOf(row, place), row.provider, open)));
      return open ? [line, make("tr", { class: "card", id: "card" }, make("td", { colspan: columns.length }, card(row.provider)))] : [line];
    });
    const caption = make("caption", {}, make("span", {}, `${league().title}, ${asAt(table())}`));
    byId("table").replaceChildren(caption, make("thead", {}, head), make("tbody", {}, body));
    byId("scroll").hidden = rows.length === 0;
    byId("next").hidden = rows.length <= most;
    byId("next").textContent = `Show ${Math.min(AT_A_TIME, rows.length - most)} more of ${rows.length}`;
    const counts = [...data.bands, "not rated"].map((word) => [word, rows.filter((row) => bandOf(row) === word).length]);
    showSummary(rows, counts);
    showElsewhere();
    byId("chart").hidden = rows.length === 0;
    if (rows.length) showChart(counts);
  }

  const starred = ([text, , , derived]) => text + (derived ? data.inferred : "");

  function cell(key, [text, band, , derived], provider, open) {
    const shown = starred([text, band, null, derived]);
    if (key === "provider") {
      const button = make("button", { type: "button", "aria-expanded": String(open), "data-provider": provider.name }, marked(text));
      button.addEventListener("click", () => change({ open: open ? "" : provider.name }));
      return make("th", { scope: "row" }, button, hint(provider), strip(provider));
    }
    return make("td", { class: band >= 0 ? `band b${band} ${key}` : key }, shown);
  }

  // The part of a name that was searched for, and, where it is no part of the name, what else was found.
  function marked(text) {
    const start = state.name ? text.toLowerCase().indexOf(state.name.trim().toLowerCase()) : -1;
    const end = start + state.name.trim().length;
    return start < 0 ? text : [text.slice(0, start), make("mark", {}, text.slice(start, end)), text.slice(end)];
  }

  function hint(provider) {
    const wanted = fold(state.name);
    if (!wanted || namesOf(provider)[0][0].includes(wanted)) return null;
    const found = namesOf(provider).find(([name]) => name.includes(wanted));
    return found ? make("span", { class: "hint" }, marked(found[1])) : null;
  }

  const reportsOf = (provider) => (provider.reports || []).filter((one) => !table().day || (one.from && one.from <= table().day));

  const ratingOf = (one) => data.bands[one.overall] + (one.starred ? data.inferred : "");

  // All ratings so far, the oldest first, where there is more than one.
  function strip(provider) {
    const rated = reportsOf(provider).filter((one) => one.overall !== undefined).reverse();
    if (rated.length < 2) return null;
    const said = rated.map((one) => `${ratingOf(one)} (${one.published})`).join(", then ");
    return make("span", { class: "strip", role: "img", "aria-label": said, title: visible(said) },
      rated.map((one) => make("span", { class: `band b${one.overall}` }, data.letters[one.overall] + (one.starred ? data.inferred : ""))));
  }

  function showSummary(rows, counts) {
    const of = table().rows.length;
    const many = of === 1 ? league().one : league().many;
    const words = counts.filter(([, number]) => number).map(([word, number]) => `${number} ${word}`).join(", ") || "none";
    const all = rows.length === of;
    byId("summary").textContent = rows.length === 0 && of ? visible(`None of ${of} ${many}${league().where} fits what was asked for.${remark ? ` ${remark}` : ""}`) : visible(`${all ? "" : `${rows.length} of `}${of} ${many}${league().where}: ${words}.` +
      (all ? "" : " Positions are those in the whole table.") + sinceSentence(rows) + (remark ? ` ${remark}` : ""));
  }

  function sinceSentence(rows) {
    if (!then) return "";
    const count = (kind) => rows.filter((row) => kind(then.get(row.provider)?.cells[OVERALL][1], row.cells[OVERALL][1])).length;
    const up = count((was, is) => was >= 0 && is >= 0 && is < was), down = count((was, is) => was >= 0 && is > was);
    const fresh = count((was) => was === undefined);
    return ` Since the table as at ${sinceDay().label}: ${up || "none"} up, ${down || "none"} down${fresh ? `, ${fresh} not in it` : ""}.`;
  }

  // What the other leagues have under the name that was searched for: each is one touch away.
  function showElsewhere() {
    const wanted = fold(state.name);
    const found = !wanted ? [] : data.leagues.flatMap((one, place) => place === state.league ? [] :
      rowsOf(one.days[one.days.length - 1]).filter((row) => finds(row, wanted)).map((row) => [place, one, row.provider]));
    byId("elsewhere").hidden = found.length === 0;
    byId("elsewhere").replaceChildren("In other leagues: ", ...found.slice(0, 8).map(([place, one, provider]) => {
      const button = make("button", { type: "button" }, `${provider.name} (${one.one})`);
      button.addEventListener("click", () => {
        change({ ...NO_FILTERS, league: place, day: one.days.length - 1, open: provider.name });
        toOpen();
      });
      return button;
    }), found.length > 8 ? ` and ${found.length - 8} more` : "");
  }

  const toOpen = () => byId("card")?.previousElementSibling.scrollIntoView();

  // ---- owners, regions and standards, as the program gives them for the table that is shown ---------------------

  let furtherOf = null;

  function showFurther() {
    if (furtherOf === table()) return;
    furtherOf = table();
    const open = [...document.querySelectorAll("#further [open]")].map((one) => one.dataset.kind);
    byId("further").replaceChildren(...table().further.map(([kind, title, tables]) =>
      make("details", { "data-kind": kind, open: open.includes(kind) }, make("summary", {}, title), tables.map((one) => furtherTable(title, one)))));
  }

  function furtherTable(title, [caption, heading, heads, rows]) {
    const look = (band) => band >= 0 ? `band b${band}` : null;
    const cell = (number, place) => {
      const lines = data.cells[number];
      const [tag, scope] = heading.includes(place) ? ["th", "row"] : ["td", null];
      return lines.length > 1 ? make(tag, { scope }, lines.map(([text, band]) => make("div", { class: look(band) }, text)))
        : make(tag, { scope, class: look(lines[0][1]) }, lines[0][0]);
    };
    const label = [title, caption].filter(Boolean).join(": ");
    return make("div", { class: "scroll", role: "region", "aria-label": visible(label), tabindex: 0 }, make("table", {},
      caption ? make("caption", {}, caption) : null,
      make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, rows.map((row) => make("tr", {}, data.rows[row].map(cell))))));
  }

  // ---- what readers take with them ---------------------------------------------------------------------------

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      byId("taken").textContent = "Copied.";
    } catch {
      byId("taken").textContent = "The browser does not let it be copied: take it from the address bar.";
    }
  }

  // The line by which another page shows this view. From a disk the file has no address that others could open.
  function showEmbed() {
    const own = location.protocol.startsWith("http") ? location.href.split("#")[0] : location.pathname.split("/").pop();
    const quoted = (text) => `"${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;
    byId("embed-line").textContent = `<iframe src=${quoted(own + toAddress())} title=${quoted(document.title)} width="100%" height="800" loading="lazy"></iframe>`;
    byId("embed").hidden = false;
  }

  // All rows that the filters leave, also those that are not on the screen yet; no cell runs as a formula.
  function downloadCsv() {
    const columns = shownColumns();
    const quoted = (text) => `"${String(text).replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
    const lines = [columns.map(({ heading }) => heading), ...shownRows().map((row) => columns.map(({ place }) => starred(cellOf(row, place))))];
    const text = lines.map((line) => line.map(quoted).join(",")).join("\r\n");
    const link = make("a", { href: URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" })), download: `${league().name || "table"}.csv` });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // ---- the chart -------------------------------------------------------------------------------------------

  function showChart(counts) {
    // As wide as the place it has, so that its text is as large on a telephone as on a desk.
    const width = Math.max(280, byId("chart").clientWidth), shownHeight = 34, top = 22, left = 0;
    const days = league().days;
    const total = counts.reduce((sum, [, number]) => sum + number, 0);
    const svg = draw("svg", { viewBox: `0 0 ${width} 190`, role: "img", "aria-labelledby": "chart-title chart-desc" });
    const words = counts.filter(([, n]) => n).map(([word, n]) => `${n} ${word}`).join(", ") || "none";
    const titled = draw("title", { id: "chart-title" }, `${total} shown: ${words}`);
    const desc = draw("desc", { id: "chart-desc" }, `Above, how many of those shown have each rating. Below, the whole table on each of the ${days.length} days on which it changed.`);
    svg.append(titled, desc, draw("text", { x: left, y: 14, class: "axis-text" }, "Shown"));
    // Every part is wide enough for its number; the rest of the width is shared out by the numbers.
    const least = 34;
    const free = width - least * counts.filter(([, number]) => number).length;
    let x = left;
    counts.forEach(([word, number], band) => {
      if (!number) return;
      const wide = least + (number / total) * free;
      svg.append(draw("rect", { x, y: top, width: wide - 3, height: shownHeight, class: `bar${band}` }));
      const label = `${number} ${word}`;
      const fits = wide > 8 * label.length + 14;
      svg.append(draw("text", { x: x + 6, y: top + 22, class: "chart-text" }, fits ? label : String(number)));
      x += wide;
    });
    overTime(svg, days, width);
    byId("chart").replaceChildren(svg);
  }

  function overTime(svg, days, width) {
    const top = 92, height = 70;
    const most = Math.max(1, ...days.map((day) => day.counts.reduce((sum, n) => sum + n, 0)));
    const step = width / days.length;
    svg.append(draw("text", { x: 0, y: top - 8, class: "axis-text" }, "Whole table, a step for each change"));
    days.forEach((day, place) => {
      let y = top + height;
      [...day.counts].reverse().forEach((number, back) => {
        const tall = (number / most) * height;
        y -= tall;
        if (number) svg.append(draw("rect", { x: place * step, y, width: Math.max(1, step - 1.5), height: tall, class: `bar${day.counts.length - 1 - back}` }));
      });
    });
    svg.append(draw("rect", { x: state.day * step, y: top - 2, width: Math.max(2, step - 1.5), height: height + 4, class: "now" }));
    svg.append(draw("text", { x: 0, y: top + height + 18, class: "axis-text" }, asAt(days[0])));
    svg.append(draw("text", { x: width, y: top + height + 18, class: "axis-text", "text-anchor": "end" }, asAt(days[days.length - 1])));
  }

  // ---- what was new, and the notes -------------------------------------------------------------------------

  const INEXACT = "A report whose date is not known exactly may have been out before the day since which changes are told.";

  function showNews() {
    const news = table().news;
    byId("news").hidden = news.length === 0 || state.day === 0;
    byId("news-title").textContent = table().news_title;
    byId("news").querySelector("ul").replaceChildren(...news.slice(0, 2).map((one) => make("li", {}, one)));
    byId("more-news").hidden = news.length <= 2;
    byId("more-news").replaceChildren(make("summary", {}, `${news.length - 2} more`), make("ul", {}, news.slice(2).map((one) => make("li", {}, one))));
    byId("notes").querySelector("ul").replaceChildren(...[...table().notes, then && !table().day ? INEXACT : "", league().kept].filter(Boolean).map((one) => make("li", {}, one)));
  }

  // ---- a provider's scorecard --------------------------------------------------------------------------------

  function card(provider) {
    const facts = [["Short name", provider.short], ["Region", provider.region], ["Serves", (provider.areas || []).join(", ")],
      ["Owners", (provider.owners || []).join("; ")], ["Note", provider.note], ["Derived", (provider.derived || []).join("; ")]];
    return make("div", { class: "card-inner" }, make("h2", {}, provider.name), list(facts), reportsOf(provider).map(report));
  }

  const list = (facts) => make("dl", {}, facts.filter(([, text]) => text).flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]));

  function report(one) {
    const band = one.overall;
    const verdict = band === undefined ? (one.rated ? make("span", { class: "quiet" }, "not rated overall") : null)
      : make("span", { class: `tag band b${band}` }, ratingOf(one));
    const was = band !== undefined && one.was !== undefined && one.was !== band ? ` (was ${data.bands[one.was]})` : "";
    const notes = [one.verdict, one.note, ...(one.derived || []).map((text) => `Derived: ${text}`)].filter(Boolean);
    return make("section", {},
      make("h3", {}, `${[one.published, one.programme].filter(Boolean).join(", ")} `, verdict, was),
      (one.standards || []).map(([heading, standards]) => [
        heading ? make("div", { class: "quiet" }, heading) : null,
        make("ul", { class: "standards" }, standards.map(([name, rated]) =>
          make("li", { class: rated >= 0 ? `b${rated}` : null }, `${name}: ${rated >= 0 ? data.bands[rated] : "not known"}`)))]),
      list((one.facts || []).map((number) => data.facts[number])),
      notes.map((text) => make("p", {}, text)),
      (one.sources || []).length ? make("ul", { class: "sources" }, one.sources.map(source)) : null);
  }

  function source([number, supports]) {
    const [text, url] = data.sources[number];
    const link = url ? make("a", { href: url, rel: "noreferrer" }, text) : make("span", {}, text);
    return make("li", {}, link, supports ? ` (${supports})` : "");
  }

  // ---- the state, in the address -----------------------------------------------------------------------------

  function toAddress() {
    const parts = new URLSearchParams();
    if (league().name) parts.set("league", league().name);
    if (table().day) parts.set("as-of", table().day);
    for (const key of Object.keys(NO_FILTERS)) if (state[key]) parts.set(key, state[key]);
    if (state.sort !== DEFAULT_SORT || state.down) parts.set("sort", (state.down ? "-" : "") + state.sort);
    return "#" + parts.toString();
  }

  // The one of some names that is meant: as it is written, else in any case and spacing.
  const meant = (typed, names) => names.find((name) => name === typed) ?? names.find((name) => fold(name) === fold(typed));

  // The provider that is meant: by its name or a short or other name.
  function providerMeant(typed, place) {
    const rows = rowsOf(data.leagues[place].days[data.leagues[place].days.length - 1]);
    const named = (row) => [row.provider.name, row.provider.short, ...(row.provider.aliases || [])].filter(Boolean);
    return (rows.find((row) => row.provider.name === typed) || rows.find((row) => meant(typed, named(row))))?.provider;
  }

  function fromAddress() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const remarks = [];
    const names = data.leagues.map((one) => one.name);
    const found = names.indexOf(meant(parts.get("league") || "", names));
    const typed = parts.get("open") || "";
    if (parts.get("league") && found < 0) remarks.push(`There is no league ${parts.get("league")}.`);
    // A provider alone says its league.
    state.league = found >= 0 ? found : Math.max(0, data.leagues.findIndex((_, place) => typed && providerMeant(typed, place)));
    const days = league().days;
    const asked = parts.get("as-of");
    state.day = days.length - 1;
    const before = (day) => days.map((one) => one.day).filter((one) => one && one <= day).length;
    if (asked && /^\d{4}-\d{2}-\d{2}$/.test(asked)) {
      // The table as at a day is that of the last change on or before it.
      state.day = Math.max(0, before(asked) - 1);
      if (!before(asked)) remarks.push(`No report was certainly out by ${asked}; this is the first table there was.`);
    } else if (asked) remarks.push(`${asked} is no day, so all reports are shown.`);
    for (const key of Object.keys(NO_FILTERS)) state[key] = parts.get(key) || "";
    state.since = days[before(state.since) - 1]?.day || "";
    for (const [key, known] of [["owner", league().owners], ["area", league().areas], ["band", [...data.bands, "not rated"]]]) {
      if (state[key] && !meant(state[key], known)) remarks.push(`There is no ${key} ${state[key]} here.`);
      state[key] = meant(state[key], known) || "";
    }
    state.open = typed && (providerMeant(typed, state.league)?.name || "");
    if (typed && !state.open) remarks.push(`There is no provider ${typed} here.`);
    remark = remarks.join(" ");
    const sort = parts.get("sort") || DEFAULT_SORT;
    state.down = sort.startsWith("-");
    state.sort = sort.replace(/^-/, "");
    if (!data.columns.some((one) => one.key === state.sort)) state.sort = DEFAULT_SORT;
  }

  function show() {
    // The table is made anew, so what had the focus gets it back.
    const { sort, provider } = document.activeElement.dataset;
    showControls();
    showTable();
    showNews();
    showFurther();
    document.title = visible(`${league().title}, ${asAt(table())} - ${TITLE}`);
    showEmbed();
    const again = sort ? `[data-sort="${sort}"]` : provider ? `[data-provider="${CSS.escape(provider)}"]` : null;
    if (again) document.querySelector(again)?.focus({ preventScroll: true });
  }

  // A choice is a step that the browser can take back; sliding and typing are not.
  const STEPS = ["league", "owner", "area", "band", "since", "open"];
  const TITLE = document.title;

  function change(what) {
    Object.assign(state, what);
    if (!("open" in what || "most" in what)) state.most = AT_A_TIME;
    remark = byId("taken").textContent = "";
    show();
    const step = Object.keys(what).some((key) => STEPS.includes(key));
    history[step ? "pushState" : "replaceState"](null, "", toAddress());
  }

  function start() {
    fromAddress();
    show();
    toOpen();
  }

  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("day").addEventListener("input", (event) => change({ day: Number(event.target.value) }));
  byId("earlier").addEventListener("click", () => change({ day: Math.max(0, state.day - 1) }));
  byId("later").addEventListener("click", () => change({ day: Math.min(league().days.length - 1, state.day + 1) }));
  byId("league").append(...data.leagues.map((one, place) => make("option", { value: place }, one.option)));
  byId("league").parentElement.hidden = data.leagues.length < 2;
  byId("league").addEventListener("change", (event) => {
    const place = Number(event.target.value);
    change({ ...NO_FILTERS, name: state.name, league: place, day: data.leagues[place].days.length - 1 });
  });
  for (const id of ["owner", "area", "band", "since"]) byId(id).addEventListener("change", (event) => change({ [id]: event.target.value }));
  byId("name").addEventListener("input", (event) => change({ name: event.target.value }));
  byId("next").addEventListener("click", () => change({ most: state.most + AT_A_TIME }));
  byId("copy").addEventListener("click", copyLink);
  byId("csv").addEventListener("click", downloadCsv);
  byId("take").hidden = false;
  byId("clear").addEventListener("click", () => {
    byId("name").value = "";
    change({ ...NO_FILTERS, sort: DEFAULT_SORT, down: false });
  });
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (width !== window.innerWidth) show();
    width = window.innerWidth;
  });
  for (const moved of ["hashchange", "popstate"]) window.addEventListener(moved, start);
  byId("more").open = window.matchMedia("(min-width: 48rem)").matches;
  byId("controls").hidden = false;
  start();
})();
