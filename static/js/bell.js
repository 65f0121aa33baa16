// The bell: new notices are shown, heard (if the reader wants it, after a first touch) and counted in
// the title. An alarm rings again until it is seen. One tab rings for all tabs of this browser.
(() => {
  const AGAIN = 12000, STAY = 12000;
  const bell = () => document.getElementById("bell");
  if (!bell()) return;
  const key = (name) => `yb-bell-${name}-${bell().dataset.user}`;

  // ── the sound, made here: two soft notes, three for an alarm ──
  let audio = null;
  const wake = () => {
    audio = audio || new AudioContext();
    if (audio.state === "suspended") audio.resume();
  };
  ["pointerdown", "keydown"].forEach((name) => addEventListener(name, wake, { capture: true, passive: true }));

  function note(frequency, start, length) {
    const tone = audio.createOscillator(), volume = audio.createGain();
    tone.type = "sine";
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + length);
  }

  function chime(alarm) {
    document.dispatchEvent(new CustomEvent("bell:rang", { detail: { alarm } }));
    if (!audio || audio.state !== "running") return;
    const now = audio.currentTime;
    (alarm ? [988, 784, 988] : [784, 1047]).forEach((frequency, at) => note(frequency, now + at * 0.17, 0.42));
  }

  // The first tab to note it rings; the others find that it has been rung.
  function claim(name, value, worth) {
    const before = Number(localStorage.getItem(key(name)) || 0);
    if (!worth(before)) return false;
    localStorage.setItem(key(name), String(value));
    return true;
  }

  function ring(alarm) {
    if (!("rings" in bell().dataset)) return;
    chime(alarm);
    localStorage.setItem(key("alarm"), String(Date.now()));
  }

  setInterval(() => {
    if (!bell() || !Number(bell().dataset.alarms)) return;
    const now = Date.now();
    if (claim("alarm", now, (before) => now - before >= AGAIN)) ring(true);
  }, 3000);

  // ── on the screen ──
  const box = document.createElement("ol");
  box.id = "news-toasts";
  box.setAttribute("aria-live", "assertive");
  document.body.append(box);
  box.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest("li").remove());

  function show(item) {
    const card = item.cloneNode(true);
    box.prepend(card);
    htmx.process(card);
    while (box.children.length > 3) box.lastChild.remove();
    if (item.dataset.level !== "alarm") setTimeout(() => card.remove(), STAY);
  }

  function tell(item) {
    if (!("Notification" in window) || Notification.permission !== "granted" || !document.hidden) return;
    // Only the discreet words leave the page: others can read this screen.
    const notice = new Notification(item.dataset.discreet, { tag: `yb-${item.dataset.id}`, requireInteraction: item.dataset.level === "alarm" });
    notice.onclick = () => { window.focus(); notice.close(); };
  }

  function count() {
    const unseen = Number(bell()?.dataset.count || 0);
    const title = document.title.replace(/^\(\d+\+?\) /, "");
    document.title = unseen ? `(${unseen > 99 ? "99+" : unseen}) ${title}` : title;
  }

  let shown = Number(bell().dataset.newest);
  function look() {
    if (!bell()) return;
    const items = [...bell().querySelectorAll("li[data-id]")];
    const fresh = items.filter((item) => Number(item.dataset.id) > shown).reverse();
    const newest = Number(bell().dataset.newest);
    shown = Math.max(shown, newest);
    count();
    const open = new Set(items.map((item) => item.dataset.id));
    box.querySelectorAll("li.alarm").forEach((card) => { if (!open.has(card.dataset.id)) card.remove(); });
    if (!fresh.length) return;
    // The inbox shows them itself.
    if (!document.getElementById("inbox")) fresh.forEach(show);
    if (!claim("rung", newest, (before) => newest > before)) return;
    fresh.forEach(tell);
    ring(fresh.some((item) => item.dataset.level === "alarm"));
  }

  document.addEventListener("live:refreshed", (event) => { if (event.target.id === "bell") look(); });
  count();
})();
