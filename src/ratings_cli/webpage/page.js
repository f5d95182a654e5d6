"use strict";
// Every table, position and sentence comes from the program. This script chooses which to show, hides rows that a
// filter does not want, sorts rows by the keys that it is given, and counts the rows that are shown.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const NS = "http://www.w3.org/2000/svg";
  const DEFAULT_SORT = "position";
  const state = { league: 0, day: 0, owner: "", area: "", band: "", name: "", sort: DEFAULT_SORT, down: false, open: "" };
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

  function shownRows() {
    const wanted = fold(state.name);
    const column = Math.max(0, data.columns.findIndex((one) => one.key === state.sort));
    const rows = table().rows.filter((row) => {
      const provider = data.providers[row[0]];
      if (state.owner && (row[1] < 0 || data.owners[row[1]] !== state.owner)) return false;
      if (state.area && !(provider.areas || []).includes(state.area)) return false;
      if (state.band && bandOf(row) !== state.band) return false;
      if (!wanted) return !state.name || provider.name.includes(state.name);
      return provider.find.some((name) => name.includes(wanted));
    });
    const key = (row) => data.cells[row[2 + column]][2];
    const sign = state.down ? -1 : 1;
    return rows.map((row, place) => [row, place]).sort(([a, i], [b, j]) => {
      const x = key(a), y = key(b);
      // What is not known comes last, whichever end comes first.
      if (x === null || y === null) return (x === null) - (y === null) || i - j;
      return (x < y ? -sign : x > y ? sign : 0) || i - j;
    }).map(([row]) => row);
  }

  function bandOf(row) {
    const band = data.cells[row[2 + data.columns.findIndex((one) => one.key === "overall")]][1];
    return band < 0 ? "not rated" : data.bands[band];
  }

  function shownColumns() {
    return data.columns.map((one, place) => ({ ...one, place })).filter(({ key, place }) =>
      ["position", "provider", "overall", "published"].includes(key) ||
      table().rows.some((row) => !["", "not known"].includes(data.cells[row[2 + place]][0])));
  }

  // ---- the controls ----------------------------------------------------------------------------------------

  function fillSelect(id, values, all) {
    const select = byId(id);
    select.replaceChildren(make("option", { value: "" }, all), ...values.map((one) => make("option", { value: one }, one)));
    if (state[id] && !values.includes(state[id])) state[id] = "";
    select.value = state[id];
    select.parentElement.hidden = values.length === 0;
  }

  function showControls() {
    [...byId("leagues").children].forEach((button, place) => button.setAttribute("aria-pressed", String(place === state.league)));
    fillSelect("owner", league().owners, "all owners");
    fillSelect("area", league().areas, "all areas");
    fillSelect("band", [...data.bands, "not rated"], "all ratings");
    const last = league().days.length - 1;
    const slider = byId("day");
    slider.max = last;
    slider.value = state.day;
    slider.setAttribute("aria-valuetext", table().label);
    byId("day-label").textContent = table().day ? `As at ${table().label}` : "All reports";
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
      const button = make("button", { type: "button", "data-sort": key }, heading, sorted ? (state.down ? " ▼" : " ▲") : "");
      button.addEventListener("click", () => change({ sort: key, down: sorted ? !state.down : Boolean(down) }, key));
      return make("th", { scope: "col", "aria-sort": sorted ? (state.down ? "descending" : "ascending") : null }, button);
    }));
    const body = rows.flatMap((row) => {
      const provider = data.providers[row[0]];
      const open = state.open === provider.name;
      const line = make("tr", {}, columns.map(({ key, place }) => cell(key, data.cells[row[2 + place]], provider, open)));
      return open ? [line, make("tr", { class: "card", id: "card" }, make("td", { colspan: columns.length }, card(provider)))] : [line];
    });
    const caption = make("caption", {}, make("span", {}, `${league().title}, ${asAt(table())}`));
    byId("table").replaceChildren(caption, make("thead", {}, head), make("tbody", {}, body));
    const counts = [...data.bands, "not rated"].map((word) => [word, rows.filter((row) => bandOf(row) === word).length]);
    showSummary(rows.length, counts);
    showChart(counts);
  }

  function cell(key, [text, band, , derived], provider, open) {
    const shown = text + (derived ? "*" : "");
    if (key === "provider") {
      const button = make("button", { type: "button", "aria-expanded": String(open), "data-provider": provider.name }, shown);
      button.addEventListener("click", () => change({ open: open ? "" : provider.name }, null, provider.name));
      return make("th", { scope: "row" }, button);
    }
    return make("td", { class: band >= 0 ? `band b${band} ${key}` : key }, shown);
  }

  function showSummary(shown, counts) {
    const of = table().rows.length;
    const many = of === 1 ? league().one : league().many;
    const words = counts.filter(([, number]) => number).map(([word, number]) => `${number} ${word}`).join(", ") || "none";
    const all = shown === of;
    byId("summary").textContent = visible(`${all ? "" : `${shown} of `}${of} ${many}${league().where}: ${words}.` +
      (all ? "" : " Positions are those in the whole table.") + (remark ? ` ${remark}` : ""));
  }

  // ---- the chart -------------------------------------------------------------------------------------------

  function showChart(counts) {
    // As wide as the place it has, so that its text is as large on a telephone as on a desk.
    byId("chart").hidden = false;
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
    svg.append(draw("text", { x: 0, y: top - 8, class: "axis-text" }, "Whole table, day by day"));
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

  function showNews() {
    const news = table().news;
    byId("news").hidden = news.length === 0 || state.day === 0;
    byId("news-title").textContent = table().news_title;
    byId("news").querySelector("ul").replaceChildren(...news.map((one) => make("li", {}, one)));
    byId("notes").querySelector("ul").replaceChildren(...[...table().notes, league().kept].filter(Boolean).map((one) => make("li", {}, one)));
  }

  // ---- a provider's scorecard --------------------------------------------------------------------------------

  function card(provider) {
    const facts = [["Short name", provider.short], ["Region", provider.region], ["Serves", (provider.areas || []).join(", ")],
      ["Owners", (provider.owners || []).join("; ")], ["Note", provider.note], ["Derived", (provider.derived || []).join("; ")]];
    const asAt = table().day;
    const reports = (provider.reports || []).filter((one) => !asAt || (one.from && one.from <= asAt));
    return make("div", { class: "card-inner" }, make("h2", {}, provider.name), list(facts), reports.map(report));
  }

  const list = (facts) => make("dl", {}, facts.filter(([, text]) => text).flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]));

  function report(one) {
    const band = one.overall;
    const verdict = band === undefined ? (one.rated ? make("span", { class: "quiet" }, "not rated overall") : null)
      : make("span", { class: `tag band b${band}` }, data.bands[band]);
    const was = band !== undefined && one.was !== undefined && one.was !== band ? ` (was ${data.bands[one.was]})` : "";
    const notes = [one.verdict, one.note, ...(one.derived || []).map((text) => `Derived: ${text}`)].filter(Boolean);
    return make("section", {},
      make("h3", {}, `${[one.published, one.programme].filter(Boolean).join(", ")} `, verdict, was),
      (one.standards || []).map(([heading, standards]) => [
        heading ? make("div", { class: "quiet" }, heading) : null,
        make("ul", { class: "standards" }, standards.map(([name, rated]) =>
          make("li", { class: rated >= 0 ? `b${rated}` : null }, `${name}: ${rated >= 0 ? data.bands[rated] : "not known"}`)))]),
      list(one.facts || []),
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
    for (const key of ["owner", "area", "band", "name", "open"]) if (state[key]) parts.set(key, state[key]);
    if (state.sort !== DEFAULT_SORT || state.down) parts.set("sort", (state.down ? "-" : "") + state.sort);
    return "#" + parts.toString();
  }

  function fromAddress() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const found = data.leagues.findIndex((one) => one.name === parts.get("league"));
    state.league = Math.max(0, found);
    const remarks = [];
    if (parts.get("league") && found < 0) remarks.push(`There is no league ${parts.get("league")}.`);
    const days = league().days;
    const asked = parts.get("as-of");
    state.day = days.length - 1;
    if (asked && /^\d{4}-\d{2}-\d{2}$/.test(asked)) {
      // The table as at a day is that of the last change on or before it.
      const before = days.map((one) => one.day).filter((day) => day && day <= asked).length;
      state.day = Math.max(0, before - 1);
      if (!before) remarks.push(`No report was certainly out by ${asked}; this is the first table there was.`);
    } else if (asked) remarks.push(`${asked} is no day, so all reports are shown.`);
    for (const key of ["owner", "area", "band", "name", "open"]) state[key] = parts.get(key) || "";
    for (const [key, known] of [["owner", league().owners], ["area", league().areas]]) {
      if (state[key] && !known.includes(state[key])) remarks.push(`There is no ${key} ${state[key]} here.`);
    }
    remark = remarks.join(" ");
    const sort = parts.get("sort") || DEFAULT_SORT;
    state.down = sort.startsWith("-");
    state.sort = sort.replace(/^-/, "");
    if (!data.columns.some((one) => one.key === state.sort)) state.sort = DEFAULT_SORT;
  }

  function show() {
    showControls();
    showTable();
    showNews();
  }

  // A choice is a step that the browser can take back; sliding and typing are not.
  const STEPS = ["league", "owner", "area", "band", "open"];

  function change(what, sortFocus, providerFocus) {
    Object.assign(state, what);
    remark = "";
    show();
    const step = Object.keys(what).some((key) => STEPS.includes(key));
    history[step ? "pushState" : "replaceState"](null, "", toAddress());
    // The table is made anew, so what had the focus gets it back.
    const again = sortFocus ? `[data-sort="${sortFocus}"]` : providerFocus ? `[data-provider="${CSS.escape(providerFocus)}"]` : null;
    if (again) document.querySelector(again)?.focus();
  }

  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("day").addEventListener("input", (event) => change({ day: Number(event.target.value) }));
  byId("earlier").addEventListener("click", () => change({ day: Math.max(0, state.day - 1) }));
  byId("later").addEventListener("click", () => change({ day: Math.min(league().days.length - 1, state.day + 1) }));
  byId("leagues").append(...data.leagues.map((one, place) => {
    const button = make("button", { type: "button", title: one.title }, one.name || one.title);
    button.addEventListener("click", () => change({ league: place, day: one.days.length - 1, owner: "", area: "", band: "", open: "" }));
    return button;
  }));
  byId("leagues").hidden = data.leagues.length < 2;
  for (const id of ["owner", "area", "band"]) byId(id).addEventListener("change", (event) => change({ [id]: event.target.value }));
  byId("name").addEventListener("input", (event) => change({ name: event.target.value }));
  byId("clear").addEventListener("click", () => {
    byId("name").value = "";
    change({ owner: "", area: "", band: "", name: "", sort: DEFAULT_SORT, down: false, open: "" });
  });
  window.addEventListener("resize", showTable);
  for (const moved of ["hashchange", "popstate"]) window.addEventListener(moved, () => { fromAddress(); show(); });
  byId("controls").hidden = false;
  fromAddress();
  show();
})();
