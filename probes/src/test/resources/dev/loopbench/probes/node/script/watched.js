// A program that does known work when it is told to, and evaluates what it is asked through its own inspector, as a
// session from outside would. One JSON text a line: {"evaluate": expression, "await": whether it promises} or
// {"run": name, "with": argument} in, {"value": ...} or {"error": ...} out.
'use strict';
const crypto = require('crypto');
const dns = require('dns');
const fs = require('fs');
const http = require('http');
const inspector = require('inspector');
const { Worker } = require('worker_threads');
const zlib = require('zlib');

const KEY = Symbol.for('dev.loopbench.observer');
const session = new inspector.Session();
session.connect();

function evaluate(expression, awaitPromise, reply) {
  const options = { expression, includeCommandLineAPI: true, returnByValue: true, awaitPromise };
  session.post('Runtime.evaluate', options, (failed, answer) => {
    const thrown = answer && answer.exceptionDetails;
    if (failed || thrown) reply({ error: failed ? failed.message : thrown.exception.description });
    else reply({ value: answer.result.value });
  });
}

/** Runs an asynchronous call so many times at once and gives the order in which they came back. */
const together = (count, call) => new Promise((resolve, reject) => {
  const order = [];
  for (let index = 0; index < count; index++) {
    call((error) => {
      if (error) reject(error);
      order.push(index);
      if (order.length === count) resolve(order);
    });
  }
});
const soon = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

globalThis.work = {
  pbkdf2: (count) => together(count, (done) => crypto.pbkdf2('password', 'salt', 100000, 32, 'sha256', done)),
  lookup: (count) => together(count, (done) => dns.lookup('localhost', done)),
  stat: (count) => together(count, (done) => fs.stat(__filename, done)),
  async read(count) {
    const file = await fs.promises.open(__filename);
    const read = await together(count, (done) => fs.read(file.fd, Buffer.alloc(16), 0, 16, 0, done));
    await file.close();
    return read;
  },
  async promisedRead(count) {
    const file = await fs.promises.open(__filename);
    for (let index = 0; index < count; index++) await file.read(Buffer.alloc(16), 0, 16, 0);
    await file.close();
    return count;
  },
  digest: (count) => Promise.all(Array.from({ length: count }, () => crypto.webcrypto.subtle.digest('SHA-256', Buffer.alloc(8)))),
  /** A stream of zlib, written to so many times; each write and the end of the stream are a job each. */
  zlib: (count) => new Promise((resolve) => {
    const stream = zlib.createGzip();
    stream.resume();
    stream.on('end', () => resolve(count + 1));
    const write = (left) => (left === 0 ? stream.end() : stream.write('text', () => write(left - 1)));
    write(count);
  }),
  /** None of these is a job of the pool. */
  synchronous(count) {
    for (let index = 0; index < count; index++) {
      crypto.randomBytes(8);
      crypto.pbkdf2Sync('password', 'salt', 1, 8, 'sha256');
      zlib.gzipSync('text');
      fs.statSync(__filename);
    }
    return count;
  },
  async promises(count) {
    for (let index = 0; index < count; index++) await null;
    return count;
  },
  /** Nanoseconds in which the loop did not turn. */
  block(millis) {
    const start = process.hrtime.bigint();
    while (process.hrtime.bigint() - start < BigInt(millis) * 1000000n);
    return Number(process.hrtime.bigint() - start);
  },
  /** Whether the observer is there when the loop has turned once after having stood still. */
  async thereAfterBlock(millis) {
    globalThis.work.block(millis);
    await soon(1);
    return globalThis[KEY] !== undefined;
  },
  async untilGone() {
    while (globalThis[KEY] !== undefined) await soon(10);
    return true;
  },
  async turn(millis) {
    await soon(millis);
    return millis;
  },
  /** As a Node that publishes it would: a job that waited 1 ms and ran 2 ms, and one of which not all was seen. */
  publish(type) {
    const channel = require('diagnostics_channel').channel('uv.threadpool.work.' + type);
    const ended = Math.floor(performance.now());
    channel.publish({ enqueued: ended - 3, started: ended - 2, ended });
    channel.publish({ enqueued: null, started: null, ended });
    return type;
  },
  /** Whether a thread of its own has an observer, too. */
  workerIsObserved: () => new Promise((resolve) => {
    const code = "require('worker_threads').parentPort.postMessage(globalThis[Symbol.for('dev.loopbench.observer')] !== undefined)";
    new Worker(code, { eval: true }).on('message', resolve);
  }),
  /** A server whose requests each ask for something; its port. */
  serve: (what) => new Promise((resolve) => {
    const answers = {
      http: (response) => response.end('text'),
      pbkdf2: (response) => crypto.pbkdf2('password', 'salt', 1000, 32, 'sha256', () => response.end('text')),
      file: (response) => fs.readFile(__filename, (error, content) => response.end(error ? '' : content)),
    };
    http.createServer((request, response) => answers[what](response))
      .listen(0, '127.0.0.1', function listening() {
        resolve(this.address().port);
      });
  }),
  /** Microseconds of all threads so far. */
  cpu() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** What there is on the global object: names, and whether a loop over it meets more. */
  traces() {
    const symbols = Object.getOwnPropertySymbols(globalThis);
    return Reflect.ownKeys(globalThis).length + ' ' + symbols.length + ' ' + Object.keys(globalThis).length;
  },
};

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  text += chunk;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
    const asked = JSON.parse(text.slice(0, end));
    text = text.slice(end + 1);
    const reply = (answer) => process.stdout.write(JSON.stringify(answer) + '\n');
    if (asked.evaluate !== undefined) {
      evaluate(asked.evaluate, asked.await, reply);
    } else {
      Promise.resolve(asked.with)
        .then(globalThis.work[asked.run])
        .then((value) => reply({ value }), (error) => reply({ error: String(error) }));
    }
  }
});
