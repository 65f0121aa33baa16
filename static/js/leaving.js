// The check-out page: the primary button is never grey, it leads to the first thing still to do;
// and the panel ticks what has been asked and handed back, as it is typed.
(() => {
  const form = document.getElementById("leave-form");
  if (!form) return;
  const open = (id) => document.getElementById(id)?.classList.add("open");
  const waiving = () => document.getElementById("waive-charges")?.classList.contains("open");

  function firstProblem() {
    const places = [...document.querySelectorAll("[data-problem]")].map((each) => each.dataset.problem);
    return places.filter((place) => !(place === "due-act" && waiving())).map((place) => document.getElementById(place)).find(Boolean);
  }

  // Led there once and pressed again, the clerk is believed: the house answers.
  let led = null;
  document.querySelector("[data-leave]")?.addEventListener("click", (event) => {
    const place = firstProblem();
    if (!place || place.id === led) return;
    led = place.id;
    event.preventDefault();
    place.focus();
    place.scrollIntoView({ block: "center" });
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-open]");
    if (!button) return;
    open(button.dataset.open);
    document.getElementById(button.dataset.open)?.querySelector("input")?.focus();
  });

  const asked = {
    belongings: () => form.elements.belongings?.checked,
    keys: (item) => form.elements.keys_returned?.value === item.dataset.out,
    slip: () => form.elements.slip?.value === "returned",
    rating: () => Boolean(form.elements.rating?.value),
  };
  function tick() {
    document.querySelectorAll("[data-tick]").forEach((item) => {
      const chip = item.querySelector(".chip");
      const done = asked[item.dataset.tick](item);
      chip.classList.toggle("is-ok", Boolean(done));
      chip.querySelector("b").textContent = done ? "✓" : "○";
    });
  }
  form.addEventListener("input", tick);
  form.addEventListener("change", tick);
  tick();
})();
