// The notice form: the level follows the source until somebody chooses one; a guest in the lobby is
// here now; the departure follows the arrival until somebody sets it.
(() => {
  const form = document.getElementById("notice");
  if (!form) return;
  const level = form.elements.level;
  const arrival = form.elements.arrival_at;
  const departure = form.elements.departure_at;
  let chosen = !form.hasAttribute("data-new");
  let leaves = Boolean(departure.value);

  // A moment on the hotel's clock as the browser's control writes it.
  const local = (ms) => new Date(ms).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 16).replace(" ", "T");
  const now = () => window.yingbin?.now?.() ?? Date.now();

  function follow(radio) {
    if (!chosen) level.value = radio.dataset.default;
    if (radio.hasAttribute("data-walk-in") && !arrival.value) { arrival.value = local(now()); leave(); }
  }

  function leave() {
    if (leaves || !arrival.value) return;
    const next = new Date(`${arrival.value.slice(0, 10)}T12:00:00Z`).getTime() + 86400000;
    departure.value = `${new Date(next).toISOString().slice(0, 10)}T12:00`;
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "source") follow(event.target);
    if (event.target === level) chosen = true;
    if (event.target === departure) leaves = true;
    if (event.target === arrival) leave();
  });
  if (form.hasAttribute("data-new")) form.querySelector("[name=source]:checked")?.focus();
})();
