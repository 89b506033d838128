// Ways to hold the loop, with Node's own functions: what loopbench's loop is held with in Java. A hold is made for a
// time, for which the size of its work is found by doing it, or for a size.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { performance } = require('perf_hooks');
const zlib = require('zlib');

const SECOND_NANOS = 1e9;

const now = () => performance.now() * 1e6;

// ---------------------------------------------------------------- how much work takes so long
const TOLERANCE = 0.03; // the same work varies by more from one time to the next
const NEAR_MAX = 2; // a run between a half and twice the time says what a unit of work costs there
const STEP_MAX = 4;
const SAMPLES = 5;
const WARM_NANOS = SECOND_NANOS; // code that runs so long without a pause has been compiled
const RUNS_MAX = 20000;

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/**
 * Steps towards the size, then settles on it: the median of the latest runs of about the wanted time says what a unit
 * costs. The cost grows as the exponent of the size.
 */
function calibrated({ lastingNanos, size: asked }, exponent, least, most, run) {
  const began = now();
  if (asked !== null) {
    if (asked < least || asked > most) {
      throw new Refusal(`the size of the work that holds the loop must be from ${least} to ${most}, not ${asked}`);
    }
    for (let runs = 0; runs < RUNS_MAX && now() - began < WARM_NANOS; runs++) run(asked);
    return asked;
  }
  const bounded = (wanted) => Math.max(least, Math.min(most, Math.round(wanted)));
  const limit = 2 * SECOND_NANOS + 18 * lastingNanos;
  const units = [];
  let size = least;
  for (let runs = 0; runs < RUNS_MAX; runs++) {
    const started = now();
    run(size);
    const took = Math.max(1, now() - started);
    const ratio = lastingNanos / took;
    let next;
    if (ratio > NEAR_MAX || ratio < 1 / NEAR_MAX) {
      units.length = 0;
      next = bounded(size * Math.min(STEP_MAX, Math.max(1 / STEP_MAX, ratio ** (1 / exponent))));
    } else {
      units.push(took / size ** exponent);
      if (units.length > SAMPLES) units.shift();
      next = bounded((lastingNanos / median(units)) ** (1 / exponent));
    }
    const same = Math.abs(next - size) <= TOLERANCE * size;
    const settled = same && (units.length >= SAMPLES || (units.length === 0 && next === size));
    const elapsed = now() - began;
    if (elapsed >= limit || (elapsed >= WARM_NANOS && settled)) return next;
    if (!same) size = next;
  }
  return size;
}

/** What was asked for cannot be had; a sentence. */
class Refusal extends Error {}

// ---------------------------------------------------------------- the ways
/** By CPU time where Node tells that of a thread (from 22.19 on), else by the time that passes. */
function spinOnLoop(nanos) {
  if (typeof process.threadCpuUsage !== 'function') {
    const end = performance.now() + nanos / 1e6;
    while (performance.now() < end);
    return;
  }
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) * 1000;
  };
  const end = used() + nanos;
  while (used() < end);
}

const RECORD = '{"id":4711,"name":"Ada Lovelace","active":true,"score":0.875,"manager":null,"tags":["loop","pool"]}';
const READ_BYTES = 65536;
const FILE_READS = 16;

const WAYS = {
  loop: (extent) => ({ hold: () => spinOnLoop(extent.lastingNanos) }),

  sleep: (extent) => {
    const cell = new Int32Array(new SharedArrayBuffer(4));
    return { hold: function sleepOnLoop() { Atomics.wait(cell, 0, 0, extent.lastingNanos / 1e6); } };
  },

  'pbkdf2-sync': (extent) => {
    const derive = (count) => crypto.pbkdf2Sync('password', 'salt', count, 64, 'sha512');
    const iterations = calibrated(extent, 1, 100, 1e9, derive);
    return { size: `${iterations} iterations`, hold: function deriveKeyOnLoop() { derive(iterations); } };
  },

  'scrypt-sync': (extent) => {
    const derive = (mixes) =>
      crypto.scryptSync('password', 'salt', 64, { N: 64, r: 8, p: mixes, maxmem: 2 ** 31 - 1 });
    const mixes = calibrated(extent, 1, 1, 100000, derive);
    return { size: `cost 64, parallelization ${mixes}`, hold: function deriveKeyOnLoop() { derive(mixes); } };
  },

  regex: (extent) => {
    const trailingBlanks = /\s+$/;
    const match = (text) => {
      if (trailingBlanks.test(text)) throw new Error('blanks at the end of a line that has none there');
    };
    const line = (blanks) => `${' '.repeat(blanks)}x`;
    const blanks = calibrated(extent, 2, 100, 450000, (count) => match(line(count)));
    const text = line(blanks);
    return { size: `a line of ${blanks} blanks`, hold: function matchOnLoop() { match(text); } };
  },

  json: (extent) => {
    const document = (count) => `[${`${RECORD},`.repeat(count - 1)}${RECORD}]`;
    const parseAndPrint = (text) => {
      if (JSON.stringify(JSON.parse(text)).length !== text.length) throw new Error('JSON of another length was printed');
    };
    const records = calibrated(extent, 1, 1, 2e6, (count) => parseAndPrint(document(count)));
    const text = document(records);
    return {
      size: `${text.length} bytes, ${records} records`,
      hold: function parseAndPrintOnLoop() { parseAndPrint(text); },
    };
  },

  sort: (extent) => {
    let numbers = [];
    const draw = (count) => {
      let state = 1;
      if (numbers.length !== count) {
        numbers = Array.from({ length: count }, () => (state = (Math.imul(state, 1664525) + 1013904223) | 0));
      }
    };
    const sort = () => numbers.slice().sort((a, b) => b - a);
    const count = calibrated(extent, 1, 100, 5e6, (size) => {
      draw(size);
      sort();
    });
    draw(count);
    return { size: `${count} numbers`, hold: function sortOnLoop() { sort(); } };
  },

  'zlib-sync': (extent) => {
    const block = Buffer.alloc(READ_BYTES);
    let state = 1;
    for (let i = 0; i < block.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      block[i] = 97 + (state >>> 28);
    }
    const compress = (bytes) => {
      for (let left = bytes; left > 0; left -= READ_BYTES) zlib.gzipSync(block.subarray(0, Math.min(left, READ_BYTES)));
    };
    const bytes = calibrated(extent, 1, 1024, 2 ** 31 - 1, compress);
    return { size: `${bytes} bytes`, hold: function gzipOnLoop() { compress(bytes); } };
  },

  'fs-sync': (extent, folder) => {
    const file = path.join(folder, 'held.bin');
    fs.writeFileSync(file, Buffer.alloc(READ_BYTES * FILE_READS, 'loopbench '));
    const fd = fs.openSync(file, 'r');
    const buffer = Buffer.alloc(READ_BYTES);
    const read = (count) => {
      for (let at = 0; at < count; at++) {
        const got = fs.readSync(fd, buffer, 0, READ_BYTES, (at % FILE_READS) * READ_BYTES);
        if (got !== READ_BYTES) throw new Error(`read ${got} of ${READ_BYTES} bytes`);
      }
    };
    const reads = calibrated(extent, 1, 1, 2 ** 31 - 1, read);
    return { size: `${reads} reads of ${READ_BYTES} bytes`, hold: function readFileOnLoop() { read(reads); } };
  },
};

/** Makes a way to hold the loop: { hold, size }. Takes about a second where a size is to be found. */
exports.hold = (asked, folder) => WAYS[asked.with](asked, folder);
exports.Refusal = Refusal;
