"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const policies = data.policies;
  const hues = ["#2b6fdf", "#e2711d", "#1a9d5a", "#d6336c", "#8757e0", "#0f9fb0", "#b58a05", "#c4452d", "#7b8794", "#a53bb8"];
  const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
  const color = (i) => hues[i % hues.length];
  const dash = (i) => dashes[Math.floor(i / hues.length) % dashes.length];
  // More lines than that are a tangle; the others wait for a click.
  const shown = policies.map((_, i) => i < 6 || policies.length <= 8);
  const points = Math.max(...policies.map((p) => p.attempts.length));
  const seconds = Array.from({ length: points }, (_, i) => i * data.step);
  const tip = document.getElementById("tip");
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const whole = (n) => n.toLocaleString("en-US");
  const short = (n) => (n >= 1e6 ? n / 1e6 + " M" : n >= 1e3 ? n / 1e3 + " k" : String(n));
  const padded = (values) => Array.from({ length: points }, (_, i) => (i < values.length ? values[i] : null));
  // The policy that the page is about is drawn last, above all others.
  const place = (i) => policies.length - i;
  const backwards = (values) => values.slice().reverse();
  let log = true;
  let charts = [];

  // A logarithm knows no zero: a second without attempts is drawn at the bottom.
  const atLeastOne = (values) => values.map((v) => (v === null ? null : Math.max(v, 1)));

  function faults(u) {
    const left = Math.max(u.valToPos(0, "x", true), u.bbox.left);
    const right = Math.min(u.valToPos(data.recovery, "x", true), u.bbox.left + u.bbox.width);
    if (right > left) {
      u.ctx.save();
      u.ctx.fillStyle = css("--fault");
      u.ctx.fillRect(left, u.bbox.top, right - left, u.bbox.height);
      u.ctx.restore();
    }
  }

  function tell(u, values, format) {
    const i = u.cursor.idx;
    if (i === null || i === undefined || u.cursor.left < 0 || u.cursor.event === undefined) {
      return;
    }
    const lines = policies
      .map((p, k) => ({ k, title: p.title, value: values[k][i] }))
      .filter((line) => shown[line.k] && line.value !== null)
      .sort((a, b) => b.value - a.value);
    tip.replaceChildren();
    const head = document.createElement("b");
    head.textContent = data.step === 1 ? `second ${seconds[i]}` : `seconds ${seconds[i]} to ${seconds[i] + data.step - 1}`;
    tip.append(head);
    for (const line of lines.slice(0, 12)) {
      const row = document.createElement("div");
      const mark = document.createElement("i");
      mark.style.background = color(line.k);
      const name = document.createElement("span");
      name.textContent = line.title;
      const number = document.createElement("b");
      number.textContent = format(line.value);
      row.append(mark, name, number);
      tip.append(row);
    }
    tip.hidden = lines.length === 0;
    const box = u.over.getBoundingClientRect();
    const x = box.left + u.cursor.left;
    tip.style.left = (x + 16 + tip.offsetWidth < innerWidth ? x + 16 : Math.max(4, x - tip.offsetWidth - 16)) + "px";
    tip.style.top = Math.max(4, Math.min(box.top + u.cursor.top + 12, innerHeight - tip.offsetHeight - 8)) + "px";
  }

  function chart(id, raw, y, format, axis) {
    const room = document.getElementById(id);
    room.replaceChildren();
    const drawn = y.distr === 3 ? raw.map(atLeastOne) : raw;
    const width = room.clientWidth;
    const ink = { stroke: css("--soft"), grid: { stroke: css("--grid"), width: 1 }, ticks: { stroke: css("--grid"), width: 1 }, font: "11px system-ui, sans-serif" };
    let mine = false;
    const u = new uPlot(
      {
        width,
        height: width < 600 ? 240 : 320,
        legend: { show: false },
        cursor: { sync: { key: "storm" }, drag: { x: true, y: false }, points: { show: false } },
        scales: { x: { time: false }, y },
        axes: [
          { ...ink, size: 34, space: 60, values: (_, ticks) => ticks.map((t) => whole(t) + " s") },
          { ...ink, size: 54, ...axis },
        ],
        series: [{}].concat(
          backwards(policies.map((p, i) => ({ label: p.title, stroke: color(i), width: i === 0 ? 2.5 : 1.4, dash: dash(i), show: shown[i], points: { show: false } }))),
        ),
        hooks: { drawClear: [faults], setCursor: [(it) => mine && tell(it, raw, format)] },
      },
      [seconds].concat(backwards(drawn)),
      room,
    );
    u.over.addEventListener("mouseenter", () => { mine = true; });
    u.over.addEventListener("mouseleave", () => { mine = false; tip.hidden = true; });
    return u;
  }

  function draw() {
    charts.forEach((u) => u.destroy());
    const decades = (_, ticks) => ticks.map((t) => (Number.isInteger(Math.log10(t)) ? t : null));
    charts = [
      chart(
        "connects",
        policies.map((p) => padded(p.attempts)),
        log ? { distr: 3, range: (_, low, high) => [1, 10 ** Math.ceil(Math.log10(Math.max(10, high)))] } : { range: (_, low, high) => [0, Math.max(10, high * 1.05)] },
        (v) => whole(v) + "/s",
        { values: (_, ticks) => ticks.map((t) => (t === null ? "" : short(t))), ...(log ? { filter: decades, grid: { stroke: css("--grid"), width: 1, filter: decades }, ticks: { show: false } } : {}) },
      ),
      chart(
        "up",
        policies.map((p) => padded(p.up.map((v) => (100 * v) / p.devices))),
        { range: [0, 101] },
        (v) => v.toFixed(v > 0 && v < 10 ? 1 : 0) + " %",
        { values: (_, ticks) => ticks.map((t) => t + " %") },
      ),
    ];
  }

  const boxes = [...document.querySelectorAll("input[data-policy]")];
  function show() {
    boxes.forEach((box, i) => { box.checked = shown[i]; });
    charts.forEach((u) => policies.forEach((_, i) => { if (u.series[place(i)].show !== shown[i]) { u.setSeries(place(i), { show: shown[i] }); } }));
  }
  boxes.forEach((box, i) => {
    box.parentElement.style.setProperty("--swatch", color(i));
    box.addEventListener("change", () => { shown[i] = box.checked; show(); });
  });
  document.querySelectorAll("[data-show]").forEach((button) =>
    button.addEventListener("click", () => { policies.forEach((_, i) => { shown[i] = i === 0 || button.dataset.show === "all"; }); show(); }));
  document.querySelectorAll("[data-scale]").forEach((button) =>
    button.addEventListener("click", () => {
      log = button.dataset.scale === "log";
      document.querySelectorAll("[data-scale]").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
      draw();
    }));
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; draw(); } });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
  show();
})();
