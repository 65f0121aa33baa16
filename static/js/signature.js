// A signature drawn with finger, pen or mouse: [data-signature="#field"] holds a canvas, the field a PNG.
(() => {
  function start(pad) {
    if (pad.dataset.ready) return;
    pad.dataset.ready = "1";
    const canvas = pad.querySelector("canvas");
    const field = document.querySelector(pad.dataset.signature);
    const pen = canvas.getContext("2d");
    let drawing = null;

    const clear = () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      field.value = "";
    };
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * (canvas.width / box.width), (event.clientY - box.top) * (canvas.height / box.height)];
    };
    const line = (from, to) => {
      pen.beginPath();
      pen.moveTo(...from);
      pen.lineTo(...to);
      pen.stroke();
    };

    pen.lineWidth = 3.5;
    pen.lineCap = "round";
    pen.strokeStyle = getComputedStyle(canvas).color;
    if (field.value.startsWith("data:image/png")) {
      const kept = new Image();
      kept.addEventListener("load", () => pen.drawImage(kept, 0, 0));
      kept.src = field.value;
    }
    canvas.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      drawing = place(event);
      line(drawing, drawing);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!drawing) return;
      const next = place(event);
      line(drawing, next);
      drawing = next;
    });
    ["pointerup", "pointercancel"].forEach((name) => canvas.addEventListener(name, () => {
      if (!drawing) return;
      drawing = null;
      field.value = canvas.toDataURL("image/png");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }));
    pad.querySelector("[data-clear]").addEventListener("click", clear);
  }

  const all = (root) => root.querySelectorAll?.("[data-signature]").forEach(start);
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
  all(document);
})();
