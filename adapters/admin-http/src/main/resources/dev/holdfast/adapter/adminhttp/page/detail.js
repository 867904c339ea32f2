// One connection: how it is, how it came to be so, its sensors, and what can be asked of it.

import { ask, get } from './api.js';
import { reading, seriesColour, shownMinutes, spark, timeLine, waveform } from './charts.js';
import { cause, el, kind, now, rate, span, time } from './words.js';

const PAST_MAX = 12;

export class Detail {
  constructor(known, said) {
    this.known = known;
    this.said = said;
    this.box = document.getElementById('detail');
    this.id = undefined;
    this.plots = new Map();
    this.box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        this.close();
      }
    });
  }

  open(id) {
    this.#forget();
    this.id = id;
    this.parts = {
      words: el('p', { class: 'now', role: 'status' }),
      line: el('canvas', { class: 'line', role: 'img' }),
      curve: el('canvas', { class: 'curve', role: 'img', 'aria-label': 'Round trip' }),
      facts: el('dl', {}),
      sensors: el('div', { class: 'sensors' }),
      others: el('details', { class: 'others', hidden: true }, el('summary', {}, 'Other messages, the latest of each kind')),
      past: el('tbody', {}),
    };
    const act = (what, words, title) => el('button', { type: 'button', title, onclick: () => this.#ask(what) }, words);
    this.box.replaceChildren(
      el('div', { class: 'title' },
        el('h2', { tabindex: '-1' }, el('i', { class: 'dot' }), id),
        el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => this.close() }, '×')),
      this.parts.words,
      el('div', { class: 'acts' },
        act('reconnect', 'Reconnect', 'Try again now; if it is up, nothing happens'),
        act('disconnect', 'Disconnect', 'Close the link in good order, and stay away'),
        act('connect', 'Connect', 'Want the connection again')),
      this.parts.line,
      el('p', { class: 'scale quiet' }, el('span', {}, `${shownMinutes()} min ago`), el('span', {}, 'now')),
      this.parts.curve,
      this.parts.facts,
      this.parts.sensors,
      this.parts.others,
      el('h3', {}, 'What happened'),
      el('div', { class: 'wide' }, el('table', {},
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'at'), el('th', { scope: 'col' }, 'became'), el('th', { scope: 'col' }, 'because'))),
        this.parts.past)),
    );
    this.box.hidden = false;
    document.body.classList.add('opened');
    this.draw();
    this.#latest();
  }

  /** For who has asked for it; what opens by itself takes nobody's focus. */
  focus() {
    this.box.querySelector('h2').focus();
  }

  close() {
    this.#forget();
    this.id = undefined;
    this.box.hidden = true;
    document.body.classList.remove('opened');
    document.getElementById('rows').focus();
  }

  /** As it is now. */
  draw() {
    const one = this.known.get(this.id);
    if (!one) {
      if (this.id !== undefined) {
        this.close();
      }
      return;
    }
    const at = Date.now();
    this.box.dataset.kind = kind(one);
    set(this.parts.words, `${one.state} · ${now(one, at)}`);
    timeLine(this.parts.line, one.history ?? [], one.state, one.loginless, at);
    this.parts.line.setAttribute('aria-label', `The last minutes: now ${one.state}`);
    this.parts.curve.hidden = one.trips.length < 2;
    spark(this.parts.curve, one.trips);
    const facts = {
      'round trip': one.roundTripMs === undefined ? '–' : `${one.roundTripMs.toFixed(2)} ms`,
      'in / out per second': `${rate(one.rates?.received)} / ${rate(one.rates?.sent)}`,
      'received / sent': `${one.traffic.received.toLocaleString('en')} / ${one.traffic.sent.toLocaleString('en')}`,
      'waiting to be sent': one.queued.toLocaleString('en'),
      'sent again / given up': `${one.traffic.sentAgain} / ${one.traffic.givenUp}`,
      attempt: String(one.attempt),
      failures: String(one.failures),
      subscriptions: String(one.subscribed),
      'readings / failed / missed': `${one.scheduled.acquired} / ${one.scheduled.failed} / ${one.scheduled.missed}`,
    };
    const places = this.parts.facts.children;
    Object.entries(facts).forEach(([name, value], i) => {
      if (!places[2 * i]) {
        this.parts.facts.append(el('dt', {}, name), el('dd', {}));
      }
      set(places[2 * i + 1], value);
    });
    this.#past(one);
  }

  /** What its gateway said last; to be called now and then. */
  async refresh() {
    if (this.id !== undefined) {
      await this.#latest();
    }
  }

  #past(one) {
    const newest = one.history?.at(-1)?.number;
    if (this.newest === newest) {
      return;
    }
    this.newest = newest;
    this.parts.past.replaceChildren(
      ...(one.history ?? []).slice(-PAST_MAX).reverse().map((past) =>
        el('tr', {},
          el('td', {}, time(past.at)),
          el('td', {}, past.to),
          el('td', {}, cause(past.cause) + (past.retryInMs === undefined ? '' : ` · again in ${span(past.retryInMs)}`)))));
  }

  async #latest() {
    const id = this.id;
    let messages;
    try {
      ({ messages } = await get(`/v1/connections/${encodeURIComponent(id)}/latest`));
    } catch {
      return;
    }
    if (id !== this.id) {
      return;
    }
    for (const message of messages) {
      this.#sensor(message);
    }
  }

  #sensor(message) {
    const key = `${message.topic} ${message.subject}`;
    let there = this.plots.get(key);
    if (there?.at === message.at) {
      return;
    }
    const of = reading(message.message);
    if (!there) {
      there = { place: of ? el('section', { class: 'sensor' }) : el('p', {}) };
      this.plots.set(key, there);
      (of ? this.parts.sensors : this.parts.others).append(there.place);
      this.parts.others.hidden &&= of !== undefined;
    }
    there.plot?.end();
    there.plot = undefined;
    there.at = message.at;
    if (!of) {
      there.place.replaceChildren(`${time(message.at)} ${message.subject} ${message.topic}: `, el('code', {}, short(message.message)));
      return;
    }
    const title = el('h3', {}, message.subject, el('span', { class: 'quiet' }, ` ${message.topic} · ${time(message.at)}`));
    const samples = of.series[0].values.length;
    const about = of.rate > 0 ? `${samples} samples at ${of.rate.toLocaleString('en')} Hz` : `${samples} samples`;
    const table = el('table', { class: 'axes' },
      el('thead', {}, el('tr', {}, ...['axis', `RMS${of.unit ? ` (${of.unit})` : ''}`, `peak${of.unit ? ` (${of.unit})` : ''}`, 'crest factor'].map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...of.series.map((one, i) => {
        const mark = el('i', { class: 'mark' });
        mark.style.background = seriesColour(i);
        return el('tr', {}, el('td', {}, mark, one.name), el('td', {}, one.rms.toFixed(3)), el('td', {}, one.peak.toFixed(3)),
          el('td', {}, one.rms > 0 ? (one.peak / one.rms).toFixed(1) : '–'));
      })));
    there.plot = waveform(of, `Waveform of ${message.subject}: ${about}, axes ${of.series.map((one) => one.name).join(', ')}`);
    there.place.replaceChildren(title, el('p', { class: 'quiet' }, about), there.plot.place, table);
  }

  async #ask(what) {
    try {
      await ask(this.id, what);
      this.said(`${this.id}: asked to ${what}`);
    } catch (problem) {
      this.said(`${this.id}: ${what} failed: ${problem.message}`);
    }
  }

  #forget() {
    this.plots.forEach((there) => there.plot?.end());
    this.plots.clear();
    this.newest = undefined;
  }

  /** The theme has changed. */
  redraw() {
    if (this.id !== undefined) {
      this.open(this.id);
    }
  }
}

function short(message) {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return text.length > 300 ? `${text.slice(0, 300)} ...` : text;
}

function set(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
