// How much is late in each area of the rail. The numbers are asked for beside the page, when the line
// says that something changed and once a minute, because lateness also comes by the clock alone. A page
// opened within seconds of the last shows what the last one knew.
(() => {
  const region = () => document.getElementById("badges");
  if (!region()) return;
  const FRESH = 10000, AGAIN = 60000, PLAIN = 99;
  const key = `yb-badges-${region().dataset.user}`;

  const kept = () => { try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; } };

  function show(counts) {
    document.querySelectorAll("a[data-area]").forEach((link) => {
      const count = counts[link.dataset.area] || 0;
      let badge = link.querySelector(".n");
      if (!count) { badge?.remove(); return; }
      if (!badge) link.append(badge = Object.assign(document.createElement("span"), { className: "n" }));
      const text = count > PLAIN ? `${PLAIN}+` : String(count);
      if (badge.textContent !== text) badge.textContent = text;
    });
  }

  function take() {
    const counts = Object.fromEntries([...region().querySelectorAll("data")].map((each) => [each.dataset.of, Number(each.value)]));
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), counts }));
    show(counts);
  }

  document.addEventListener("live:refreshed", (event) => { if (event.target.id === "badges") take(); });
  const before = kept();
  show(before.counts || {});
  const ask = () => window.yingbin.refresh("badges");
  setInterval(ask, AGAIN);
  if (!(Date.now() - before.at < FRESH)) ask();
})();
