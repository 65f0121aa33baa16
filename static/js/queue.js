// Acts tapped while the line is down are kept in this browser and sent when it is back, in order.
// Sending one twice does no harm: accepting or finishing one's own item again changes nothing.
// Each person has a queue of their own, so a shared phone never acts in another's name.
(() => {
  const yingbin = (window.yingbin = window.yingbin || {});
  const key = `yb-queue:${document.body.dataset.user || ""}`;
  const AGAIN_MS = 5000;
  const OLDEST_MS = 12 * 60 * 60 * 1000;
  let sending = false;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key) || "[]").filter((act) => Date.now() - act.at < OLDEST_MS);
    } catch {
      return [];
    }
  };
  const write = (acts) => {
    if (acts.length) localStorage.setItem(key, JSON.stringify(acts));
    else localStorage.removeItem(key);
    show(acts);
  };

  function show(acts = read()) {
    const strip = document.getElementById("queue");
    const words = document.getElementById("acts")?.dataset;
    if (strip && words) {
      strip.hidden = !acts.length;
      strip.querySelector("span").textContent = `${words.offline} · ${acts.length} ${words.waiting}`;
    }
    const kept = new Set(acts.map((act) => String(act.item)));
    document.querySelectorAll("[data-item]").forEach((row) => row.classList.toggle("queued", kept.has(row.dataset.item)));
  }

  const token = () => document.querySelector("#acts [name=csrfmiddlewaretoken], #panel-acts [name=csrfmiddlewaretoken]")?.value || "";

  // Answers {kind: "ok" | "refused" | "sign-in" | "offline", body}.
  yingbin.act = async (path) => {
    let answer;
    try {
      answer = await fetch(path, {
        method: "POST",
        headers: { "X-Board": "1", "HX-Request": "true", "X-CSRFToken": token(), "HX-Current-URL": location.href },
        signal: AbortSignal.timeout(15000),
      });
    } catch {
      return { kind: "offline" };
    }
    const door = answer.headers.get("HX-Redirect");
    if (door) return { kind: "sign-in", body: { door } };
    if (answer.status >= 500) return { kind: answer.status === 500 ? "refused" : "offline", body: {} };
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    const body = json ? await answer.json() : { refused: (await answer.text()).slice(0, 300) };
    return { kind: answer.ok ? "ok" : "refused", body };
  };

  async function flush() {
    if (sending) return;
    sending = true;
    let sent = 0;
    try {
      for (let acts = read(); acts.length; acts = read()) {
        const { kind, body } = await yingbin.act(acts[0].path);
        if (kind === "offline" || kind === "sign-in") break;
        if (kind === "refused") yingbin.toast?.(body.refused || document.body.dataset.failed, "bad");
        sent += 1;
        write(read().slice(1));
      }
    } finally {
      sending = false;
    }
    if (sent) {
      yingbin.toast?.(document.getElementById("acts")?.dataset.sent);
      document.dispatchEvent(new CustomEvent("queue:sent"));
    }
  }

  yingbin.queue = {
    add(path, item) {
      const acts = read().filter((act) => act.path !== path);
      write([...acts, { path, item, at: Date.now() }]);
    },
    flush,
  };
  addEventListener("online", flush);
  document.addEventListener("live:state", (event) => { if (event.detail.up) flush(); });
  document.addEventListener("live:refreshed", () => show());
  setInterval(() => { if (read().length) flush(); }, AGAIN_MS);
  show();
  flush();
})();
