// Runs workloads on Node's loop as loopbench runs them on its own: the same loads, the same warm-up, the same window.
//
// It reads plan.json beside it, prepares and warms up, says {"ready": ...} and waits. "go" on standard input begins the
// measured time; each further byte says that an operation of an open load is due, as an arrival from outside does, and
// "!" ends the run early. When all is over it says {"done": ...} and waits for the end of standard input, which ends
// it at any time. Instants are nanoseconds of process.hrtime.
'use strict';
const fs = require('fs');
const path = require('path');
const { performance } = require('perf_hooks');
const works = require('./works.cjs');
const holds = require('./holds.cjs');

const SLICE_NANOS = 20e6;
const STEADY_SPREAD = 0.05;
const STEADY_SLICES = 3;
/** A schedule that is faster than the loop hands it back after so much. */
const TURN_NANOS = 10e6;
const TURN_STARTS = 10000;
/** Operations in flight. */
const ROOM = 1000000;
/** An open load begins so long after it was announced, so that the first arrivals are on time. */
const LEAD_NANOS = 10e6;
const FAILURES_MAX = 15;

const plan = JSON.parse(fs.readFileSync(path.join(__dirname, 'plan.json'), 'utf8'));
/** Without the garbage that process.hrtime leaves. The later of two readings makes the difference too small. */
const originNanos = Math.max(
  ...Array.from({ length: 20 }, () => Number(process.hrtime.bigint()) - performance.now() * 1e6));
const now = () => Math.round(originNanos + performance.now() * 1e6);
const say = (message) => fs.writeSync(1, `${JSON.stringify(message)}\n`);

let firstWrong = null;
let jobs = 0;
let counting = false;

const context = {
  folder: __dirname,
  now,
  wrong(sentence) { firstWrong ??= sentence; },
  job() {
    // Node's buffer of trace events must not fill up.
    if (counting && ++jobs === plan.tracedJobs) say({ traced: true });
  },
};

// ---------------------------------------------------------------- what is recorded
/** Values to one part in 1024, with exact sum, minimum and maximum. */
class Distribution {
  constructor() {
    this.buckets = new Map();
    this.count = 0;
    this.sum = 0;
    this.min = Infinity;
    this.max = 0;
  }

  record(nanos) {
    const unit = nanos < 1024 ? 1 : 2 ** (Math.floor(Math.log2(nanos)) - 10);
    const rounded = Math.floor(nanos / unit) * unit + Math.floor(unit / 2);
    this.buckets.set(rounded, (this.buckets.get(rounded) ?? 0) + 1);
    this.count++;
    this.sum += nanos;
    if (nanos < this.min) this.min = nanos;
    if (nanos > this.max) this.max = nanos;
  }

  tell() {
    const { count, sum, min, max } = this;
    return { count, sum, min: count === 0 ? 0 : min, max, buckets: [...this.buckets].flat() };
  }
}

/** The operations of one work. */
class Kind {
  constructor() {
    this.started = 0;
    this.ok = 0;
    this.errors = 0;
    this.lastOkNanos = null;
    this.failures = new Map();
    this.response = new Distribution();
    this.fromSend = new Distribution();
    this.startDelay = new Distribution();
  }

  failed(reason, atNanos) {
    this.errors++;
    const named = this.failures.has(reason) || this.failures.size < FAILURES_MAX;
    const key = named ? reason : '(other reasons)';
    const failure = this.failures.get(key) ?? { reason: key, count: 0, first: atNanos, last: atNanos };
    failure.count++;
    failure.last = atNanos;
    this.failures.set(key, failure);
  }

  tell(beginNanos) {
    const { started, ok, errors, lastOkNanos } = this;
    return {
      started,
      ok,
      errors,
      lastOk: lastOkNanos === null ? null : lastOkNanos - beginNanos,
      failures: [...this.failures.values()]
        .map(({ reason, count, first, last }) => ({ reason, count, first: first - beginNanos, last: last - beginNanos })),
      response: this.response.tell(),
      fromSend: this.fromSend.tell(),
      startDelay: this.startDelay.tell(),
    };
  }
}

