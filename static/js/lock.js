// A desk that nobody touches blanks itself and asks who is there. The server enforces the same.
(() => {
  // The admin site's pages say it in an element of their own.
  const desk = document.getElementById("desk") || document.body;
  const { lockAfter, lockUrl, unlockUrl, activeUrl } = desk.dataset;
  const LOCKED = "yb-locked";
  const limit = Number(lockAfter) * 60;
  const token = () => JSON.parse(desk.getAttribute("hx-headers"))["X-CSRFToken"];
  const post = (url) => fetch(url, { method: "POST", keepalive: true, headers: { "X-CSRFToken": token(), "X-Idle-Seconds": String(yingbin.idleSeconds()) } });
  let gone = false;

  async function lock(tell) {
    if (gone) return;
    gone = true;
    yingbin.putAside?.();
    document.documentElement.classList.add("blanked");
    if (tell) {
      try { await post(lockUrl); } catch { /* no connection: the server will have noticed by itself */ }
      localStorage.setItem(LOCKED, String(Date.now()));
    }
    location.replace(`${unlockUrl}?next=${encodeURIComponent(location.pathname + location.search)}`);
  }

  document.addEventListener("click", (event) => { if (event.target.closest("[data-lock-now]")) lock(true); });
  addEventListener("storage", (event) => { if (event.key === LOCKED && event.newValue) lock(false); });
  setInterval(() => { if (limit && yingbin.idleSeconds() >= limit) lock(true); }, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && limit && yingbin.idleSeconds() >= limit) lock(true); });

  // Somebody who types for long without asking anything of the server is still here.
  let told = Date.now();
  document.addEventListener("yingbin:acted", async () => {
    if (Date.now() - told < 60000) return;
    told = Date.now();
    try { const answer = await post(activeUrl); if (answer.redirected) lock(false); } catch { /* told again next minute */ }
  });
})();
