// Change as the cash is typed in 唱收唱付: what was handed over less the amount, in whole fen.
(() => {
  const fen = (field) => (field && field.value ? Math.round(Number(field.value) * 100) : NaN);
  const show = (form) => {
    const place = form.querySelector("[data-change]");
    if (!place) return;
    const back = fen(form.elements.tendered) - fen(form.elements.amount);
    place.textContent = Number.isNaN(back) || back < 0 ? "—" : `¥ ${(back / 100).toFixed(2)}`;
  };
  const all = (root) => root.querySelectorAll("form.till").forEach(show);
  document.addEventListener("input", (event) => { const form = event.target.closest("form.till"); if (form) show(form); });
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
  all(document);
})();