// ---------------------------------------------------------------- loads
class Operation {
  constructor(driver, intendedNanos, startedNanos) {
    this.driver = driver;
    this.intendedNanos = intendedNanos;
    this.startedNanos = startedNanos;
  }

  ok() { this.driver.ended(this, null); }

  wrong(sentence) {
    firstWrong ??= sentence;
    this.driver.ended(this, 'wrong result');
  }

  failed(error) { this.driver.ended(this, String(error.code ?? error.message)); }
}

/** Starts operations of a work as its load says, until the load is exhausted and all have ended. */
class Driver {
  constructor(work, load, whenOver) {
    this.work = work;
    this.load = load;
    this.whenOver = whenOver;
    this.kind = new Kind();
    this.inFlight = 0;
    this.begun = 0;
    this.ends = 0;
    this.exhausted = false;
    this.starting = false;
    this.over = false;
    this.turn = null;
  }

  begin(beginNanos) {
    this.beginNanos = beginNanos;
    this.next();
    this.noticeOver();
  }

  stop() {
    this.exhausted = true;
    if (this.turn !== null) clearImmediate(this.turn);
    this.noticeOver();
  }

  /** What is in flight is of no interest any more. */
  abandon() {
    this.over = true;
    this.stop();
  }

  /** Starts what is to start by now. A start within a start leaves that to the loop around it. */
  next() {
    if (this.starting || this.exhausted) return;
    this.starting = true;
    const { model } = this.load;
    if (model === 'burst') this.burst();
    else if (model === 'closed') this.fill(now());
    else this.arrive();
    this.starting = false;
  }

  burst() {
    while (!this.exhausted && this.begun < this.load.jobs && this.inFlight < ROOM) this.start(this.beginNanos);
    this.exhausted ||= this.begun === this.load.jobs;
  }

  fill(nowNanos) {
    while (!this.exhausted && this.inFlight < this.load.concurrency) this.start(nowNanos);
  }

  /** The intended start of the next operation; Infinity when there is none. */
  dueNanos() {
    const { perSecond, durationNanos, arrivals } = this.load;
    const offset = arrivals === null
      ? Math.round((this.begun * 1e9) / perSecond)
      : this.begun < arrivals.length ? arrivals[this.begun] : Infinity;
    return offset < durationNanos ? this.beginNanos + offset : Infinity;
  }

  arrive() {
    const turnNanos = now();
    let due = this.dueNanos();
    let starts = 0;
    let late = true;
    while (due <= turnNanos && this.inFlight < ROOM && late) {
      const startedNanos = this.start(due);
      late = startedNanos - turnNanos < TURN_NANOS && ++starts < TURN_STARTS;
      due = this.dueNanos();
    }
    if (due === Infinity) this.exhausted = true;
    else if (!late) {
      this.turn = setImmediate(() => {
        this.next();
        this.noticeOver();
      });
    }
  }

  start(intendedNanos) {
    const startedNanos = now();
    this.begun++;
    this.inFlight++;
    this.kind.started++;
    this.work.start(new Operation(this, intendedNanos, startedNanos));
    return startedNanos;
  }

  ended(operation, failure) {
    if (this.over) return;
    const nowNanos = now();
    this.inFlight--;
    this.ends++;
    const kind = this.kind;
    if (failure === null) {
      kind.ok++;
      kind.lastOkNanos = nowNanos;
      kind.response.record(nowNanos - operation.intendedNanos);
      if (this.load.model === 'open') {
        kind.startDelay.record(operation.startedNanos - operation.intendedNanos);
        kind.fromSend.record(nowNanos - operation.startedNanos);
      }
    } else {
      kind.failed(failure, nowNanos);
    }
    const { model, durationNanos } = this.load;
    if (model === 'closed' && durationNanos !== null && nowNanos - this.beginNanos >= durationNanos) this.exhausted = true;
    if (model !== 'open' || this.inFlight === ROOM - 1) this.next();
    this.noticeOver();
  }

  noticeOver() {
    if (!this.over && this.exhausted && this.inFlight === 0) {
      this.over = true;
      this.whenOver();
    }
  }
}

