// The group's check-in: one box ticks all that are ready, the button says how many rooms it lets in.
(() => {
  const form = document.querySelector("[data-group]");
  if (!form) return;
  const all = form.querySelector("[data-all]");
  const boxes = [...form.querySelectorAll("[name$='-go']:not(:disabled)")];
  const ready = boxes.filter((box) => "ready" in box.dataset);
  const said = form.querySelector("[data-count]");

  function look() {
    const ticked = boxes.filter((box) => box.checked).length;
    if (said) said.textContent = `${ticked} / ${boxes.length}`;
    if (all) {
      all.checked = ready.length > 0 && ready.every((box) => box.checked);
      all.indeterminate = ticked > 0 && !all.checked;
    }
  }
  all?.addEventListener("change", () => {
    ready.forEach((box) => (box.checked = all.checked));
    look();
  });
  form.addEventListener("change", (event) => event.target !== all && look());
  look();
})();
