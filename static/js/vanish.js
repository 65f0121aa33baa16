// A number shown in full leaves the page by itself: [data-vanish="30"] is emptied after 30 seconds,
// and at once when the page is left or hidden, so that it stands on no screen nobody looks at.
(() => {
  const clear = (element) => { element.textContent = "••••"; delete element.dataset.vanish; };
  const start = (root) => root.querySelectorAll("[data-vanish]").forEach((element) => {
    setTimeout(() => clear(element), Number(element.dataset.vanish) * 1000);
  });
  start(document);
  document.addEventListener("htmx:afterSettle", (event) => start(event.detail.elt.parentElement || document));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) document.querySelectorAll("[data-vanish]").forEach(clear);
  });
})();