// ---------------------------------------------------------------- before the measured time
/** One slice of a closed load; resolves to the driver when all has ended or the limit is over. */
function slice(work, nanos) {
  return new Promise((resolve) => {
    const limitMillis = (nanos + plan.drain.limitNanos) / 1e6;
    let limit = null;
    const driver = new Driver(work, { model: 'closed', concurrency: work.concurrency, durationNanos: nanos }, () => {
      if (limit !== null) clearTimeout(limit);
      resolve(driver);
    });
    if (limitMillis <= 2 ** 31 - 1) limit = setTimeout(() => resolve(driver), limitMillis);
    setImmediate(() => driver.begin(now()));
  });
}

/** Until operations take the same time again and again, or the time is over. */
async function warmUp(work, { untilSteady, maxNanos }) {
  const beganNanos = now();
  const recent = [];
  let operations = 0;
  let unfinished = 0;
  let steady = false;
  const run = async (nanos) => {
    const startedNanos = now();
    const driver = await slice(work, nanos);
    if (!driver.over) {
      unfinished = driver.inFlight;
      driver.abandon();
    }
    operations += driver.ends;
    recent.push((now() - startedNanos) / Math.max(1, driver.ends));
    if (recent.length > STEADY_SLICES) recent.shift();
    const [least, most] = [Math.min(...recent), Math.max(...recent)];
    steady = recent.length === STEADY_SLICES && most - least <= STEADY_SPREAD * least;
  };
  if (!untilSteady && maxNanos > 0) await run(maxNanos);
  while (untilSteady && !steady && unfinished === 0 && firstWrong === null && now() - beganNanos < maxNanos) {
    await run(SLICE_NANOS);
  }
  return { durationNanos: now() - beganNanos, operations, unfinished, steady };
}

async function prepare() {
  const made = plan.works.map((work) => works.make(work, context));
  for (const work of made) await work.prepare?.();
  const block = plan.block === null ? null : holds.hold(plan.block, __dirname);
  const share = { ...plan.warmup, maxNanos: plan.warmup.maxNanos / made.length };
  const warmups = [];
  for (const work of made) {
    if (warmups.every(({ unfinished }) => unfinished === 0)) warmups.push(await warmUp(work, share));
  }
  return { made, block, warmups };
}

/** The instants of random arrivals are drawn by whoever made the plan. */
function loadOf({ load }) {
  if (load.model !== 'open') return load;
  if (load.arrivalsFile === null) return { ...load, arrivals: null };
  const bytes = fs.readFileSync(load.arrivalsFile);
  const arrivals = new Float64Array(bytes.length / 8);
  for (let i = 0; i < arrivals.length; i++) arrivals[i] = bytes.readDoubleLE(8 * i);
  return { ...load, arrivals };
}

// ---------------------------------------------------------------- the measured time
class Measurement {
  constructor({ made, block }) {
    this.block = block;
    this.parts = plan.works.map((work, index) => ({
      work,
      delay: null,
      driver: new Driver(made[index], loadOf(work), () => this.partOver()),
    }));
    this.held = 0;
    this.finished = false;
    this.cut = false;
    this.drains = false;
    this.interrupted = false;
    this.timers = [];
  }

  /** Endless loads do not keep it going. */
  isEndless({ work }) {
    return work.load.model === 'closed' && work.load.durationNanos === null;
  }

  announce() {
    const paced = plan.works.some(({ load }) => load.model === 'open');
    const beginNanos = paced ? now() + LEAD_NANOS : now();
    say({ begun: beginNanos });
    if (!paced) {
      this.begin(beginNanos);
      return;
    }
    setTimeout(() => {
      while (now() < beginNanos);
      this.begin(beginNanos);
    }, Math.floor(LEAD_NANOS / 1e6) - 2);
  }

  begin(beginNanos) {
    this.beginNanos = beginNanos;
    this.utilization = performance.eventLoopUtilization();
    this.uv = performance.nodeTiming.uvMetricsInfo ?? null;
    counting = true;
    this.startBlocks();
    this.limitDrain();
    for (const part of this.parts) {
      if (part.work.startNanos === 0) part.driver.begin(this.beginNanos);
      else {
        part.delay = setTimeout(() => {
          part.delay = null;
          // Arrivals are sent from the instant at which it was to begin.
          const paced = part.work.load.model === 'open';
          part.driver.begin(paced ? this.beginNanos + part.work.startNanos : now());
        }, part.work.startNanos / 1e6);
      }
    }
  }

