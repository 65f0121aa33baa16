// Draws the room rack from the data in #rack-data: groups of rows that come into view, bars as
// percentages of the days shown. One cursor (a room, a night) moves with the arrow keys.
(() => {
  const rack = document.getElementById("rack");
  if (!rack) return;
  const words = JSON.parse(document.getElementById("rack-words").textContent).words;
  const body = document.getElementById("rack-body");
  const groups = rack.querySelector("[data-groups]");
  const GLYPH = { tentative: "?", confirmed: "○", due_in: "→", in_house: "●", due_out: "↗", departed: "✓" };
  const CHUNK = 25, EVENING = 0.75, PHONE = matchMedia("(max-width: 767.98px)");
  const lang = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en-GB";
  const weekday = new Intl.DateTimeFormat(lang, { weekday: lang === "zh-CN" ? "narrow" : "short", timeZone: "UTC" });
  const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
  const md = (day) => data.date(day).slice(5);
  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  let data = null, rows = [], cursor = null, chosen = 0;
  let state = { code: "", type: "", by: "floor", open: 0 };
  try { state = { ...state, ...JSON.parse(sessionStorage.getItem("rack") || "{}") }; } catch { /* fresh */ }

  // ── from data to rows ──
  function read() {
    data = window.yingbin.readRack(document.querySelector("#rack-data script").textContent, words.codes);
  }

  // Stays without a room: a row for each type with how many arrive on which day; opened, a bar for each.
  function lanes() {
    const shown = [...data.roomless].filter(([type, bars]) => bars.length && (!state.type || String(type) === state.type));
    return shown.flatMap(([type, bars]) => (state.open === type ? spread(bars) : [gathered(bars, type)]).map((lane, at) =>
      ({ lane: true, type, label: at ? "" : `${data.types.get(type).code} ×${bars.length}`, open: state.open === type, bars: lane })));
  }

  function spread(bars) {
    const all = [];
    for (const bar of bars) {
      const lane = all.find((each) => each.at(-1).to <= bar.from + 0.001);
      if (lane) lane.push(bar); else all.push([bar]);
    }
    return all;
  }

  function gathered(bars, type) {
    const byDay = new Map();
    for (const bar of bars) (byDay.get(Math.floor(bar.from)) || byDay.set(Math.floor(bar.from), []).get(Math.floor(bar.from))).push(bar);
    return [...byDay.values()].map((mine) => (mine.length === 1 ? { ...mine[0], to: Math.min(mine[0].to, mine[0].from + 1) }
      : { ...mine[0], to: mine[0].from + 1, several: mine.length, type, name: say(words.several, { num: mine.length }), group: "", vip: "" }));
  }

  function arrange() {
    const shown = [...data.rooms.values()].filter((room) => (!state.code || room.code === state.code) && (!state.type || String(room.type) === state.type));
    const title = (room) => (state.by === "type" ? data.types.get(room.type).name : say(words.floor, { floor: room.floor }));
    if (state.by === "type") shown.sort((a, b) => a.type - b.type || a.floor - b.floor || a.number.localeCompare(b.number));
    const parts = [];
    const free = state.code ? [] : lanes();
    if (free.length) parts.push({ title: words.no_room, rows: free });
    for (const room of shown) {
      const last = parts.at(-1);
      const name = title(room);
      if (last && last.title === name && last.rows.length < CHUNK) last.rows.push(room); else parts.push({ title: name, rows: [room] });
    }
    rows = parts.flatMap((part) => part.rows);
    return parts;
  }

  // ── drawing ──
  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => (entry.isIntersecting ? fill(entry.target) : empty(entry.target))), { root: rack, rootMargin: "300px 0px" });
  const percent = (days) => `${(days / data.days.length) * 100}%`;

  function draw() {
    const top = rack.scrollTop;
    rack.style.setProperty("--days", data.days.length);
    head();
    filters();
    seen.disconnect();
    const height = rowHeight();
    const parts = arrange();
    groups.replaceChildren(...parts.map((part) => {
      const box = make("div", "floor");
      box.group = part;
      box.style.height = `${part.rows.length * height + 1}px`;
      return box;
    }));
    rack.querySelector("[data-none]").hidden = rows.length > 0;
    [...groups.children].forEach((box) => seen.observe(box));
    rack.scrollTop = top;
    // What is on the screen already is drawn at once: the observer answers only in the next frame.
    const bottom = rack.scrollTop + rack.clientHeight + 300;
    [...groups.children].filter((box) => box.offsetTop < bottom && box.offsetTop + box.offsetHeight > rack.scrollTop - 300).forEach(fill);
  }

  const rowHeight = () => parseFloat(getComputedStyle(rack).getPropertyValue("--rack-row")) || 18;

  function head() {
    rack.querySelector("[data-days]").replaceChildren(...data.days.map((iso, at) => {
      const day = new Date(`${iso}T00:00:00Z`);
      const first = at === 0 || iso.endsWith("-01") || data.days.length <= 14;
      const item = make("li", [at === data.today && "today", [0, 6].includes(day.getUTCDay()) && "we", data.left[at] < 1 && "none"].filter(Boolean).join(" "),
        make("span", "", make("b", "num", first ? md(at) : iso.slice(8)), data.days.length <= 14 ? ` ${weekday.format(day)}` : ""),
        make("span", "num", data.days.length <= 14 ? say(words.left, { num: data.left[at] }) : String(data.left[at])));
      item.title = `${iso} ${say(words.left, { num: data.left[at] })}`;
      return item;
    }));
  }

  function filters() {
    const counts = {};
    data.rooms.forEach((room) => { counts[room.code] = (counts[room.code] || 0) + 1; });
    document.querySelectorAll("[data-rack-codes] [data-code]").forEach((button) => {
      button.querySelector("[data-count]").textContent = counts[button.dataset.code] || 0;
      button.setAttribute("aria-pressed", String(state.code === button.dataset.code));
    });
    const types = document.querySelector("[data-rack-type]");
    if (types.options.length === 1) data.types.forEach(({ code, name }, id) => types.add(new Option(`${code} ${name}`, id)));
    types.value = state.type;
    document.querySelectorAll("[data-rack-by]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.rackBy === state.by)));
  }

  function fill(box) {
    if (box.firstChild) return;
    const under = make("div", "under");
    under.setAttribute("aria-hidden", "true");
    const stripe = (className, from, width) => {
      const span = make("span", className);
      span.style.left = percent(from);
      if (width) span.style.width = percent(width);
      under.append(span);
    };
    data.days.forEach((iso, at) => { if ([0, 6].includes(new Date(`${iso}T00:00:00Z`).getUTCDay())) stripe("we", at, 1); });
    if (data.today >= 0 && data.today < data.days.length) stripe("today", data.today, 1);
    if (data.now >= 0 && data.now < data.days.length) stripe("now", data.now);
    const list = make("div");
    box.group.rows.forEach((row) => list.append(drawRow(row)));
    const title = make("h3", "", box.group.title);
    title.title = box.group.title;
    box.append(under, title, list);
    if (cursor && box.group.rows.includes(cursor.row)) place(false);
  }

  function empty(box) {
    if (!box.contains(document.activeElement)) box.replaceChildren();
  }

  const axis = (state, className, word) => { const mark = make("i", `ax ${className}`, word); mark.title = state; return mark; };

  function drawRow(row) {
    const line = make("div", row.lane ? "rack-row lane" : "rack-row");
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", row.lane ? row.label || data.types.get(row.type).name : `${row.number} ${data.types.get(row.type).name} ${row.code}`);
    row.line = line;
    const label = row.lane ? laneLabel(row) : roomLabel(row);
    const track = make("div", "track", ...row.bars.map(drawBar));
    track.row = row;
    line.append(label, track);
    if (PHONE.matches) line.append(nowOf(row));
    return line;
  }

  function laneLabel(row) {
    if (!row.label) return make("div", "rm");
    const label = make("button", "rm", make("b", "", row.label));
    label.type = "button";
    label.setAttribute("aria-expanded", String(row.open));
    label.addEventListener("click", () => change({ open: row.open ? 0 : row.type }));
    return label;
  }

  function roomLabel(row) {
    const label = make("a", "rm", make("b", "", row.number), make("span", "", data.types.get(row.type).code.slice(0, 2)));
    label.href = rack.dataset.roomUrl.replace("/0/", `/${row.id}/`);
    label.tabIndex = -1;
    label.title = `${row.number} ${row.code} ${data.types.get(row.type).name}`;
    label.append(
      axis(row.occupancy, row.occupancy === "occupied" ? "oc" : "", words[row.occupancy]),
      axis(row.cleanliness, { dirty: "vd", cleaning: "is-info", clean: "vc", inspected: "vi" }[row.cleanliness], words[row.cleanliness]),
      axis(row.block, { out_of_order: "ooo", out_of_service: "oos" }[row.block] || "", words[row.block] || "·"),
      make("span", "", ...[[1, "moon", words.dnd], [2, "brush", words.make_up]].filter(([bit]) => row.flags & bit).map(([, name, said]) => {
        const icon = make("i", `bi bi-${name}`);
        icon.title = said;
        return icon;
      })));
    return label;
  }

  function nowOf(row) {
    const bar = row.bars.find((each) => !each.block && each.from <= data.now && each.to > data.now && each.phase !== "departed") || row.bars.find((each) => each.phase === "due_in");
    const now = make(bar && !bar.several ? "a" : "span", "rm-now");
    if (bar?.several) now.append(make("span", "ell", bar.name));
    if (!bar || bar.several) return now;
    now.href = rack.dataset.stayUrl.replace("/0/", `/${bar.stay}/`);
    now.append(make("span", `chip s-${bar.phase.replace("_", "-")}`, make("b", "", GLYPH[bar.phase])), make("span", "ell strong", bar.name), make("span", "num muted", say(words.until, { day: md(bar.departure) })));
    return now;
  }

  function drawBar(bar) {
    const link = make(bar.block ? "span" : "a", bar.block ? "bar block" : `bar s-${bar.phase.replace("_", "-")}${bar.vip ? " v" : ""}`);
    link.bar = bar;
    link.style.left = percent(bar.from);
    link.style.width = `calc(${percent(bar.to - bar.from)} - 2px)`;
    const said = bar.block ? words[`block_${bar.kind}`] : words[bar.phase];
    if (bar.vip) link.append(make("span", `lv ${bar.vip.toLowerCase()}`, bar.vip));
    link.append(make("span", "", bar.block ? "✕" : GLYPH[bar.phase]), make("span", "ell", bar.group && bar.group !== bar.name ? `${bar.name} ${bar.group}` : bar.name));
    // The name that is heard begins with the words that are seen.
    const seen = [bar.vip, bar.name, bar.group !== bar.name && bar.group].filter(Boolean).join(" ");
    const full = [seen, bar.several ? md(bar.arrival) : !bar.block && `${md(bar.arrival)} → ${md(bar.departure)}`, !bar.several && said].filter(Boolean).join(" · ");
    link.title = full;
    if (bar.block) return link;
    link.href = rack.dataset.stayUrl.replace("/0/", `/${bar.stay}/`);
    link.tabIndex = -1;
    link.setAttribute("aria-label", full);
    if (bar.several) link.setAttribute("aria-expanded", "false");
    if (bar.stay === chosen && !bar.several) link.setAttribute("aria-current", "true");
    return link;
  }

  // ── the cursor ──
  const covers = (bar, day) => !bar.block && ((bar.from < day + 0.9 && bar.to > day + EVENING) || (bar.to - bar.from < 0.5 && Math.floor(bar.from) === day));
  const barAt = (row, day) => row.bars.find((bar) => covers(bar, day));

  function place(focus = true) {
    rack.querySelectorAll(".cell").forEach((cell) => cell.remove());
    rack.querySelectorAll(".bar[tabindex='0']").forEach((bar) => { bar.tabIndex = -1; });
    if (!cursor) return;
    const at = rows.indexOf(cursor.row);
    if (at < 0) { cursor = null; return; }
    const box = [...groups.children].find((each) => each.group.rows.includes(cursor.row));
    if (!box.firstChild) { fill(box); return; }
    const track = cursor.row.line.querySelector(".track");
    const bar = barAt(cursor.row, cursor.day);
    const target = bar ? [...track.children].find((each) => each.bar === bar) : cell(track);
    target.tabIndex = 0;
    if (!focus) return;
    target.focus({ preventScroll: true });
    keepInSight(cursor.row.line);
  }

  function keepInSight(line) {
    const head = rack.querySelector(".rack-head").offsetHeight, view = rack.getBoundingClientRect(), mine = line.getBoundingClientRect();
    if (mine.top < view.top + head) rack.scrollTop -= view.top + head - mine.top + 2;
    else if (mine.bottom > view.bottom) rack.scrollTop += mine.bottom - view.bottom + 2;
  }

  function cell(track) {
    const books = bookable(cursor.row, cursor.day);
    const button = make("button", "cell", books ? "+" : "");
    button.type = "button";
    button.style.left = percent(cursor.day + 0.583);
    button.style.width = `calc(${percent(1)} - 2px)`;
    const where = { room: cursor.row.number || cursor.row.label, day: md(cursor.day) };
    button.setAttribute("aria-label", books ? say(words.book, where) : `${where.room} ${where.day}`);
    track.append(button);
    return button;
  }

  function step(down, right) {
    if (!rows.length) return;
    if (!cursor || !rows.includes(cursor.row)) cursor = { row: rows.find((row) => !row.lane) || rows[0], day: Math.max(0, Math.min(data.today, data.days.length - 1)) };
    else {
      const bar = right ? barAt(cursor.row, cursor.day) : null;
      const day = !right ? cursor.day : right > 0 ? (bar ? Math.max(cursor.day + 1, Math.round(bar.to - 0.583)) : cursor.day + 1) : bar ? Math.min(cursor.day - 1, Math.ceil(bar.from - 0.7) - 1) : cursor.day - 1;
      const row = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(cursor.row) + down))];
      cursor = { row, day: Math.max(0, Math.min(data.days.length - 1, day)) };
    }
    place();
  }

  rack.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (move) { event.preventDefault(); step(...move); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.target !== document.body || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    step(0, 0);
  }, true);

  // ── acts ──
  function openPanel(stay) {
    chosen = stay;
    rack.querySelectorAll(".bar[aria-current]").forEach((bar) => bar.removeAttribute("aria-current"));
    rack.querySelectorAll(".bar").forEach((bar) => { if (bar.bar?.stay === stay) bar.setAttribute("aria-current", "true"); });
    body.classList.add("has-panel");
    htmx.ajax("GET", rack.dataset.panelUrl.replace("/0/", `/${stay}/`), { target: "#panel", swap: "outerHTML" });
  }

  function closePanel() {
    chosen = 0;
    body.classList.remove("has-panel");
    document.getElementById("panel").hidden = true;
    rack.querySelectorAll(".bar[aria-current]").forEach((bar) => bar.removeAttribute("aria-current"));
    place();
  }

  const bookable = (row, day) => Boolean(rack.dataset.bookUrl) && !row.lane && day >= data.today;

  function book(row, first, nights) {
    if (!bookable(row, first)) return;
    location.href = `${rack.dataset.bookUrl}?room=${encodeURIComponent(row.number)}&arrival=${data.date(first)}&departure=${data.date(first + nights)}`;
  }

  rack.addEventListener("click", (event) => {
    const link = event.target.closest("a.bar");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const { bar } = link;
      if (bar.several) { event.preventDefault(); change({ open: bar.type }); return; }
      if (bar.stay === chosen) return; // pressed again: the link opens the stay
      event.preventDefault();
      const row = link.closest(".track").row;
      cursor = { row, day: Math.max(0, Math.min(data.days.length - 1, Math.ceil(bar.from - 0.7))) };
      place(false);
      link.tabIndex = 0;
      openPanel(bar.stay);
    }
    if (event.target.closest(".cell") && cursor) book(cursor.row, cursor.day, 1);
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-rack-close]")) { event.preventDefault(); closePanel(); } });
  // An answer that was on its way when the panel was closed does not open it again.
  document.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target.id === "panel" && !chosen) event.detail.shouldSwap = false; });

  // A night, or several by dragging over empty cells.
  rack.addEventListener("pointerdown", (event) => {
    const track = event.target.closest(".track");
    if (!track || event.target !== track || event.button || track.row.lane || !rack.dataset.bookUrl) return;
    const box = track.getBoundingClientRect();
    const dayAt = (x) => Math.max(0, Math.min(data.days.length - 1, Math.floor(((x - box.left) / box.width) * data.days.length)));
    const from = dayAt(event.clientX);
    if (from < data.today) return;
    const ghost = make("span", "ghost");
    const show = (to) => { ghost.style.left = percent(Math.min(from, to) + 0.583); ghost.style.width = percent(Math.abs(to - from) + 1); };
    show(from);
    track.append(ghost);
    track.setPointerCapture(event.pointerId);
    track.onpointermove = (moved) => show(dayAt(moved.clientX));
    track.onpointerup = (ended) => {
      track.onpointermove = track.onpointerup = null;
      ghost.remove();
      const to = dayAt(ended.clientX);
      book(track.row, Math.min(from, to), Math.abs(to - from) + 1);
    };
    track.onpointercancel = () => { track.onpointermove = track.onpointerup = null; ghost.remove(); };
  });

  function change(values) {
    state = { ...state, ...values };
    sessionStorage.setItem("rack", JSON.stringify(state));
    draw();
  }
  document.querySelectorAll("[data-rack-codes] [data-code]").forEach((button) => button.addEventListener("click", () => change({ code: state.code === button.dataset.code ? "" : button.dataset.code })));
  document.querySelector("[data-rack-type]").addEventListener("change", (event) => change({ type: event.target.value }));
  document.querySelectorAll("[data-rack-by]").forEach((button) => button.addEventListener("click", () => change({ by: button.dataset.rackBy })));
  document.querySelector("[data-rack-jump]")?.addEventListener("change", (event) => { if (event.target.value) event.target.form.requestSubmit(); });

  document.addEventListener("live:refreshed", (event) => {
    if (event.target.id !== "rack-data") return;
    const had = rack.contains(document.activeElement);
    const where = cursor && { id: cursor.row.id, day: cursor.day };
    read();
    draw();
    cursor = where && { row: rows.find((row) => row.id === where.id && !row.lane), day: where.day };
    if (cursor?.row) place(had); else cursor = null;
    if (chosen) openPanel(chosen);
  });
  PHONE.addEventListener("change", draw);

  if (rack.dataset.bookUrl) rack.dataset.books = "";
  read();
  draw();
})();
