// The least that keeps a link: ws, a ping now and then. Argument: the URL of a gateway. Says when it is up.
'use strict';

const WebSocket = require('ws');

const socket = new WebSocket(process.argv[2], { perMessageDeflate: false });
socket.on('open', () => {
  console.log('up');
  setInterval(() => socket.ping(), 30_000);
});
