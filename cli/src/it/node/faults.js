// Programs with one fault each, by name: node faults.js NAME [SECONDS]. Each makes its own load, and runs until it is
// ended or the time is over.
'use strict';
const { pbkdf2 } = require('crypto');
const { lookup } = require('dns');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'loopbench-fault-'));
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));
process.once('disconnect', () => process.exit(0));
process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/** A file of so many bytes. */
function file(name, bytes) {
  const at = path.join(folder, name);
  fs.writeFileSync(at, Buffer.alloc(bytes, 'x'));
  return at;
}

/** A server that is asked so often, over one connection. */
function served(handler, perSecond) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const server = http.createServer(handler).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    setInterval(() => http.get({ port, host: '127.0.0.1', agent }, (answer) => answer.resume()).on('error', () => {}),
      1000 / perSecond);
  });
}

/** So many of an asynchronous action are always under way. */
function always(many, action) {
  const again = () => action(() => setImmediate(again));
  for (let i = 0; i < many; i++) again();
}

let kept = [];

const FAULTS = {
  pool() {
    const small = file('small', 4096);
    always(8, (done) => pbkdf2('secret', 'salt', 40_000, 64, 'sha512', done));
    setInterval(() => fs.readFile(small, () => {}), 40);
  },

  /** Who starts it sees to it that names hang. */
  lookups() {
    const small = file('small', 4096);
    setInterval(() => lookup('names.that.hang.example', () => {}), 300);
    setInterval(() => fs.readFile(small, () => {}), 40);
  },

  function() {
    function compute() {
      let x = 0;
      for (const end = Date.now() + 150; Date.now() < end;) x += Math.sqrt(x + 1);
      return x;
    }
    served((request, response) => response.end(String(compute())), 2);
  },

  'read-sync'() {
    const big = file('users.json', 16 << 20);
    const authorize = () => fs.readFileSync(big).length;
    served((request, response) => response.end(String(authorize())), 40);
  },

  'json-parse'() {
    const text = JSON.stringify(Array.from({ length: 300_000 }, (_, id) => ({ id, name: 'user' + id, tags: ['a', 'b'], half: id / 2 })));
    const orders = () => JSON.parse(text).length;
    served((request, response) => response.end(String(orders())), 1);
  },

  regex() {
    const isName = (word) => /^(a+)+$/.test(word);
    served((request, response) => response.end(String(isName('a'.repeat(25) + '!'))), 1);
  },

  gc() {
    function cache() {
      const added = [];
      for (let i = 0; i < 60_000; i++) added.push({ i, name: 'name' + i, of: { i } });
      kept.push(added);
      if (kept.length > 60) kept = kept.slice(30);
    }
    served((request, response) => { cache(); response.end('ok'); }, 40);
  },

  nothing() {
    served((request, response) => response.end('ok'), 20);
  },

  /** Who starts it takes the cores. */
  neighbour() {
    served((request, response) => response.end('ok'), 20);
  },
};

FAULTS[process.argv[2]]();
if (process.argv.length > 3) setTimeout(() => process.exit(0), 1000 * Number(process.argv[3]));
