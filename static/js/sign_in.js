// The door: show the password while it is typed, warn of Caps Lock.
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show-password]");
    if (!button) return;
    const field = document.getElementById(button.dataset.showPassword);
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    button.querySelector(".bi").className = `bi bi-${shown ? "eye" : "eye-slash"}`;
    field.focus();
  });
  // The number is usually right: after a refusal the password is typed again.
  if (document.querySelector("form .msg.is-bad") && document.getElementById("id_username")?.value) document.getElementById("id_password").focus();
  const hint = document.querySelector("[data-caps]");
  if (hint) addEventListener("keydown", (event) => { hint.hidden = !event.getModifierState?.("CapsLock"); });
})();
