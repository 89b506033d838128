// The workloads, with Node's own functions. Each is made from its parameters, in base units, and has
//   concurrency   how many operations at a time warm it up
//   prepare()     makes what it needs and checks a known result; may return a promise
//   start(op)     starts one operation, which ends by op.ok(), op.wrong(sentence) or op.failed(error)
// and calls job() for each job that it puts into the pool.
'use strict';
const crypto = require('crypto');
const dns = require('dns');
const fs = require('fs');
const http = require('http');
const net = require('net');
const path = require('path');
const zlib = require('zlib');
const { hold, Refusal } = require('./holds.cjs');

const PASSWORD = 'correct horse battery staple';

/** A published key for each digest: password "password", salt "salt", 4096 iterations. */
const KNOWN_KEYS = {
  sha1: '4b007901b765489abead49d926f721d065a429c1',
  sha256: 'c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a',
  sha512: 'd197b1b33db0143e018b12f3d1d1479e6cdebdcc97c5c0f87f6902e072f457b5'
    + '143f30602641b3d55cd335988cb36b84376060ecd532e039b742a239434af2d5',
};
/** RFC 7914, section 12: its second vector. */
const KNOWN_SCRYPT_KEY = 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162'
  + '2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640';

/** A known result is another one. */
class WrongResult extends Error {}

function requireKey(algorithm, key, hex) {
  if (key.toString('hex') !== hex) throw new WrongResult(`${algorithm} gave ${key.toString('hex')} for the published key ${hex}`);
}

/** All jobs derive the same key: each is checked against the first to finish. */
function keys(algorithm, keyLength, prepare, derive) {
  let first = null;
  return {
    concurrency: 1,
    prepare,
    start(operation) {
      derive((error, key) => {
        if (error) return operation.failed(error);
        first ??= key;
        return key.length === keyLength && key.equals(first)
          ? operation.ok()
          : operation.wrong(`${algorithm} gave different keys for the same password and salt`);
      });
    },
  };
}

/** What a callback costs: holds the loop, or nothing. */
function costOf({ cost }, folder) {
  return cost === null ? () => {} : hold(cost, folder).hold;
}

