'use strict';

// Loaded before the server (node --require): it would listen on every address of the machine, and
// has no setting for that.
const net = require('node:net');

const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number'
    ? listen.call(this, port, '127.0.0.1', ...rest.filter((argument) => typeof argument !== 'string'))
    : listen.call(this, port, ...rest);
};