  startBlocks() {
    if (this.block === null) return;
    const { everyNanos, atNanos } = plan.block;
    const hold = () => {
      this.held++;
      this.block.hold();
    };
    this.timers.push(everyNanos !== null
      ? setInterval(hold, Math.ceil(everyNanos / 1e6))
      : setTimeout(hold, Math.ceil(atNanos / 1e6)));
    this.timers.forEach((timer) => timer.unref());
  }

  cutAfter(nanos) {
    if (this.drains || nanos / 1e6 > 2 ** 31 - 1) return; // a timer knows no longer time
    this.drains = true;
    this.timers.push(setTimeout(() => {
      this.cut = true;
      this.end();
    }, nanos / 1e6));
  }

  /** What is in flight when the time of the loads is over has so long. */
  limitDrain() {
    if (plan.drain.scheduledNanos !== null) this.cutAfter(plan.drain.scheduledNanos + plan.drain.limitNanos);
  }

  arrive() {
    for (const { work, driver } of this.parts) {
      if (work.load.model === 'open' && driver.beginNanos !== undefined) {
        driver.next();
        driver.noticeOver();
      }
    }
  }

  partOver() {
    const bounded = this.parts.filter((part) => !this.isEndless(part));
    if (!bounded.every(({ driver }) => driver.over)) return;
    if (this.parts.length > bounded.length) this.cutAfter(plan.drain.limitNanos);
    this.parts.filter((part) => this.isEndless(part)).forEach((part) => {
      if (part.delay !== null) {
        clearTimeout(part.delay);
        part.delay = null;
        part.driver.abandon();
      } else if (!part.driver.exhausted) {
        part.driver.stop();
      }
    });
    if (this.parts.every(({ driver }) => driver.over)) this.end();
  }

  interrupt() {
    this.interrupted = true;
    this.end();
  }

  end() {
    if (this.finished) return;
    this.finished = true;
    const endNanos = now();
    const utilization = performance.eventLoopUtilization(this.utilization);
    const uv = this.uv === null ? null : performance.nodeTiming.uvMetricsInfo;
    counting = false;
    this.timers.forEach(clearTimeout);
    this.parts.forEach(({ driver, delay }) => {
      if (delay !== null) clearTimeout(delay);
      driver.abandon();
    });
    say({
      done: {
        beginNanos: this.beginNanos,
        endNanos,
        cut: this.cut,
        interrupted: this.interrupted,
        activeMillis: utilization.active,
        idleMillis: utilization.idle,
        uv: uv === null ? null : {
          iterations: uv.loopCount - this.uv.loopCount,
          events: uv.events - this.uv.events,
          eventsWaiting: uv.eventsWaiting - this.uv.eventsWaiting,
        },
        holds: this.held,
        wrong: firstWrong,
        kinds: this.parts.map(({ driver }) => driver.kind.tell(this.beginNanos)),
      },
    });
  }
}

// ---------------------------------------------------------------- the conversation
let measurement = null;
let words = '';
process.stdin.on('data', (bytes) => {
  const text = bytes.toString('latin1');
  if (text.includes('!')) {
    if (measurement === null || measurement.beginNanos === undefined) process.exit(0);
    measurement.interrupt();
  } else if (measurement === null) {
    words += text;
  } else if (words !== null) {
    words += text;
    if (words.startsWith('go\n')) {
      words = null;
      measurement.announce();
    }
  } else if (measurement.beginNanos !== undefined && !measurement.finished) {
    measurement.arrive();
  }
});
process.stdin.on('end', () => process.exit(0));
// A terminal sends these to all that is in its foreground: whoever started this decides what is to end.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});

prepare().then(
  (prepared) => {
    if (firstWrong !== null) {
      say({ wrong: firstWrong });
      return;
    }
    measurement = new Measurement(prepared);
    say({ ready: { blockSize: prepared.block?.size ?? null, warmups: prepared.warmups } });
  },
  (error) => {
    const why = error instanceof works.WrongResult ? 'wrong' : error instanceof works.Refusal ? 'refused' : 'failed';
    say({ [why]: String(why === 'failed' ? error.stack : error.message) });
  },
);
