// Asks a server for its pages over 16 connections until the standard input ends, then says how it was served.
//
//   node harm-load.js PORT [PAGE]...
'use strict';
const http = require('http');

const CONNECTIONS = 16;
const [port, ...asked] = process.argv.slice(2);
const pages = asked.length > 0 ? asked : ['/pbkdf2', '/zlib', '/file', '/'];
const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const served = { requests: 0, failed: 0, longestMillis: 0 };
let stopping = false;
let open = CONNECTIONS;

function ask(number) {
  if (stopping) {
    if (--open === 0) {
      console.log(JSON.stringify(served));
      process.exit();
    }
    return;
  }
  const sinceMillis = performance.now();
  const next = (failed) => {
    served.requests++;
    if (failed) served.failed++;
    served.longestMillis = Math.max(served.longestMillis, performance.now() - sinceMillis);
    setImmediate(ask, number + 1);
  };
  http.get({ host: '127.0.0.1', port, path: pages[number % pages.length], agent }, (response) => {
    response.resume();
    response.on('end', () => next(response.statusCode !== 200));
  }).on('error', () => next(true));
}

for (let connection = 0; connection < CONNECTIONS; connection++) ask(connection);
process.stdin.on('end', () => { stopping = true; }).resume();
