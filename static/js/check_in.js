// The check-in form: what a document number says is filled in, under-18s are asked for a guardian,
// the list beside the form ticks itself off, Alt+1…7 goes to a step. Without it the form works too.
(() => {
  const form = document.querySelector("form.checkin");
  if (!form) return;
  form.classList.add("watched");
  const ADULT = 18;

  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const years = (text) => {
    const born = new Date(`${text}T00:00:00`);
    if (Number.isNaN(born.getTime())) return null;
    const now = new Date(window.yingbin?.now?.() ?? Date.now());
    const before = now.getMonth() < born.getMonth() || (now.getMonth() === born.getMonth() && now.getDate() < born.getDate());
    return now.getFullYear() - born.getFullYear() - (before ? 1 : 0);
  };
  const bornBy = (row) => {
    const typed = field(row, "birth_date")?.value;
    if (typed) return typed;
    const match = /^\d{6}(\d{4})(\d\d)(\d\d)\d{3}[\dXx]$/.exec(field(row, "number")?.value.trim() || "");
    return match ? `${match[1]}-${match[2]}-${match[3]}` : "";
  };

  const shown = (row) => {
    const chosen = row.querySelector("[name$='-document']:checked");
    return (chosen && chosen.value !== "new") || Boolean(field(row, "number")?.value.trim());
  };
  const absent = (row) => row.querySelector("[name$='-absent']")?.checked;
  const value = (name) => form.elements[name]?.value?.trim?.() ?? "";
  const checks = {
    room: () => Boolean(form.querySelector("[name=room]:checked[data-ready='1']")),
    persons: () => [...form.querySelectorAll("[data-person]")].filter((row) => !row.closest(".spare:not([open])") && !absent(row)).every(shown),
    deposit: () => Boolean(Number(value("deposit")) || value("waive_reason")),
    signed: () => Boolean(form.elements.signed?.checked),
    keys: () => Number(value("keys")) > 0,
  };

  function look() {
    form.querySelectorAll("[data-person]").forEach((row) => {
      const age = years(bornBy(row));
      row.toggleAttribute("data-minor", age !== null && age < ADULT);
    });
    form.querySelectorAll("[data-check]").forEach((item) => {
      const done = checks[item.dataset.check]?.();
      const chip = item.querySelector(".chip");
      chip.classList.toggle("is-ok", Boolean(done));
      chip.firstElementChild.textContent = done ? "✓" : "○";
    });
  }

  // What the number says about its holder, where nobody has typed it.
  document.addEventListener("htmx:afterSettle", (event) => {
    const said = event.detail.elt.querySelector?.("[data-says]");
    if (said) {
      const row = document.getElementById(`${said.dataset.says}-row`);
      const sex = field(row, "sex"), born = field(row, "birth_date");
      if (said.dataset.sex && !sex.value) sex.value = said.dataset.sex;
      if (said.dataset.birth && !born.value) born.value = said.dataset.birth;
    }
    look();
  });
  ["input", "change"].forEach((name) => form.addEventListener(name, look));
  form.addEventListener("toggle", look, true);
  // Enter in a search box looks; it does not send the form.
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.type === "search") event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    const step = event.altKey && /^Digit([1-7])$/.exec(event.code);
    const link = step && form.querySelectorAll(".steps a")[Number(step[1]) - 1];
    if (!link) return;
    event.preventDefault();
    const section = document.querySelector(link.getAttribute("href"));
    section?.scrollIntoView({ block: "start" });
    section?.querySelector("input:not([type=hidden]), select")?.focus({ preventScroll: true });
  });
  look();
})();
