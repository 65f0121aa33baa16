// <time data-countdown="2026-11-21T15:30:00+08:00" role="timer" aria-live="off" aria-label="…">
// h:mm above an hour (once a minute), m:ss below (once a second), lateness in words, days beyond two.
// Ten minutes before, and when it is due, the label is said once to those who listen.
(() => {
  const config = document.getElementById("live");
  if (!config) return;
  const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR, SOON = 10 * MINUTE;
  const now = () => window.yingbin?.now?.() ?? Date.now();
  const two = (number) => String(number).padStart(2, "0");
  const said = new Map();

  function left(ms) {
    if (ms >= 2 * DAY) return config.dataset.days.replace("{d}", Math.floor(ms / DAY));
    if (ms >= HOUR) return `${Math.floor(ms / HOUR)}:${two(Math.floor((ms % HOUR) / MINUTE))}`;
    return `${Math.floor(ms / MINUTE)}:${two(Math.floor((ms % MINUTE) / 1000))}`;
  }

  function late(ms) {
    const minutes = Math.floor(ms / MINUTE);
    if (ms >= 2 * DAY) return config.dataset.lateDays.replace("{d}", Math.floor(ms / DAY));
    if (minutes >= 60) return config.dataset.lateHours.replace("{h}", Math.floor(minutes / 60)).replace("{m}", minutes % 60);
    return minutes ? config.dataset.lateMinutes.replace("{m}", minutes) : config.dataset.due;
  }

  const voice = document.createElement("p");
  voice.className = "live-say";
  voice.setAttribute("aria-live", "polite");
  document.body.append(voice);

  function crossing(each, ms) {
    const label = each.getAttribute("aria-label");
    if (!label) return;
    const stage = ms <= 0 ? 2 : ms <= SOON ? 1 : 0;
    const key = `${label} ${each.dataset.countdown}`;
    const before = said.get(key);
    said.set(key, stage);
    if (before === undefined || stage <= before) return;
    voice.textContent = `${label} · ${stage === 2 ? config.dataset.due : config.dataset.ten}`;
  }

  function tick() {
    const at = now();
    document.querySelectorAll("[data-countdown]").forEach((each) => {
      const ms = Date.parse(each.dataset.countdown) - at;
      if (Number.isNaN(ms)) return;
      const text = ms > 0 ? left(ms) : late(-ms);
      if (each.textContent !== text) each.textContent = text;
      each.classList.toggle("t-red", ms <= 0);
      each.classList.toggle("t-orange", ms > 0 && ms <= SOON);
      crossing(each, ms);
    });
  }
  setInterval(tick, 1000);
  document.addEventListener("live:refreshed", tick);
  document.addEventListener("htmx:afterSettle", tick);
  tick();
})();
