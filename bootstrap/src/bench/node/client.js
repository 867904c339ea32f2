// The workloads of ClientRun in Node, with ws. Arguments: workload, port, seconds to warm up, seconds to measure.
'use strict';

const http = require('node:http');
const WebSocket = require('ws');

const [workload, port, warmUp, seconds] = process.argv.slice(2);
const path = { receive: 'flood', send: 'count', echo: 'echo' }[workload];
const text = 'abcdefghijklmnop'.repeat(8);
const bufferedMax = 1 << 20;

const socket = new WebSocket(`ws://127.0.0.1:${port}/${path}`, { perMessageDeflate: false });
let received = 0;
let characters = 0;
let measuring = false;
let sentAt = 0n;
const echoMicros = [];

socket.on('message', (data) => {
  const now = process.hrtime.bigint();
  characters += data.toString().length;
  received++;
  if (workload === 'echo') {
    if (measuring) echoMicros.push(Number(now - sentAt) / 1e3);
    sentAt = process.hrtime.bigint();
    socket.send(text);
  }
});

function pump() {
  for (let i = 0; i < 256 && socket.bufferedAmount < bufferedMax; i++) socket.send(text);
  setImmediate(pump);
}

function messages() {
  if (workload !== 'send') return Promise.resolve(received);
  return new Promise((resolve, reject) => {
    http
      .get(`http://127.0.0.1:${port}/report`, (answer) => {
        let body = '';
        answer.on('data', (part) => (body += part));
        answer.on('end', () => resolve(Number(body)));
      })
      .on('error', reject);
  });
}

const pause = (s) => new Promise((resolve) => setTimeout(resolve, s * 1000));

socket.on('error', (failure) => {
  console.error(failure);
  process.exit(1);
});

socket.on('open', async () => {
  if (workload === 'send') pump();
  if (workload === 'echo') {
    sentAt = process.hrtime.bigint();
    socket.send(text);
  }
  await pause(Number(warmUp));
  const before = await messages();
  const cpuBefore = process.cpuUsage();
  const start = process.hrtime.bigint();
  measuring = true;
  await pause(Number(seconds));
  measuring = false;
  const count = (await messages()) - before;
  const cpu = process.cpuUsage(cpuBefore);
  const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  echoMicros.sort((a, b) => a - b);
  const percentile = (share) => (echoMicros[Math.floor(echoMicros.length * share)] ?? 0).toFixed(1);
  console.log(
    `result rate=${(count / elapsed).toFixed(0)} cpu=${(((cpu.user + cpu.system) * 1e3) / count).toFixed(0)}` +
      ` bytes=0 p50=${percentile(0.5)} p99=${percentile(0.99)}`,
  );
  process.exit(0);
});
