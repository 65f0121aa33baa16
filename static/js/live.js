// Keeps what is on the screen true. A region `<section id="board" data-live="dept:housekeeping">` is
// fetched again (from data-live-url, or this page) when one of its topics is nudged over the socket,
// with data-live-first once more as soon as the page stands,
// after a reconnection, and every 15 s while the line is down. Nobody's typing is ever replaced.
// Others may listen: `live:nudge` (detail: topics, entry, at), `live:refreshed` (on the new region),
// `live:state` (detail: up).
(() => {
  const config = document.getElementById("live");
  if (!config) return;
  const DEBOUNCE = 80, POLL = 15000, DEAD = 50000, STRIP_AFTER = 2500, PATIENCE = 10000;
  const SIGNED_OUT = 4401, LOCKED = 4423;
  const yingbin = (window.yingbin = window.yingbin || {});

  // ── the house's time, which a page also gives back when it returns ──
  let lastAt = config.dataset.now;
  let skew = Date.parse(lastAt) - Date.now();
  yingbin.now = () => Date.now() + skew;
  const time = (ms, seconds) => new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, timeZone: "Asia/Shanghai" });

  // ── regions ──
  const regions = () => [...document.querySelectorAll("[data-live][id]")];
  const topicsOf = (region) => region.dataset.live.split(/\s+/).filter(Boolean);
  const wanted = () => [...new Set(regions().flatMap(topicsOf))].sort();
  const busy = new Map(); // id → whether it must be fetched once more
  const last = new Map(); // id → what was fetched last, to leave alone what has not changed
  const stale = new Set();

  const touched = new WeakSet();
  document.addEventListener("input", (event) => { const form = event.target.closest("form"); if (form) touched.add(form); });
  document.addEventListener("reset", (event) => { touched.delete(event.target); setTimeout(freshen); });
  const dirty = (form) => touched.has(form) || Boolean(yingbin.isDirty?.(form) && form.matches(":not([data-nodraft])"));
  const held = (region) =>
    [...region.querySelectorAll("form")].some(dirty) || region.querySelectorAll("form[data-sending]").length > 0 ||
    Boolean(region.querySelector("dialog[open], .modal.show, .offcanvas.show, .dropdown-menu.show, [data-live-hold]"));

  function markStale(region) {
    stale.add(region.id);
    if (document.querySelector(`[data-stale="${CSS.escape(region.id)}"]`)) return;
    const strip = document.createElement("div");
    strip.className = "msg is-info live-stale";
    strip.dataset.stale = region.id;
    strip.setAttribute("role", "status");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: config.dataset.refresh });
    button.addEventListener("click", () => refresh(document.getElementById(region.id), true));
    strip.append(Object.assign(document.createElement("b"), { textContent: "i" }), Object.assign(document.createElement("span"), { textContent: config.dataset.changed }), button);
    const table = region.closest("table");
    if (table || region.matches("ul, ol")) (table || region).before(strip); else region.prepend(strip);
  }

  function freshen() {
    stale.forEach((id) => { const region = document.getElementById(id); if (!region) stale.delete(id); else if (!held(region)) refresh(region); });
  }
  ["close", "hidden.bs.modal", "hidden.bs.dropdown", "hidden.bs.offcanvas", "htmx:afterRequest"].forEach((name) =>
    document.addEventListener(name, () => setTimeout(freshen), true));

  let acted = 0;
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.requestConfig?.verb !== "get") acted = performance.now(); });

  const bare = (text) => text.replace(/(csrfmiddlewaretoken"? value=")[^"]*/g, "$1");

  async function refresh(region, force = false) {
    if (!region) return;
    const { id } = region;
    if (!force && held(region)) { markStale(region); return; }
    if (busy.has(id)) { busy.set(id, true); return; }
    busy.set(id, false);
    const began = performance.now();
    try {
      const answer = await fetch(region.dataset.liveUrl || location.pathname + location.search, {
        headers: { "HX-Request": "true", "HX-Target": id, "HX-Current-URL": location.href, "X-Idle-Seconds": String(yingbin.idleSeconds?.() ?? "") },
        signal: AbortSignal.timeout(PATIENCE),
      });
      const elsewhere = answer.headers.get("HX-Redirect");
      if (elsewhere) { leave(elsewhere); return; }
      if (!answer.ok) throw new Error(`answer ${answer.status}`);
      const text = await answer.text();
      // Asked before an act of this page was answered: the answer may be older than what is shown.
      if (acted > began) { busy.set(id, true); return; }
      put(document.getElementById(id), text, force);
      fresh();
    } catch { /* the next nudge or poll asks again */ } finally {
      const again = busy.get(id);
      busy.delete(id);
      if (again) refresh(document.getElementById(id));
    }
  }

  function put(region, text, force) {
    if (!region) return;
    if (!force && held(region)) { markStale(region); return; }
    const { id } = region;
    if (!stale.has(id) && last.get(id) === bare(text)) return;
    last.set(id, bare(text));
    stale.delete(id);
    document.querySelectorAll(`[data-stale="${CSS.escape(id)}"]`).forEach((strip) => strip.remove());
    const back = remember(region);
    htmx.swap(region, text, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 }, { select: `#${CSS.escape(id)}` });
    const now = document.getElementById(id);
    if (!now) return;
    back(now);
    listen();
    now.dispatchEvent(new CustomEvent("live:refreshed", { bubbles: true }));
  }

  // What is below the first screen comes when the page stands.
  document.querySelectorAll("[data-live-first][id]").forEach((region) => refresh(region));

  // Focus, selection, open details and scrolled parts stay where they were, by id.
  function remember(region) {
    const active = region.contains(document.activeElement) ? document.activeElement : null;
    const home = active?.closest("[id]");
    const nth = active && home !== active ? [...home.querySelectorAll(FOCUSABLE)].indexOf(active) : -1;
    const row = region.querySelector("[data-row][aria-selected='true'][id], [data-row][aria-current='true'][id]")?.id;
    const open = [...region.querySelectorAll("details[open][id]")].map((each) => each.id);
    const scrolled = [region, ...region.querySelectorAll("[id]")].filter((each) => each.scrollTop || each.scrollLeft).map((each) => [each.id, each.scrollTop, each.scrollLeft]);
    return (now) => {
      open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      scrolled.forEach(([id, top, left]) => document.getElementById(id)?.scrollTo(left, top));
      const selected = row && document.getElementById(row);
      if (selected) {
        now.querySelectorAll("[data-row][tabindex='0']").forEach((each) => { each.tabIndex = -1; });
        selected.setAttribute(selected.matches("a, li") ? "aria-current" : "aria-selected", "true");
        selected.tabIndex = 0;
      }
      if (!home || now.contains(document.activeElement)) return;
      const place = document.getElementById(home.id);
      const target = nth < 0 ? place : place?.querySelectorAll(FOCUSABLE)[nth] || place?.closest("[tabindex]");
      target?.focus({ preventScroll: true });
    };
  }
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, [tabindex]";

  // ── nudges ──
  const seen = new Map(); // "entry topic", so that what is replayed is not fetched twice
  const waiting = new Set();
  let timer = 0;

  function nudged(message) {
    const topics = message.topics.filter((topic) => !(message.replayed && seen.has(`${message.entry} ${topic}`)));
    message.topics.forEach((topic) => seen.set(`${message.entry} ${topic}`, 1));
    while (seen.size > 2000) seen.delete(seen.keys().next().value);
    if (!topics.length) return;
    topics.forEach((topic) => waiting.add(topic));
    clearTimeout(timer);
    timer = setTimeout(() => {
      refreshAll((region) => topicsOf(region).some((topic) => waiting.has(topic)));
      waiting.clear();
    }, DEBOUNCE);
    document.dispatchEvent(new CustomEvent("live:nudge", { detail: { topics, entry: message.entry, at: message.at } }));
  }

  function refreshAll(which = () => true) {
    const all = regions().filter(which);
    all.filter((region) => !all.some((outer) => outer !== region && outer.contains(region))).forEach((region) => refresh(region));
  }

  // ── the line ──
  let socket = null, up = false, heard = 0, tries = 0, retry = 0, ended = false, listening = "", refused = new Set();

  function connect() {
    clearTimeout(retry);
    if (ended || socket) return;
    const line = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${config.dataset.socket}`);
    socket = line;
    heard = performance.now();
    line.onmessage = (event) => { if (socket === line) hear(JSON.parse(event.data)); };
    line.onclose = (event) => { if (socket === line) drop(event.code); };
  }

  function hear(message) {
    heard = performance.now();
    if (message.type === "welcome") { tries = 0; listening = ""; refused = new Set(); listen(); }
    if (message.type === "subscribed") { setUp(true); fresh(); }
    if (message.type === "nudge") nudged(message);
    if (message.type === "refused") message.topics.forEach((topic) => refused.add(topic));
    if (message.type === "resync") refreshAll();
    if (message.type === "beat") fresh();
    if (message.type !== "nudge") { lastAt = message.at; skew = Date.parse(message.at) - Date.now(); }
  }

  // Says which topics this page shows; `since` has what was missed sent again.
  function listen() {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const topics = wanted();
    if (topics.join(" ") === listening) return;
    listening = topics.join(" ");
    socket.send(JSON.stringify({ subscribe: topics, since: lastAt }));
  }

  function drop(code) {
    socket?.close();
    socket = null;
    setUp(false);
    if (code === SIGNED_OUT) { ended = true; signedOut(); return; }
    if (code === LOCKED) { ended = true; leave(document.body.dataset.unlockUrl ? `${document.body.dataset.unlockUrl}?next=${here()}` : location.href); return; }
    const wait = Math.min(20000, 400 * 2 ** tries++) * (0.5 + Math.random());
    retry = setTimeout(connect, wait);
  }

  setInterval(() => { if (socket && performance.now() - heard > DEAD) drop(0); }, 5000);
  addEventListener("online", () => { tries = 0; connect(); });
  addEventListener("offline", () => { if (socket) drop(0); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !socket) { tries = 0; connect(); } });
  addEventListener("pagehide", () => { ended = true; socket?.close(); });
  document.addEventListener("htmx:afterSettle", listen);

  setInterval(() => {
    if (ended) return;
    if (!up) refreshAll();
    else if (refused.size) refreshAll((region) => topicsOf(region).some((topic) => refused.has(topic)));
  }, POLL);

  // ── how fresh this is ──
  let freshAt = Date.parse(lastAt), stripTimer = 0;
  const strip = document.createElement("div");
  strip.className = "msg is-info live-strip";
  strip.setAttribute("role", "status");
  strip.append(Object.assign(document.createElement("b"), { textContent: "i" }), document.createElement("span"));

  function fresh() {
    freshAt = yingbin.now();
    show();
  }

  function setUp(now) {
    if (now === up) return;
    up = now;
    document.documentElement.dataset.line = up ? "up" : "down";
    clearTimeout(stripTimer);
    // A blink of the line is not worth a word.
    if (up) show(); else stripTimer = setTimeout(show, STRIP_AFTER);
    document.dispatchEvent(new CustomEvent("live:state", { detail: { up } }));
  }

  function show() {
    document.querySelectorAll("[data-fresh]").forEach((each) => { if (each !== config) each.textContent = (up ? config.dataset.fresh : config.dataset.since).replace("{time}", time(freshAt, true)); });
    if (up || ended) { if (!ended) strip.remove(); return; }
    strip.lastChild.textContent = config.dataset.lost.replace("{time}", time(freshAt));
    if (!strip.isConnected) document.getElementById("main")?.prepend(strip);
  }

  // ── the door and the lock ──
  const here = () => encodeURIComponent(location.pathname + location.search);
  const open = () => [...document.querySelectorAll("form")].some(dirty);

  function leave(path) {
    if (document.documentElement.classList.contains("blanked")) return;
    yingbin.putAside?.();
    location.assign(path);
  }

  function signedOut() {
    const door = `${config.dataset.signIn}?expired=1&next=${here()}`;
    if (!open()) { leave(door); return; }
    const link = Object.assign(document.createElement("a"), { href: door, textContent: config.dataset.again });
    strip.lastChild.textContent = config.dataset.signedOut;
    strip.append(link);
    document.getElementById("main")?.prepend(strip);
  }

  yingbin.refresh = (id) => refresh(document.getElementById(id), true);
  stripTimer = setTimeout(show, STRIP_AFTER);
  connect();
})();
