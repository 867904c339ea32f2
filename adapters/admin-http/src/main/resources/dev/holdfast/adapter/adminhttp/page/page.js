// Keeps what is known of the connections, and lets it be drawn: asked for as a whole now and then,
// and told of each transition at once.

import { ask, follow, get, TokenWanted, useToken } from './api.js';
import { readColours, showSince, shownMinutes } from './charts.js';
import { Detail } from './detail.js';
import { List } from './list.js';
import { Log } from './log.js';
import { kind, time } from './words.js';

const EVERY_MS = 2_000;
/** So that asking never takes more than a tenth of anybody's time. */
const SHARE = 10;
const TRIPS_MAX = 60;
const HISTORY_MAX = 100;
const THEMES = ['auto', 'light', 'dark'];

const known = new Map();
const summary = document.getElementById('summary');
const trouble = document.getElementById('trouble');
const list = new List(known, (id) => {
  detail.open(id);
  detail.focus();
}, (id) => reconnect(id));
const detail = new Detail(known, say);
const log = new Log();
let answeredAt = Date.now();
let saidUntil = 0;
let started = 0;
let opened = false;
const WIDE = matchMedia('(min-width: 761px)');
const DARK = matchMedia('(prefers-color-scheme: dark)');

function say(words) {
  summary.textContent = words;
  saidUntil = Date.now() + 4_000;
}

async function reconnect(id) {
  try {
    await ask(id, 'reconnect');
    say(`${id}: asked to reconnect`);
  } catch (problem) {
    say(`${id}: ${problem.message}`);
  }
}

/** A connection as it was told. */
function learn(status, at) {
  const before = known.get(status.id);
  const one = { ...status, readAt: at, trips: before?.trips ?? [], history: before?.history, loginless: before?.loginless };
  if (one.up && one.state === 'CONNECTED') {
    one.loginless = true;
  }
  if (one.roundTripMs !== undefined && one.roundTripMs !== before?.roundTripMs) {
    one.trips = [...one.trips.slice(1 - TRIPS_MAX), one.roundTripMs];
  }
  one.rates = before ? rates(before, one, at) : undefined;
  known.set(one.id, one);
}

function rates(before, one, at) {
  const seconds = (at - before.readAt) / 1000;
  if (seconds < 0.5) {
    return before.rates;
  }
  const per = (name) => Math.max(0, (one.traffic[name] - before.traffic[name]) / seconds);
  return { received: per('received'), sent: per('sent') };
}

/** One transition, told as it happened. */
function happened(past) {
  const one = known.get(past.connection);
  if (!one) {
    return;
  }
  if (one.history && one.history.at(-1)?.number < past.number) {
    one.history = [...one.history.slice(1 - HISTORY_MAX), past];
  }
  one.state = past.to;
  one.cause = past.cause;
  one.attempt = past.attempt;
  const up = past.to === 'AUTHENTICATED' || (past.to === 'CONNECTED' && one.loginless === true);
  if (up !== one.up || past.retryInMs !== undefined) {
    one.readAt = Date.now();
    one.upOrDownForMs = 0;
  }
  one.up = up;
  one.stopped = past.stopped;
  one.retry = past.retryInMs === undefined ? undefined : { inMs: past.retryInMs };
  scheduleChoice();
}

let choicePending = false;

/** A thousand transitions at once are one new order. */
function scheduleChoice() {
  if (!choicePending) {
    choicePending = true;
    setTimeout(() => {
      choicePending = false;
      list.choose();
      detail.draw();
      sumUp();
    }, 100);
  }
}

function sumUp() {
  if (Date.now() < saidUntil) {
    return;
  }
  const all = [...known.values()];
  const down = all.filter((one) => kind(one) !== 'up');
  const words =
    down.length === 0
      ? all.length === 1 ? 'The connection is up' : `All ${all.length.toLocaleString('en')} connections are up`
      : all.length === 1 ? 'The connection is not up'
        : `${down.length.toLocaleString('en')} of ${all.length.toLocaleString('en')} connections are not up`;
  if (summary.textContent !== words) {
    summary.textContent = words;
  }
  summary.dataset.kind = down.length === 0 ? 'up' : 'down';
  document.title = down.length === 0 ? 'Holdfast: up' : `Holdfast: ${down.length} not up`;
}

async function readAll() {
  const before = performance.now();
  const { connections } = await get('/v1/connections');
  const at = Date.now();
  const there = new Set(connections.map((one) => one.id));
  connections.forEach((one) => learn(one, at));
  for (const id of known.keys()) {
    if (!there.has(id)) {
      known.delete(id);
    }
  }
  answeredAt = at;
  if (showSince(started, at)) {
    detail.redraw();
  }
  document.getElementById('shown').textContent = `the last ${shownMinutes() === 1 ? 'minute' : `${shownMinutes()} minutes`}`;
  list.choose();
  detail.draw();
  sumUp();
  if (!opened && connections.length === 1 && WIDE.matches) {
    detail.open(connections[0].id);
  }
  opened = true;
  return performance.now() - before;
}

async function readHealth() {
  const { violations } = await get('/health/live');
  showTrouble(
    violations.length === 0 ? '' : `The daemon is not well: ${violations.map((each) => `${each.connection ?? ''} ${each.words}`.trim()).join('; ')}`,
  );
}

function showTrouble(words) {
  trouble.hidden = !words;
  if (trouble.textContent !== words) {
    trouble.textContent = words;
  }
}

async function forEver() {
  for (;;) {
    let took = 0;
    try {
      took = await readAll();
      await readHealth();
      await log.refresh();
      await detail.refresh();
    } catch (problem) {
      if (problem instanceof TokenWanted) {
        askForToken();
      } else {
        showTrouble(`The daemon does not answer since ${time(answeredAt)} (${problem.message}); asking again`);
        document.title = 'Holdfast: no answer';
      }
    }
    await pause(Math.max(EVERY_MS, took * SHARE));
  }
}

async function followForEver() {
  for (;;) {
    try {
      await follow((name, data) => {
        if (name === 'transition') {
          happened(data);
        }
      });
    } catch {
      // Whatever is wrong, the other loop says so.
    }
    await pause(EVERY_MS);
  }
}

function askForToken() {
  showTrouble('');
  document.getElementById('token').hidden = false;
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

function chosen() {
  return localStorage.getItem('holdfast-theme') ?? 'auto';
}

function dress() {
  const theme = chosen();
  const system = DARK.matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme === 'auto' ? system : theme;
  const words = { auto: 'as the system has it', light: 'light', dark: 'dark' };
  document.getElementById('theme').setAttribute('aria-label', `Theme: ${words[theme]}`);
  readColours();
}

function dressAnew() {
  dress();
  list.draw();
  detail.redraw();
}

document.getElementById('theme').addEventListener('click', () => {
  localStorage.setItem('holdfast-theme', THEMES[(THEMES.indexOf(chosen()) + 1) % THEMES.length]);
  dressAnew();
});
DARK.addEventListener('change', dressAnew);
document.getElementById('token').addEventListener('submit', (event) => {
  event.preventDefault();
  useToken(document.getElementById('token-text').value);
  document.getElementById('token').hidden = true;
});

dress();
get('/v1/build')
  .then((build) => {
    started = Date.parse(build.started);
    document.getElementById('build').textContent = `${build.version} · since ${new Date(build.started).toLocaleString([], { hour12: false })}`;
  })
  .catch(() => {});
// Countdowns and time lines go on between two answers.
setInterval(() => {
  list.draw();
  detail.draw();
}, 1_000);
forEver();
followForEver();
