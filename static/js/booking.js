// The reservation form: the departure follows the arrival, and a guest on file brings the type they
// usually take, until somebody chooses.
(() => {
  const form = document.getElementById("booking");
  if (!form) return;
  const { arrival, departure } = form.elements;
  const DAY = 86400000;

  arrival?.addEventListener("input", () => {
    const first = Date.parse(arrival.value);
    if (Number.isNaN(first) || (departure.value && Date.parse(departure.value) > first)) return;
    departure.value = new Date(first + DAY).toISOString().slice(0, 10);
    departure.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "known" || form.querySelector("[name=room_type]:checked")) return;
    const prefers = event.detail.target.querySelector("[data-prefers]")?.dataset.prefers;
    const type = prefers && form.querySelector(`[name=room_type][value="${CSS.escape(prefers)}"]`);
    if (type) type.checked = true;
  });
})();
