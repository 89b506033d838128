// A process that is looked into while it works, and knows how long its loop stood still:
//
//   node harm-target.js server       answers /pbkdf2, /zlib, /file, /promises and / until it is killed
//   node harm-target.js jobs RATE    has its pool do so many jobs of some microseconds a second
//
// Both answer /state on the port that they print: what they are like now, and the longest pause since the last time. A
// pause is what a timer of a millisecond came late by, less what the kernel says the thread waited for a core meanwhile.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const inspector = require('inspector');
const zlib = require('zlib');

const PERIOD_MILLIS = 1;
const LISTED_MILLIS = 3; // pauses that are told one by one
const LISTED_MAX = 10000;
const OBSERVER = Symbol.for('dev.loopbench.observer');

const schedstat = fs.openSync('/proc/thread-self/schedstat');
const text = Buffer.alloc(96);
function runDelayMillis() {
  const length = fs.readSync(schedstat, text, 0, text.length, 0);
  return Number(text.latin1Slice(0, length).split(' ')[1]) / 1e6;
}

let longestMillis = 0;
let pauses = [];
let lastMillis = performance.now();
let lastDelayMillis = runDelayMillis();
setInterval(() => {
  const atMillis = performance.now();
  const delayMillis = runDelayMillis();
  const pauseMillis = atMillis - lastMillis - PERIOD_MILLIS - (delayMillis - lastDelayMillis);
  longestMillis = Math.max(longestMillis, pauseMillis);
  if (pauseMillis >= LISTED_MILLIS && pauses.length < LISTED_MAX) {
    const toNanos = Number(process.hrtime.bigint());
    pauses.push({ fromNanos: toNanos - Math.round(1e6 * (atMillis - lastMillis)), toNanos, millis: pauseMillis });
  }
  lastMillis = atMillis;
  lastDelayMillis = delayMillis;
}, PERIOD_MILLIS);

let jobs = 0;
let requests = 0;
function state() {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const told = {
    longestMillis,
    pauses,
    rss,
    heapUsed,
    jobs,
    requests,
    cpuMicros: user + system,
    observed: globalThis[OBSERVER] !== undefined,
    inspector: inspector.url() !== undefined,
  };
  longestMillis = 0;
  pauses = [];
  return JSON.stringify(told);
}

/** Some 200 promises, one after the other. */
async function promises() {
  for (let left = 200; left > 0; left--) await null;
}

const page = Buffer.alloc(20000, 'abc');
const server = http.createServer((request, response) => {
  const done = (error) => {
    requests++;
    response.statusCode = error ? 500 : 200;
    response.end('ok');
  };
  switch (request.url) {
    case '/pbkdf2': return crypto.pbkdf2('secret', 'salt', 1000, 32, 'sha256', done);
    case '/zlib': return zlib.deflate(page, done);
    case '/file': return fs.readFile(__filename, done);
    case '/promises': return promises().then(done);
    case '/state': return response.end(state());
    default: return done();
  }
});

const [mode, perSecond] = process.argv.slice(2);
if (mode === 'jobs') {
  const sinceMillis = performance.now();
  const byte = new Uint8Array(1);
  let paid = 0;
  setInterval(() => {
    const due = Math.floor(((performance.now() - sinceMillis) * Number(perSecond)) / 1000);
    for (let left = Math.min(due - paid, 1000); left > 0; left--) {
      jobs++;
      crypto.randomFill(byte, () => {});
    }
    paid = due; // what it could not keep up with is left out
  }, 1);
}
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