const WORKS = {
  pbkdf2: ({ iterations, digest, keyLength, salt }, { job }) => keys(
    'pbkdf2',
    keyLength,
    () => requireKey(
      `pbkdf2 with ${digest}`,
      crypto.pbkdf2Sync('password', 'salt', 4096, KNOWN_KEYS[digest].length / 2, digest),
      KNOWN_KEYS[digest],
    ),
    (done) => {
      job();
      crypto.pbkdf2(PASSWORD, salt, iterations, keyLength, digest, done);
    },
  ),

  scrypt: ({ cost: N, blockSize: r, parallelization: p, keyLength, salt }, { job }) => keys(
    'scrypt',
    keyLength,
    () => requireKey(
      'scrypt', crypto.scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16 }), KNOWN_SCRYPT_KEY),
    (done) => {
      job();
      crypto.scrypt(PASSWORD, salt, keyLength, { N, r, p, maxmem: 256 * r * (N + p) }, done);
    },
  ),

  random: ({ size }, { job }) => {
    let previous = null;
    return {
      concurrency: 1,
      start(operation) {
        job();
        crypto.randomBytes(size, (error, bytes) => {
          if (error) return operation.failed(error);
          const same = size >= 16 && previous !== null && bytes.equals(previous);
          previous = bytes;
          return same ? operation.wrong(`drew the same ${size} bytes twice`) : operation.ok();
        });
      },
    };
  },

  // A stream of Node's puts one job into the pool for each piece of its output, with room for all of it a single one, and
  // one more for its end.
  zlib: ({ mode, level, textFile }, { job }) => {
    const text = fs.readFileSync(textFile);
    const chunkSize = Math.max(64, text.length + (text.length >> 3) + 1024);
    const member = zlib.gzipSync(text, { level });
    const [work, input, expected] = mode === 'gunzip' ? [zlib.gunzip, member, text] : [zlib.gzip, text, member];
    return {
      concurrency: 1,
      prepare() {
        if (!zlib.gunzipSync(member).equals(text)) {
          throw new WrongResult(`gunzip did not give back the ${text.length} bytes that gzip got`);
        }
      },
      start(operation) {
        job();
        job();
        work(input, { level, chunkSize }, (error, result) => {
          if (error) return operation.failed(error);
          return result.length === expected.length
            ? operation.ok()
            : operation.wrong(`${mode} gave ${result.length} bytes in place of ${expected.length}`);
        });
      },
    };
  },

  'fs-read': ({ file: named, size: asked, sizeGiven, chunk: askedChunk, openEach }, { job, folder }) => {
    const file = named ?? path.join(folder, 'read.bin');
    if (named === null) fs.writeFileSync(file, Buffer.alloc(asked, 'loopbench '));
    const shared = openEach ? null : fs.openSync(file, 'r');
    const fileBytes = fs.statSync(file).size;
    const size = sizeGiven || named === null ? Math.min(asked, fileBytes) : fileBytes;
    const chunk = Math.min(askedChunk, size);
    const buffers = []; // one for each operation in flight, used again
    const read = (operation, fd, done) => {
      const buffer = buffers.pop() ?? Buffer.allocUnsafeSlow(chunk);
      let position = 0;
      const next = () => {
        const wanted = Math.min(chunk, size - position);
        job();
        fs.read(fd, buffer, 0, wanted, position, (error, got) => {
          position += wanted;
          if (!error && got === wanted && position < size) return next();
          buffers.push(buffer);
          if (error) return operation.failed(error);
          return got === wanted ? done() : operation.wrong(`read ${got} of ${wanted} bytes`);
        });
      };
      next();
    };
    return {
      concurrency: 1,
      start(operation) {
        if (shared !== null) {
          read(operation, shared, () => operation.ok());
          return;
        }
        job();
        fs.open(file, 'r', (refused, fd) => {
          if (refused) return operation.failed(refused);
          job();
          return fs.fstat(fd, (unknown) => {
            if (unknown) return operation.failed(unknown);
            return read(operation, fd, () => {
              job();
              fs.close(fd, (error) => (error ? operation.failed(error) : operation.ok()));
            });
          });
        });
      },
    };
  },

  dns: ({ names }, { job }) => {
    let next = 0;
    return {
      concurrency: 1,
      start(operation) {
        const name = names[next];
        next = (next + 1) % names.length;
        job();
        dns.lookup(name, { all: true }, (error, addresses) => {
          if (error) return operation.failed(error);
          return addresses.length > 0
            ? operation.ok()
            : operation.wrong(`the lookup of ${name} gave no address and no error`);
        });
      },
    };
  },

  timers: ({ timers, delayMillis, spreadMillis, seed, ...own }, { folder, now }) => {
    let state = seed | 0; // the same seed draws the same delays
    const drawn = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    const pay = costOf(own, folder);
    return {
      concurrency: timers,
      start(operation) {
        const millis = Math.floor(delayMillis + drawn() * spreadMillis);
        const armed = now();
        setTimeout(() => {
          const elapsed = now() - armed;
          pay();
          // Whole milliseconds, cut off: less than one may be missing.
          if (elapsed <= (millis - 1) * 1e6) operation.wrong(`a timer of ${millis} ms fired after ${elapsed} ns`);
          else operation.ok();
        }, millis);
      },
    };
  },

  immediates: ({ immediates, ...own }, { folder }) => {
    const pay = costOf(own, folder);
    return {
      concurrency: immediates,
      start(operation) {
        setImmediate(() => {
          pay();
          operation.ok();
        });
      },
    };
  },

  // The immediate is queued before the first tick and runs after the last.
  ticks: ({ ticks, ...own }, { folder }) => {
    const pay = costOf(own, folder);
    return {
      concurrency: 1,
      start(operation) {
        let ran = 0;
        setImmediate(() => (ran === ticks
          ? operation.ok()
          : operation.wrong(`the loop went on after ${ran} of the ${ticks} ticks of a chain`)));
        const tick = () => {
          pay();
          if (++ran < ticks) process.nextTick(tick);
        };
        process.nextTick(tick);
      },
    };
  },

  http: ({ connections, replyBody, backlog, keepAliveMillis, poolJob, ...own }, context) => {
    const body = Buffer.alloc(replyBody, 'x');
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length };
    const answered = answering(own, poolJob, context);
    const server = http.createServer((request, reply) => {
      request.resume();
      answered((error) => {
        reply.writeHead(error ? 500 : 200, headers);
        reply.end(body);
      });
    });
    server.keepAliveTimeout = keepAliveMillis;
    const agent = new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
    return {
      concurrency: connections,
      prepare: () => listening(server, backlog),
      start(operation) {
        const { port } = server.address();
        const request = http.get({ host: '127.0.0.1', port, path: '/', agent }, (reply) => {
          let bytes = 0;
          reply.on('data', (piece) => { bytes += piece.length; });
          reply.on('end', () => {
            if (reply.statusCode !== 200) operation.failed(new Error(`HTTP ${reply.statusCode}`));
            else if (bytes !== body.length) operation.wrong(`a reply had ${bytes} bytes in place of ${body.length}`);
            else operation.ok();
          });
        });
        request.on('error', (error) => operation.failed(error));
      },
    };
  },

  echo: ({ connections, payload, backlog, poolJob, ...own }, context) => {
    const answered = answering(own, poolJob, context);
    const server = net.createServer({ noDelay: true }, (socket) => {
      let waiting = 0;
      let pieces = [];
      socket.on('error', () => socket.destroy());
      socket.on('data', (piece) => {
        pieces.push(piece);
        waiting += piece.length;
        if (waiting < payload) return;
        const whole = pieces;
        pieces = [];
        waiting = 0;
        answered(() => whole.forEach((part) => socket.write(part)));
      });
    });
    const message = Buffer.alloc(payload, 'loopbench ');
    const free = [];
    const line = []; // operations that wait for a connection
    const send = (socket, operation) => {
      let got = 0;
      const receive = (piece) => {
        const wrong = !piece.equals(message.subarray(got, got + piece.length));
        got += piece.length;
        if (got < payload && !wrong) return;
        socket.removeListener('data', receive);
        const next = line.shift();
        if (next === undefined) free.push(socket);
        else send(socket, next);
        if (wrong) operation.wrong('an echo gave back other bytes');
        else operation.ok();
      };
      socket.on('data', receive);
      socket.write(message);
    };
    return {
      concurrency: connections,
      async prepare() {
        await listening(server, backlog);
        for (let made = 0; made < connections; made++) {
          free.push(await new Promise((resolve, reject) => {
            const socket = net.connect({ host: '127.0.0.1', port: server.address().port, noDelay: true }, () => resolve(socket));
            socket.on('error', reject);
          }));
        }
      },
      start(operation) {
        const socket = free.shift();
        if (socket === undefined) line.push(operation);
        else send(socket, operation);
      },
    };
  },
};

/** What a server does before it answers: holds the loop, then waits for a job of the pool. */
function answering(own, poolJob, context) {
  const pay = costOf(own, context.folder);
  if (poolJob === null) {
    return (answer) => {
      pay();
      answer(null);
    };
  }
  const jobs = make(poolJob, context);
  const prepared = jobs.prepare?.();
  if (prepared !== undefined) throw new Error('it has to be ready at once');
  return (answer) => {
    pay();
    jobs.start({ ok: () => answer(null), failed: answer, wrong: context.wrong });
  };
}

function listening(server, backlog) {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, backlog }, resolve);
    server.unref();
  });
}

function make({ workload, parameters }, context) {
  return WORKS[workload](parameters, context);
}

exports.make = make;
exports.Refusal = Refusal;
exports.WrongResult = WrongResult;
