// The list of connections. Only the rows that can be seen exist, so that thousands cost no more
// than a screenful.

import { get } from './api.js';
import { spark, timeLine } from './charts.js';
import { cause, el, kind, now, rate } from './words.js';

const KINDS = { all: 'all', up: 'up', down: 'down', stopped: 'stopped' };
const RANK = { down: 0, stopped: 1, up: 2 };
const AHEAD = 4;
const ASKING_MAX = 4;

const ORDERS = {
  trouble: (a, b) => RANK[kind(a)] - RANK[kind(b)] || byName(a, b),
  name: byName,
  slow: (a, b) => (b.roundTripMs ?? -1) - (a.roundTripMs ?? -1) || byName(a, b),
  busy: (a, b) => total(b) - total(a) || byName(a, b),
  queued: (a, b) => b.queued - a.queued || byName(a, b),
};

const COLLATOR = new Intl.Collator('en', { numeric: true });

function byName(a, b) {
  return COLLATOR.compare(a.id, b.id);
}

function total(one) {
  return (one.rates?.received ?? 0) + (one.rates?.sent ?? 0);
}

export class List {
  constructor(known, opened, reconnect) {
    this.known = known;
    this.opened = opened;
    this.reconnect = reconnect;
    this.box = document.getElementById('rows');
    this.space = document.getElementById('space');
    this.kind = 'all';
    this.text = '';
    this.shown = [];
    this.rows = new Map();
    this.active = undefined;
    this.asking = new Set();
    this.#tools();
    this.box.addEventListener('scroll', () => this.draw(), { passive: true });
    this.box.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.draw()).observe(this.box);
  }

  /** Something has changed: who is shown, and in which order. */
  choose() {
    const all = [...this.known.values()];
    const counts = { all: all.length, up: 0, down: 0, stopped: 0 };
    for (const one of all) {
      counts[kind(one)]++;
    }
    for (const button of document.querySelectorAll('#kinds button')) {
      button.querySelector('b').textContent = counts[button.dataset.kind].toLocaleString('en');
      button.setAttribute('aria-pressed', String(button.dataset.kind === this.kind));
    }
    this.shown = all
      .filter((one) => this.kind === 'all' || kind(one) === this.kind)
      .filter((one) => !this.text || `${one.id} ${one.state} ${cause(one.cause)}`.toLowerCase().includes(this.text))
      .sort(ORDERS[document.getElementById('order').value]);
    document.getElementById('none').hidden = this.shown.length > 0;
    this.draw();
  }

  /** What can be seen, as it is now. */
  draw() {
    const height = Number.parseFloat(getComputedStyle(this.box).getPropertyValue('--row'));
    this.space.style.height = `${this.shown.length * height}px`;
    const first = Math.max(0, Math.floor(this.box.scrollTop / height) - AHEAD);
    const last = Math.min(this.shown.length, Math.ceil((this.box.scrollTop + this.box.clientHeight) / height) + AHEAD);
    const visible = new Map();
    for (let i = first; i < last; i++) {
      visible.set(this.shown[i].id, i);
    }
    for (const [id, row] of this.rows) {
      if (!visible.has(id)) {
        row.place.remove();
        this.rows.delete(id);
      }
    }
    const at = Date.now();
    for (const [id, i] of visible) {
      const row = this.rows.get(id) ?? this.#add(id);
      row.place.style.transform = `translateY(${i * height}px)`;
      row.place.setAttribute('aria-posinset', i + 1);
      row.place.setAttribute('aria-setsize', this.shown.length);
      this.#fill(row, this.shown[i], at);
    }
    this.#askForHistories(visible);
    this.#markActive();
  }

  #add(id) {
    const name = el('span', { class: 'name' });
    const words = el('span', { class: 'words' });
    const line = el('canvas', { class: 'line', role: 'img' });
    const curve = el('canvas', { class: 'curve', 'aria-hidden': 'true' });
    const trip = el('span', { class: 'number' });
    const rates = el('span', { class: 'number rates' });
    const queued = el('span', { class: 'number queued' });
    const button = el('button', { type: 'button', tabindex: '-1', title: 'Try again now (R)', 'aria-label': `Reconnect ${id}`, onclick: (event) => {
      event.stopPropagation();
      this.reconnect(id);
    } }, '↻');
    const place = el('div', { class: 'row', role: 'option', id: `row-${id}`, 'aria-selected': 'false', onclick: () => this.#open(id) },
      el('div', { class: 'who' }, el('i', { class: 'dot' }), name, words),
      line,
      el('div', { class: 'trip' }, curve, trip), rates, queued, button);
    this.space.append(place);
    const row = { place, name, words, line, curve, trip, rates, queued };
    this.rows.set(id, row);
    return row;
  }

  #fill(row, one, at) {
    row.place.dataset.kind = kind(one);
    row.name.textContent = one.id;
    row.words.textContent = now(one, at);
    row.trip.textContent = one.roundTripMs === undefined ? '–' : `${one.roundTripMs < 10 ? one.roundTripMs.toFixed(1) : Math.round(one.roundTripMs)} ms`;
    row.rates.textContent = `${rate(one.rates?.received)} / ${rate(one.rates?.sent)}`;
    row.queued.textContent = one.queued.toLocaleString('en');
    row.queued.classList.toggle('some', one.queued > 0);
    row.line.setAttribute('aria-label', `${one.state}, ${row.words.textContent}`);
    timeLine(row.line, one.history ?? [], one.state, one.loginless, at);
    spark(row.curve, one.trips);
  }

  /** The list tells how things are; how they came to be is asked for what can be seen. */
  #askForHistories(visible) {
    for (const id of visible.keys()) {
      const one = this.known.get(id);
      if (one.history === undefined && !this.asking.has(id) && this.asking.size < ASKING_MAX) {
        this.asking.add(id);
        get(`/v1/connections/${encodeURIComponent(id)}`)
          .then((full) => { one.history = full.history; })
          .catch(() => { one.history = []; })
          .finally(() => {
            this.asking.delete(id);
            requestAnimationFrame(() => this.draw());
          });
      }
    }
  }

  #tools() {
    const kinds = document.getElementById('kinds');
    for (const [id, words] of Object.entries(KINDS)) {
      kinds.append(el('button', { type: 'button', 'data-kind': id, 'aria-pressed': 'false', onclick: () => {
        this.kind = id;
        this.box.scrollTop = 0;
        this.choose();
      } }, `${words} `, el('b', {}, '0')));
    }
    const search = document.getElementById('search');
    search.addEventListener('input', () => {
      this.text = search.value.trim().toLowerCase();
      this.box.scrollTop = 0;
      this.choose();
    });
    document.getElementById('order').addEventListener('change', () => this.choose());
    document.addEventListener('keydown', (event) => {
      if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
        event.preventDefault();
        search.focus();
      }
    });
  }

  #open(id) {
    this.active = id;
    this.#markActive();
    this.opened(id);
  }

  #key(event) {
    const page = Math.max(1, Math.floor(this.box.clientHeight / this.#rowHeight()) - 1);
    const at = this.shown.findIndex((one) => one.id === this.active);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in steps && this.shown.length > 0) {
      const next = at < 0 ? 0 : Math.max(0, Math.min(this.shown.length - 1, at + steps[event.key]));
      this.active = this.shown[next].id;
      this.#scrollTo(next);
      this.draw();
    } else if (event.key === 'Enter' && at >= 0) {
      this.opened(this.active);
    } else if ((event.key === 'r' || event.key === 'R') && at >= 0 && !event.ctrlKey && !event.metaKey) {
      this.reconnect(this.active);
    } else {
      return;
    }
    event.preventDefault();
  }

  #rowHeight() {
    return Number.parseFloat(getComputedStyle(this.box).getPropertyValue('--row'));
  }

  #scrollTo(i) {
    const height = this.#rowHeight();
    const top = i * height;
    if (top < this.box.scrollTop) {
      this.box.scrollTop = top;
    } else if (top + height > this.box.scrollTop + this.box.clientHeight) {
      this.box.scrollTop = top + height - this.box.clientHeight;
    }
  }

  #markActive() {
    for (const [id, row] of this.rows) {
      row.place.setAttribute('aria-selected', String(id === this.active));
    }
    if (this.rows.has(this.active)) {
      this.box.setAttribute('aria-activedescendant', `row-${this.active}`);
    } else {
      this.box.removeAttribute('aria-activedescendant');
    }
  }
}
