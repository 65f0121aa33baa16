// The room shown in the panel is the one marked in the list, however it was chosen.
(() => {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const chosen = event.detail.elt.closest("#rooms [data-row]");
    if (!chosen) return;
    document.querySelectorAll("#rooms [data-row][aria-current]").forEach((row) => row.removeAttribute("aria-current"));
    chosen.setAttribute("aria-current", "true");
  });
})();
