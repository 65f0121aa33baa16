// What every page shares: the clock, toasts, saving once, errors in words, who has been idle.
(() => {
  const body = document.body;
  const yingbin = (window.yingbin = window.yingbin || {});

  // A page that answers a POST stands on an address that only takes forms: show where the form lives.
  if (body.dataset.formPage) history.replaceState(null, "", body.dataset.formPage);

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-Idle-Seconds"] = String(yingbin.idleSeconds());
  });

  // ── clock ──
  const tick = () => {
    const text = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
    document.querySelectorAll("[data-clock]").forEach((each) => { if (each.textContent !== text) each.textContent = text; });
  };
  setInterval(tick, 1000);

  // ── toasts ──
  const region = document.getElementById("toasts");
  const fade = (toast) => setTimeout(() => toast.remove(), 6000);
  yingbin.toast = (text, kind = "") => {
    if (!region || !text) return;
    const toast = document.createElement("div");
    toast.className = `toast-x ${kind ? `is-${kind}` : ""}`;
    toast.append(Object.assign(document.createElement("span"), { textContent: text }));
    region.append(toast);
    fade(toast);
  };
  document.querySelectorAll("[data-toast]").forEach(fade);
  // Server side: `hotel.web.pages.toast(response, text)`.
  document.addEventListener("toast", (event) => yingbin.toast(event.detail.value || event.detail.text, event.detail.kind));
  const tellRestored = () => yingbin.toast(body.dataset.restored);
  if (yingbin.restored) tellRestored();
  document.addEventListener("drafts:restored", tellRestored);

  // ── a form is sent once ──
  const buttonsOf = (form) => [...form.querySelectorAll("[type=submit], button:not([type])")];
  const hold = (form, submitter) => {
    form.dataset.sending = "1";
    // After the browser has gathered the fields, or the pressed button's own value would be missing.
    setTimeout(() => buttonsOf(form).forEach((button) => {
      button.disabled = true;
      if (button !== submitter || !button.dataset.saving) return;
      button.dataset.label = button.innerHTML;
      button.textContent = ` ${button.dataset.saving}`;
      button.prepend(Object.assign(document.createElement("span"), { className: "spinner-border", ariaHidden: "true" }));
    }));
  };
  const release = (form) => {
    delete form.dataset.sending;
    setTimeout(() => buttonsOf(form).forEach((button) => {
      button.disabled = false;
      if (button.dataset.label) { button.innerHTML = button.dataset.label; delete button.dataset.label; }
    }));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" && !form.hasAttribute("hx-post")) return;
    if (form.dataset.sending) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    // Not before other listeners have had their say: one may still refuse.
    queueMicrotask(() => { if (!event.defaultPrevented || form.hasAttribute("hx-post")) hold(form, event.submitter); });
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form) release(form);
  });
  addEventListener("pageshow", (event) => {
    // Nothing of an earlier session comes back from the browser's memory.
    if (event.persisted) location.reload();
  });

  // ── htmx: errors in words, focus where it was ──
  document.addEventListener("htmx:responseError", (event) => {
    const answer = event.detail.xhr;
    const plain = (answer.getResponseHeader("Content-Type") || "").startsWith("text/plain");
    yingbin.toast(plain && answer.responseText ? answer.responseText.slice(0, 300) : body.dataset.failed, "bad");
  });
  ["htmx:sendError", "htmx:timeout"].forEach((name) =>
    document.addEventListener(name, () => yingbin.toast(body.dataset.failed, "bad")));
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) yingbin.putAside?.();
  });
  let focused = "";
  document.addEventListener("htmx:beforeSwap", () => { focused = document.activeElement?.closest("[id]")?.id || ""; });
  document.addEventListener("htmx:afterSettle", () => {
    if (!focused || (document.activeElement && document.activeElement !== body)) return;
    const again = document.getElementById(focused);
    if (again && again.tabIndex >= 0) again.focus({ preventScroll: true });
  });
  // What is wrong gets the focus, so that the clerk corrects it at once.
  document.querySelector(".is-invalid")?.focus();

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-back]")) history.back();
  });

  // ── browser notices, asked for on one's own page ──
  const notify = document.querySelector("[data-notify]");
  if (notify && "Notification" in window) {
    const show = () => {
      notify.hidden = false;
      notify.querySelector("[data-notify-ask]").hidden = Notification.permission !== "default";
      notify.querySelector("[data-notify-on]").hidden = Notification.permission !== "granted";
      notify.querySelector("[data-notify-off]").hidden = Notification.permission !== "denied";
    };
    notify.querySelector("[data-notify-ask]").addEventListener("click", () => Notification.requestPermission().then(show));
    show();
  }
})();
