'use strict';

// A central system on ocpp-rpc, with strict validation of everything that it gets. It tells on
// standard output what happened, one JSON object a line, and does what standard input says:
//   {"call":"Reset","params":{"type":"Soft"}}   calls the charge point that came last
//   {"close":1012}                              ends the link of that charge point
//   {"stop":1012}                               ends all links, then itself
//
// From the environment: PORT; PROTOCOLS, PASSWORD (none: everybody may come), BOOT (how boots are
// answered, one after the other; the last one stays), PING_MS.
const readline = require('node:readline');
const { RPCServer, createRPCError } = require('ocpp-rpc');

const password = process.env.PASSWORD || '';
const boots = (process.env.BOOT || 'Accepted').split(',');
const protocols = (process.env.PROTOCOLS || 'ocpp1.6,ocpp2.0.1').split(',');

let latest;

function tell(event) {
  process.stdout.write(JSON.stringify(event) + '\n');
}

function now() {
  return new Date().toISOString();
}

const server = new RPCServer({
  protocols,
  strictMode: true,
  respondWithDetailedErrors: true,
  pingIntervalMs: Number(process.env.PING_MS || 30000),
});

server.auth((accept, reject, handshake) => {
  if (password && (!handshake.password || handshake.password.toString() !== password)) {
    tell({ event: 'refused', identity: handshake.identity });
    reject(401, 'wrong password');
  } else {
    accept({});
  }
});

server.on('client', (client) => {
  latest = client;
  tell({ event: 'client', identity: client.identity, protocol: client.protocol || '' });
  client.on('close', ({ code }) => tell({ event: 'closed', code }));
  client.on('badMessage', () => tell({ event: 'badMessage' }));

  function handle(action, answer) {
    client.handle(action, ({ params }) => {
      tell({ event: 'call', action, params });
      return answer();
    });
  }

  handle('BootNotification', () => ({
    status: boots.length > 1 ? boots.shift() : boots[0],
    interval: 1,
    currentTime: now(),
  }));
  handle('Heartbeat', () => ({ currentTime: now() }));
  handle('StatusNotification', () => ({}));
  client.handle(({ method }) => {
    tell({ event: 'call', action: method });
    throw createRPCError('NotImplemented', 'no such thing here');
  });
});

async function order({ call, params, close, stop }) {
  if (call) {
    try {
      tell({ event: 'answer', action: call, result: await latest.call(call, params || {}) });
    } catch (error) {
      tell({ event: 'error', action: call, code: error.rpcErrorCode, text: error.message });
    }
  } else if (close) {
    await latest.close({ code: close, reason: 'asked to' });
  } else if (stop) {
    await server.close({ code: stop, reason: 'restarting' });
    process.exit(0);
  }
}

readline.createInterface({ input: process.stdin }).on('line', (line) => order(JSON.parse(line)));

server.listen(Number(process.env.PORT), '127.0.0.1').then(() => tell({ event: 'listening' }));
