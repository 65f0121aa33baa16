// The ring around the promise clock empties; Ctrl+Enter sends the form of a new complaint; opening a
// small form puts the cursor into its first field.
(() => {
  const now = () => window.yingbin?.now?.() ?? Date.now();

  function draw() {
    document.querySelectorAll("circle[data-until]").forEach((ring) => {
      const from = Date.parse(ring.dataset.from), until = Date.parse(ring.dataset.until);
      const left = Math.max(0, Math.min(1, (until - now()) / (until - from)));
      ring.setAttribute("stroke-dasharray", `${(left > 0 ? left * 100 : 100).toFixed(1)} 100`);
    });
  }
  setInterval(draw, 1000);
  document.addEventListener("live:refreshed", draw);
  draw();

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.target.closest("form")?.requestSubmit();
  });

  document.addEventListener("toggle", (event) => {
    if (!event.target.open || !event.target.closest(".act-forms")) return;
    event.target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }, true);
})();
