// The end of the log. In a demonstration the gateway tells what it does wrong: then its lines stand
// on the left, and how the link heals on the right.

import { get } from './api.js';
import { el, time } from './words.js';

const LINES_MAX = 200;

export class Log {
  constructor() {
    this.box = document.getElementById('log-lines');
    this.toggle = document.getElementById('log-toggle');
    this.last = 0;
    this.toggle.addEventListener('click', () => {
      const open = this.toggle.getAttribute('aria-expanded') !== 'true';
      this.toggle.setAttribute('aria-expanded', String(open));
      this.box.hidden = !open;
    });
  }

  async refresh() {
    if (this.box.hidden) {
      return;
    }
    const { lines } = await get('/v1/log');
    // Another process counts from 1 again.
    if (lines.length > 0 && lines.at(-1).number < this.last) {
      this.box.replaceChildren();
      this.last = 0;
    }
    const atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 40;
    for (const line of lines.filter((each) => each.number > this.last)) {
      if (line.source === 'gateway') {
        document.body.classList.add('demo');
      }
      this.box.append(el('p', { 'data-level': line.level, 'data-source': line.source },
        el('time', { datetime: line.at }, time(line.at)),
        el('b', {}, line.connection ? `${line.source} ${line.connection}` : line.source),
        el('span', {}, line.text)));
      this.last = line.number;
    }
    while (this.box.childElementCount > LINES_MAX) {
      this.box.firstElementChild.remove();
    }
    if (atEnd) {
      this.box.scrollTop = this.box.scrollHeight;
    }
  }
}
