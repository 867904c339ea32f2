// Says things as people say them.

export function span(ms) {
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.floor(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${Math.floor(seconds % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

export function cause(of) {
  return of ? [of.words, of.detail].filter(Boolean).join(': ') : '';
}

/** What a connection is, one of three kinds. */
export function kind(one) {
  if (one.up) {
    return 'up';
  }
  return one.stopped ? 'stopped' : 'down';
}

/** What it is doing, and why. */
export function now(one, at) {
  const gone = at - one.readAt;
  if (one.up) {
    return `up for ${span(one.upOrDownForMs + gone)}`;
  }
  const why = cause(one.cause);
  if (one.stopped) {
    return `stopped (${one.stopped}): ${why}`;
  }
  if (one.retry) {
    const left = one.retry.inMs - gone;
    const when = left > 0 ? `next attempt in ${span(Math.max(1000, left))}` : 'about to try again';
    return `${when} · ${why}`;
  }
  switch (one.state) {
    case 'CONNECTING':
      return `connecting, attempt ${one.attempt}`;
    case 'CONNECTED':
      return 'connected, logging in';
    case 'CLOSING':
      return `closing: ${why}`;
    default:
      return why || 'not begun';
  }
}

export function time(iso) {
  return new Date(iso).toLocaleTimeString([], { hour12: false });
}

export function rate(value) {
  if (value === undefined) {
    return '–';
  }
  return value === 0 ? '0' : value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

/** An element with text and children: nothing is ever put together as HTML. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}
