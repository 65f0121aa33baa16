// The list of the house: a box that narrows it while typing, and keys that act on the selected line.
// [data-row-post] forms and [data-row-link] marks carry the addresses; the line carries its stay.
(() => {
  const box = document.querySelector("[data-quick-find]");
  const rows = () => [...document.querySelectorAll("[data-lodgers] [data-row]")];

  function narrow() {
    const wanted = box.value.trim().toLowerCase();
    let shown = 0;
    rows().forEach((row) => {
      const text = `${row.cells[0].textContent} ${row.cells[2].textContent}`.toLowerCase();
      row.hidden = Boolean(wanted) && !text.includes(wanted);
      if (!row.hidden) shown += 1;
    });
    const none = document.querySelector("[data-none]");
    if (none) none.hidden = shown > 0;
    const chosen = rows().find((row) => row.getAttribute("aria-selected") === "true");
    if (wanted && (!chosen || chosen.hidden)) choose(rows().find((row) => !row.hidden));
  }

  function choose(row) {
    if (!row) return;
    rows().forEach((each) => { each.setAttribute("aria-selected", String(each === row)); each.tabIndex = each === row ? 0 : -1; });
  }

  const selected = () => rows().find((row) => row.getAttribute("aria-selected") === "true" && !row.hidden);
  const at = (path, row) => path.replace("/0/", `/${row.dataset.stay}/`);

  function act(key) {
    const row = selected();
    if (!row) return false;
    const link = document.querySelector(`[data-row-link="${key}"]`);
    if (link) { location.assign(at(link.dataset.url, row)); return true; }
    const form = document.querySelector(`form[data-row-post="${key}"]`);
    if (!form) return false;
    form.action = at(row.hasAttribute(`data-${form.dataset.flag}`) ? form.dataset.off : form.dataset.on, row);
    form.elements.next.value = `${location.pathname}${location.search}#${row.id}`;
    form.requestSubmit();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === box && event.key === "Enter") {
      event.preventDefault();
      selected()?.querySelector("[data-primary]").click();
      return;
    }
    if (event.target === box && event.key === "ArrowDown") { event.preventDefault(); selected()?.focus(); return; }
    if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
    if (/^[a-z]$/i.test(event.key) && act(event.key.toLowerCase())) event.preventDefault();
  }, true);

  box?.addEventListener("input", narrow);
  document.addEventListener("live:refreshed", () => { if (box?.value) narrow(); });
  const row = location.hash.startsWith("#stay-") && document.getElementById(location.hash.slice(1));
  if (row) { choose(row); row.scrollIntoView({ block: "center" }); row.focus({ preventScroll: true }); }
})();
