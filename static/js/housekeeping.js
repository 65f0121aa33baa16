// Ticking rooms to hand them over: a floor's box ticks all its rooms, the bar counts them.
(() => {
  const boxes = (where) => [...where.querySelectorAll("input[name=rooms]:not(:disabled)")];
  function count() {
    const shown = document.querySelector("[data-chosen]");
    if (shown) shown.textContent = boxes(document).filter((box) => box.checked).length;
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-floor]")) boxes(event.target.closest(".fl-row")).forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches("[data-floor], [name=rooms]")) count();
  });
  document.addEventListener("live:refreshed", count);
  count();
})();
