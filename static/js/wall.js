// A wall screen renews itself, and says so when it cannot: nobody stands there to press anything.
(() => {
  const every = Number(document.getElementById("wall").dataset.every) * 1000;
  const seen = () => new Date().toLocaleTimeString("en-GB", { timeZone: "Asia/Shanghai" });
  let at = seen();
  async function renew() {
    try {
      const answer = await fetch(location.href, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(15000) });
      // A revoked address, or a desk that was signed out: nothing old stays on the wall.
      if (answer.status === 404 || answer.status === 403) { location.reload(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("wall").replaceWith(document.adoptNode(page.getElementById("wall")));
      at = seen();
    } catch {
      const note = document.querySelector("[data-wall-fresh]");
      note.textContent = note.dataset.lost.replace("{time}", at);
      note.classList.add("t-red");
    }
  }
  setInterval(renew, every);
})();
