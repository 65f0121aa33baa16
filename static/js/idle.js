// Since when nobody has touched this computer, across all its tabs. Others ask `yingbin.idleSeconds()`
// and may listen to `yingbin:acted` (at most once a second).
(() => {
  const yingbin = (window.yingbin = window.yingbin || {});
  const ACTED = "yb-acted";
  let noted = 0;
  const acted = () => {
    const now = Date.now();
    if (now - noted < 1000) return;
    noted = now;
    localStorage.setItem(ACTED, String(now));
    document.dispatchEvent(new CustomEvent("yingbin:acted"));
  };
  yingbin.idleSeconds = () => Math.max(0, Math.round((Date.now() - Number(localStorage.getItem(ACTED) || Date.now())) / 1000));
  acted();
  ["keydown", "pointerdown", "wheel", "touchstart", "pointermove"].forEach((name) =>
    addEventListener(name, acted, { passive: true, capture: true }));
})();
