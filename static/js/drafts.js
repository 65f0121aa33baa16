// What somebody typed is not lost when the session ends, the desk locks or a form is refused.
// Fields of changed forms are put aside in this tab when its page goes away, under person and path.
// They come back only after a sign-in, an unlock or a refused form; any other page forgets them.
// Passwords, files, document numbers and fields marked data-private are never put aside.
(() => {
  const PREFIX = "yb-draft:";
  const KEEP_MS = 60 * 60 * 1000;
  const NEVER = /(^|[-_])((id|document|passport)[-_]?(number|no)|secret|password|csrfmiddlewaretoken)$/i;

  const reader = () => document.body.dataset.user || "";
  const here = () => location.pathname + location.search;
  const keyOf = (path) => `${PREFIX}${reader()}:${path}`;
  const formKey = (form) => form.id || form.getAttribute("action") || form.getAttribute("hx-post") || "form";

  const forms = (root = document) =>
    [...(root.querySelectorAll ? root.querySelectorAll("form") : [])]
      .concat(root.matches && root.matches("form") ? [root] : [])
      .filter((form) => !form.hasAttribute("data-nodraft") && (form.method === "post" || form.hasAttribute("hx-post")));

  const keeps = (field) =>
    field.name && !NEVER.test(field.name) && !field.disabled && !field.closest("[data-private]") &&
    !["password", "file", "submit", "button", "reset"].includes(field.type);

  const changed = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.options) {
      // Where no option is marked the browser shows the first one: nobody has chosen it.
      const marked = [...field.options].some((option) => option.defaultSelected);
      return marked || field.multiple ? [...field.options].some((option) => option.selected !== option.defaultSelected) : field.selectedIndex > 0;
    }
    return field.type !== "hidden" && field.value !== field.defaultValue;
  };

  const isDirty = (form) => form.dataset.touched === "1" || [...form.elements].some((field) => keeps(field) && changed(field));

  const valuesOf = (form) =>
    [...form.elements].filter(keeps).map((field) => {
      if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
      if (field.multiple && field.options) return [field.name, [...field.selectedOptions].map((option) => option.value)];
      return [field.name, field.value];
    });

  function putAside() {
    if (!reader() || document.body.dataset.page) return;
    const dirty = forms().filter(isDirty);
    if (!dirty.length) return;
    const draft = { at: Date.now(), kept: false, forms: Object.fromEntries(dirty.map((form) => [formKey(form), valuesOf(form)])) };
    try { sessionStorage.setItem(keyOf(here()), JSON.stringify(draft)); } catch { /* full or forbidden: nothing to be done */ }
  }

  function each(callback) {
    Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
      let draft = null;
      try { draft = JSON.parse(sessionStorage.getItem(key)); } catch { /* not ours any more */ }
      callback(key, draft);
    });
  }

  const forget = () => each((key) => sessionStorage.removeItem(key));

  // The door, the lock and a refused form: what was put aside a moment ago shall come back.
  const keepAll = () => each((key, draft) => {
    if (draft && Date.now() - draft.at < KEEP_MS) sessionStorage.setItem(key, JSON.stringify({ ...draft, kept: true }));
    else sessionStorage.removeItem(key);
  });

  const forgetStrangers = () => each((key, draft) => {
    const own = key.startsWith(`${PREFIX}${reader()}:`);
    if (!own || !draft || !draft.kept || Date.now() - draft.at > KEEP_MS) sessionStorage.removeItem(key);
  });

  function fill(form, values) {
    const fields = [...form.elements];
    values.forEach(([name, value, checked]) => {
      if (checked !== undefined) {
        fields.filter((field) => field.name === name && field.value === value).forEach((field) => { field.checked = checked; });
      } else if (Array.isArray(value)) {
        fields.filter((field) => field.name === name && field.options).forEach((field) => [...field.options].forEach((option) => { option.selected = value.includes(option.value); }));
      } else {
        const field = fields.find((each) => each.name === name && keeps(each) && !["checkbox", "radio"].includes(each.type));
        if (field) field.value = value;
      }
    });
    form.dataset.touched = "1";
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function bringBack(root = document) {
    if (!reader()) return;
    const key = keyOf(here());
    let draft = null;
    try { draft = JSON.parse(sessionStorage.getItem(key)); } catch { /* treated as none */ }
    if (!draft || !draft.kept) return;
    let found = false;
    forms(root).forEach((form) => {
      const values = draft.forms[formKey(form)];
      if (!values) return;
      fill(form, values);
      delete draft.forms[formKey(form)];
      found = true;
    });
    if (Object.keys(draft.forms).length) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
    if (!found) return;
    // shell.js, which says so, may load after this file.
    window.yingbin = Object.assign(window.yingbin || {}, { restored: true });
    document.dispatchEvent(new CustomEvent("drafts:restored"));
  }

  const page = document.body.dataset.page;
  if (page === "sign-in" ? document.body.dataset.expired : page === "unlock") keepAll();
  else if (page === "sign-in") forget();
  else if (document.querySelector("[data-restore-drafts='1']")) keepAll();
  else if (reader()) { forgetStrangers(); bringBack(); }

  addEventListener("pagehide", putAside);
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-forget-drafts")) { forget(); document.body.dataset.user = ""; }
    else putAside();
  });
  document.addEventListener("htmx:load", (event) => bringBack(event.detail.elt));
  // A form that was answered is no longer open; one that came back with errors is dirty by its values.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.elt.matches("form")) delete event.detail.elt.dataset.touched;
  });

  window.yingbin = Object.assign(window.yingbin || {}, { putAside, isDirty });
})();
