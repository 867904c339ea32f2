// Draws: time lines of states, small curves, and waveforms with uPlot.

/* global uPlot */

import { el } from './words.js';

const SHOWN_MOST_MS = 600_000;
const SHOWN_LEAST_MS = 60_000;

let shownMs = SHOWN_MOST_MS;

/** A process that is young has a shorter past: then time lines show less of it, and that larger. */
export function showSince(started, at) {
  const before = shownMs;
  const wanted = Math.max(SHOWN_LEAST_MS, Math.min(SHOWN_MOST_MS, at - started));
  // In steps, so that nothing creeps.
  shownMs = [60_000, 120_000, 300_000].find((step) => wanted <= step) ?? SHOWN_MOST_MS;
  return shownMs !== before;
}

export function shownMinutes() {
  return shownMs / 60_000;
}

let colours = {};

/** To be called when the theme has changed: canvases do not know of style sheets. */
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  colours = {
    up: of('--up'),
    coming: of('--coming'),
    down: of('--down'),
    none: of('--none'),
    ink: of('--ink'),
    quiet: of('--quiet'),
    line: of('--line'),
    series: [of('--series-x'), of('--series-y'), of('--series-z'), of('--series-more')],
  };
}

const KINDS = { CONNECTED: 'coming', AUTHENTICATED: 'up', CONNECTING: 'coming', CLOSING: 'coming', DISCONNECTED: 'down', CLOSED: 'down' };

/** Some protocols have no login: there, connected is up. */
function kindOf(state, loginless) {
  return state === 'CONNECTED' && loginless ? 'up' : KINDS[state];
}

function sized(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
}

/** The states of a connection over the last minutes, the newest on the right. */
export function timeLine(canvas, history, state, loginless, at) {
  const { pen, width, height } = sized(canvas);
  const from = at - shownMs;
  const x = (time) => Math.max(0, Math.min(width, ((time - from) / shownMs) * width));
  pen.fillStyle = colours.none;
  pen.fillRect(0, 0, width, height);
  let end = width;
  let present = state;
  for (let i = history.length - 1; i >= 0 && end > 0; i--) {
    const begin = x(Date.parse(history[i].at));
    // What was short is seen all the same.
    fill(pen, kindOf(present, loginless), Math.min(begin, end - 1), end, height);
    end = Math.min(begin, end);
    present = history[i].from;
  }
  if (history.length > 0 && end > 0 && (history[0].number > 1)) {
    fill(pen, kindOf(present, loginless), 0, end, height);
  }
}

function fill(pen, kind, from, to, height) {
  pen.fillStyle = colours[kind] ?? colours.none;
  // Trouble is also told by its shape, for who does not see the colours.
  const top = kind === 'up' ? 0 : kind === 'coming' ? height * 0.35 : height * 0.6;
  pen.fillRect(from, top, Math.max(1, to - from), height - top);
}

/** A curve without axes. */
export function spark(canvas, values) {
  const { pen, width, height } = sized(canvas);
  const most = Math.max(...values, 0.001);
  pen.strokeStyle = colours.series[0];
  pen.lineWidth = 1.25;
  pen.beginPath();
  values.forEach((value, i) => {
    const x = values.length < 2 ? width : (i / (values.length - 1)) * width;
    const y = height - 1.5 - (value / most) * (height - 3);
    if (i === 0) {
      pen.moveTo(x, y);
    } else {
      pen.lineTo(x, y);
    }
  });
  pen.stroke();
}

/**
 * A reading of any protocol that is understood: decoded by a session protocol ("series" with
 * "values"), or arrays of numbers beside a sampling rate.
 */
export function reading(message) {
  if (!message || typeof message !== 'object') {
    return undefined;
  }
  const series = [];
  if (message.series && typeof message.series === 'object') {
    for (const [name, of] of Object.entries(message.series)) {
      if (Array.isArray(of?.values)) {
        series.push({ name, values: of.values });
      }
    }
  } else {
    for (const [name, of] of Object.entries(message)) {
      if (Array.isArray(of) && of.length > 1 && of.every((value) => typeof value === 'number')) {
        series.push({ name, values: of });
      }
    }
  }
  if (series.length === 0) {
    return undefined;
  }
  for (const one of series) {
    const squares = one.values.reduce((sum, value) => sum + value * value, 0);
    one.rms = Math.sqrt(squares / one.values.length);
    one.peak = one.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  }
  return { series, rate: message.sampleRateHz, unit: message.unit ?? '', time: message.time };
}

/** A plot of all axes over time; over samples where nobody told how fast they were taken. */
export function waveform(of, label) {
  const longest = Math.max(...of.series.map((one) => one.values.length));
  const timed = of.rate > 0;
  const scale = timed ? 1000 / of.rate : 1;
  const data = [
    Array.from({ length: longest }, (_, i) => i * scale),
    ...of.series.map((one) => one.values),
  ];
  const unit = of.unit ? ` (${of.unit})` : '';
  const axis = (text, size) => ({
    label: text,
    labelSize: 18,
    labelFont: '11px system-ui',
    font: '11px system-ui',
    size,
    stroke: colours.quiet,
    grid: { stroke: colours.line, width: 1 },
    ticks: { stroke: colours.line, width: 1 },
  });
  const place = el('div', { class: 'plot', role: 'img', 'aria-label': label });
  const plot = new uPlot(
    {
      width: 300,
      height: 190,
      legend: { show: false },
      cursor: { points: { show: false } },
      scales: { x: { time: false } },
      axes: [axis(timed ? 'time (ms)' : 'sample (the rate is not told)', 26), axis(`acceleration${unit}`, 42)],
      series: [
        {},
        ...of.series.map((one, i) => ({
          label: one.name,
          stroke: colours.series[i % colours.series.length],
          width: 1.25,
          points: { show: false },
        })),
      ],
    },
    data,
    place,
  );
  const fit = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: 190 }));
  fit.observe(place);
  return { place, end: () => { fit.disconnect(); plot.destroy(); }, show: (next) => plot.setData(next), data };
}

export function seriesColour(i) {
  return colours.series[i % colours.series.length];
}
