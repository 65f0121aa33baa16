// Keyboard first. An element with data-key="n" is pressed (or, if a field, focused) by that key.
// In [data-rows] the arrows move over [data-row]; a key looks in the selected row first, then in the
// open panel, then on the page. Single keys are off inside fields and while Chinese is being composed.
(() => {
  const FIELD = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
  const help = document.getElementById("keyhelp");

  const rowsOf = (holder) => [...holder.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  const holder = () => document.activeElement?.closest("[data-rows]") || document.querySelector("[data-rows]");
  // A link or a list's line is current, a row is selected: only rows may say that they are selected.
  const CHOSEN = "[data-row][aria-selected='true'], [data-row][aria-current='true']";
  const mark = (row, on) => {
    if (!row.matches("a, li")) row.setAttribute("aria-selected", String(on));
    else if (on) row.setAttribute("aria-current", "true"); else row.removeAttribute("aria-current");
  };
  const selected = () => holder()?.querySelector(CHOSEN);

  function select(row) {
    row.closest("[data-rows]").querySelectorAll(CHOSEN).forEach((each) => {
      mark(each, false);
      each.tabIndex = -1;
    });
    mark(row, true);
    row.tabIndex = 0;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    row.dispatchEvent(new CustomEvent("row:selected", { bubbles: true }));
  }

  function move(step) {
    const where = holder();
    if (!where) return false;
    const rows = rowsOf(where);
    if (!rows.length) return false;
    const at = rows.indexOf(selected());
    select(rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step))]);
    return true;
  }

  function press(key) {
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    const row = selected();
    // A key never acts on another row than the one selected: that would be another guest.
    const ours = (each) => !row || !each.closest("[data-row]") || row.contains(each);
    const places = [row, document.querySelector(".panel"), document];
    const target = places.map((place) => place && [...place.querySelectorAll(wanted)].find((each) => each.offsetParent && !each.disabled && ours(each))).find(Boolean);
    if (!target) return false;
    if (target.matches(FIELD)) target.focus(); else target.click();
    return true;
  }

  function open() {
    const row = selected();
    if (!row || document.activeElement !== row) return press("Enter");
    const primary = ["[data-primary]", "[data-key='Enter']", "a[href]"].map((kind) => row.querySelector(kind)).find(Boolean);
    if (primary) { primary.click(); return true; }
    return press("Enter");
  }

  function showHelp() {
    const list = help.querySelector("[data-page-keys]");
    list.replaceChildren();
    document.querySelectorAll(".keys > span").forEach((each) => {
      const keys = [...each.querySelectorAll("kbd")];
      if (!keys.length || keys[0].textContent === "?") return;
      const term = document.createElement("dt");
      keys.forEach((key) => term.append(key.cloneNode(true), " "));
      const text = [...each.childNodes].filter((node) => !node.matches?.("kbd")).map((node) => node.textContent).join("").trim();
      list.append(term, Object.assign(document.createElement("dd"), { textContent: text }));
    });
    help.showModal();
  }

  function close() {
    if (help?.open) { help.close(); return true; }
    if (document.activeElement?.matches(FIELD)) { document.activeElement.blur(); return true; }
    const button = document.querySelector("a[data-close], button[data-close]");
    if (button) { button.click(); return true; }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (event.altKey && !event.ctrlKey && event.code === "KeyL") {
      event.preventDefault();
      document.querySelector("[data-lock-now]")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { if (close()) event.preventDefault(); return; }
    if (event.target.matches(FIELD) || document.querySelector("dialog[open]")) return;
    if (event.target.closest("[role=menu], .dropdown-menu")) return;
    const onControl = event.target.matches("a[href], button, summary, input");
    const done = {
      "/": () => { const find = document.getElementById("q"); if (!find?.offsetParent) return false; find.focus(); find.select(); return true; },
      "?": () => { showHelp(); return true; },
      ArrowDown: () => move(1) || press("ArrowDown"),
      ArrowUp: () => move(-1) || press("ArrowUp"),
      Enter: () => !onControl && open(),
    }[event.key] || (() => press(event.key.length === 1 ? event.key.toLowerCase() : event.key));
    if (done()) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && row.closest("[data-rows]") && !row.matches(CHOSEN) && !event.target.closest("a, button, input, select, textarea, label")) select(row);
  });
})();
