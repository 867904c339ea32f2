// Asks the daemon. A token, where one is needed, is kept for as long as the tab is open.

const TOKEN = 'holdfast-token';
const PATIENCE_MS = 10_000;

/** The daemon wants a token, or another one. */
export class TokenWanted extends Error {}

/** The daemon said no, and why. */
export class Refused extends Error {}

export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

function headers(more = {}) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

async function asked(path, options) {
  const response = await fetch(path, options);
  if (response.status === 401) {
    throw new TokenWanted();
  }
  if (!response.ok && response.status !== 503) {
    const problem = await response.json().catch(() => ({}));
    throw new Refused(problem.detail ?? `HTTP ${response.status}`);
  }
  return response;
}

export async function get(path) {
  const response = await asked(path, { headers: headers(), signal: AbortSignal.timeout(PATIENCE_MS) });
  return response.json();
}

/** Asks a connection to do something: connect, disconnect, reconnect. */
export async function ask(id, what) {
  await asked(`/v1/connections/${encodeURIComponent(id)}/${what}`, {
    method: 'POST',
    headers: headers({ 'Content-Type': 'application/json' }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

/**
 * Follows the live events until the daemon hangs up. EventSource could bring no token, so the
 * stream is read by hand (WHATWG HTML 9.2; the daemon writes one line of data an event).
 */
export async function follow(told) {
  const response = await asked('/v1/events', { headers: headers() });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const events = (rest + value).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
      if (name) {
        told(name, JSON.parse(data));
      }
    }
  }
}
