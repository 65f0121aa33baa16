// A department's board: acts in one tap with an undo, the panel beside the list, the board's keys.
// Without this script every button is a plain form and every link a page.
(() => {
  const yingbin = (window.yingbin = window.yingbin || {});
  const panel = document.getElementById("panel");
  const words = document.getElementById("acts")?.dataset || {};
  const onBoard = () => document.getElementById("board");
  const UNDO_MS = 6000;
  const MINUTE = 60000;

  // ── acts ──
  function toast(body) {
    const region = document.getElementById("toasts");
    if (!region) return;
    const note = document.createElement("div");
    note.className = "toast-x";
    note.append(Object.assign(document.createElement("span"), { textContent: `✓ ${body.said}` }));
    if (body.undo) {
      const undo = Object.assign(document.createElement("button"), { type: "button", textContent: words.undo });
      undo.addEventListener("click", () => { note.remove(); send(body.undo, body.item); });
      note.append(undo);
    }
    region.append(note);
    setTimeout(() => note.remove(), UNDO_MS);
  }

  async function send(path, item, button) {
    const row = document.getElementById(`item-${item}`);
    if (row?.getAttribute("aria-busy") === "true") return;
    row?.setAttribute("aria-busy", "true");
    if (button) button.disabled = true;
    const { kind, body } = await yingbin.act(path);
    row?.removeAttribute("aria-busy");
    if (button) button.disabled = false;
    if (kind === "ok") { toast(body); close(); } 
    if (kind === "refused") yingbin.toast?.(body.refused || document.body.dataset.failed, "bad");
    if (kind === "offline" || kind === "sign-in") yingbin.queue.add(path, item);
    if (kind === "sign-in") { location.assign(body.door); return; }
    if (kind === "refused" && body.panel) open(`${body.panel}?for=finish`);
    if (kind !== "offline") look();
  }

  function look() {
    if (onBoard()) yingbin.refresh?.("board");
    else open(location.pathname);
  }
  // What is being typed about an item outlives the news that an earlier act was sent.
  document.addEventListener("queue:sent", () => { if (onBoard() || !document.getElementById("item-form")) look(); });

  // Before everybody else: these two forms are only carriers, their buttons say where to.
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!["acts", "panel-acts"].includes(form.id) || !submitter?.formAction) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const item = submitter.closest("[data-item]")?.dataset.item;
    send(new URL(submitter.formAction).pathname, item, submitter);
  }, true);

  document.addEventListener("work:acted", (event) => {
    toast(event.detail);
    if (!onBoard()) return;
    panel.dataset.closing = "1";
    yingbin.refresh?.("board");
  });

  // ── the panel ──
  let opener = "";
  function open(path) {
    if (!panel) { location.assign(path); return; }
    htmx.ajax("GET", path, { target: "#panel", swap: "innerHTML" });
  }
  function close() {
    if (!onBoard() || !panel?.firstElementChild) return;
    panel.replaceChildren();
    document.getElementById(opener)?.focus({ preventScroll: true });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel]");
    if (event.target.closest("[data-print]")) { print(); return; }
    if (event.target.closest("#panel [data-close]")) { close(); return; }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    opener = link.closest("[data-row]")?.id || opener;
    open(link.getAttribute("href"));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr } = event.detail;
    if (target?.id !== "panel") return;
    const page = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/html");
    if (xhr.status === 403 && page) Object.assign(event.detail, { shouldSwap: true, isError: false });
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "panel") return;
    if (panel.dataset.closing) { delete panel.dataset.closing; close(); return; }
    const first = panel.querySelector(".is-invalid, .answers:has(+ .invalid-feedback) input, .point.is-wrong .wrong input, #item-form :is(input:not([type=hidden]), textarea, select)");
    (first || panel.querySelector("h2"))?.focus({ preventScroll: true });
  });

  // ── keys of the selected row that have no button on it ──
  const PURPOSES = { p: "assign", h: "hold", d: "finish" };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
    const row = document.querySelector(".task[aria-selected='true']");
    const purpose = PURPOSES[event.key.toLowerCase()];
    const path = row?.querySelector("[data-primary]")?.getAttribute("href");
    if (!purpose || !path || row.dataset.touch !== "1") return;
    event.preventDefault();
    opener = row.id;
    if (purpose === "finish" && row.dataset.once) send(`${path}finish/`, row.dataset.item);
    else open(`${path}?for=${purpose}`);
  });

  // What is late becomes late by the clock, not by anybody's act.
  setInterval(() => { if (!document.hidden && onBoard()) yingbin.refresh?.("board"); }, MINUTE);
})();
