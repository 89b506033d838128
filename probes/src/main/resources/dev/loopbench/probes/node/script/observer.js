// What watches a Node process from inside, Node 18 to 26. An expression: a function that installs the observer and
// returns a JSON text or a promise of one, which says what was installed or why not. What it watches with stands in the
// files beside it.
//
// The process that is watched comes first. Nothing here throws into it, keeps it alive or changes what it does; all
// room is bounded and what has no place is counted; when nobody asks for a while the observer takes itself away. What
// it leaves in the process is one symbol on the global object, through which it is asked: take() gives all there is
// since the last time, stop() the same, and undoes everything.
//
// The inspector interrupts JavaScript anywhere, in the middle of a function here or of one of Node's. So what is evaluated
// changes nothing of Node's then and there: a hook that is enabled or disabled while Node goes through its hooks can end
// the process, and a timer that is made while Node sorts its timers can be lost. Observers come and go in a turn of the
// loop of their own. In between only take() is called, which reads: what writes here is busy meanwhile, and who asks then
// is told to ask again.
//
// Instants are nanoseconds since the process's own time origin; `originNanos` places that on process.hrtime, which is
// the clock of trace events too.
(function observe(parts, load, settings) {
  'use strict';
  const KEY = Symbol.for('dev.loopbench.observer');
  const TICK_MILLIS = 100;

  const undo = []; // what ends the observer, the last first
  function undoAll() {
    let failed = 0;
    while (undo.length > 0) {
      try {
        undo.pop()();
      } catch {
        failed++; // the others have to be undone all the same
      }
    }
    return failed;
  }

  // The built-in modules themselves, as far as Node gives them: require may have been wrapped.
  const builtin = (name) => (process.getBuiltinModule ? process.getBuiltinModule(name) : load(name));
  const inTurn = (action) => new Promise((resolve) => {
    builtin('timers').setImmediate(() => resolve(action()));
  });

  function identity() {
    // A module is not loaded to ask it whether it is used.
    const loaded = process.moduleLoadList;
    const cluster = loaded && loaded.includes('NativeModule cluster') ? builtin('cluster') : null;
    const workers = cluster && cluster.isPrimary ? Object.values(cluster.workers) : null;
    return {
      pid: process.pid,
      version: process.version,
      uv: process.versions.uv,
      v8: process.versions.v8,
      execArgv: process.execArgv,
      script: process.argv.length > 1 ? process.argv[1] : null,
      threadPoolSize: process.env.UV_THREADPOOL_SIZE ?? null,
      clusterWorkers: workers && workers.map((worker) => worker.process.pid),
    };
  }

  function install() {
    const other = globalThis[KEY];
    if (other !== undefined) {
      const { by, sinceNanos } = other;
      return JSON.stringify({ installed: false, because: 'observed', by: String(by), sinceNanos: Number(sinceNanos) });
    }
    try {
      // What is loaded before the program is loaded in each of its worker threads as well.
      if (!builtin('worker_threads').isMainThread) throw new Error('this is a worker thread');
      const timers = builtin('timers');
      const { performance } = builtin('perf_hooks');
      const millis = performance.now; // kept: a test may replace it later

      /** What the parts share. */
      const core = {
        builtin,
        undo,
        now: () => Math.round(millis.call(performance) * 1e6),
        busy: false,
        own: false, // whether what is submitted just now is the observer's own
        stopped: null,
        faults: 0,
        lost: { underWay: 0, unsure: 0, streams: 0, sentinels: 0, pauses: 0, legs: 0, gaps: 0 },

        /** Every function that Node calls is one of these, but for the hooks. */
        guarded: (action) => (argument) => {
          if (core.stopped !== null) return;
          core.busy = true;
          try {
            action(argument);
          } catch {
            core.faults++;
          }
          core.busy = false;
        },

        every(periodMillis, action) {
          const timer = timers.setInterval(core.guarded(action), periodMillis);
          timer.unref();
          undo.push(() => timers.clearInterval(timer));
        },
      };
      const now = core.now;

      let originNanos = 0n;
      for (let round = 0; round < 5; round++) {
        // The later of two readings makes the difference too small, so the largest of some is the closest.
        const apart = process.hrtime.bigint() - BigInt(now());
        if (apart > originNanos) originNanos = apart;
      }

      const jobs = parts.jobs(core, settings);
      const sentinel = parts.sentinel(core, settings);
      const legs = parts.legs(core, settings, sentinel);
      const loop = parts.loop(core);
      const gaps = parts.gaps(core);

      let lastTickNanos = now();
      let unaskedNanos = 0;
      /** Time in which the loop does not turn is no silence: of a gap between ticks two periods count at most. */
      core.every(TICK_MILLIS, () => {
        const atNanos = now();
        const elapsedNanos = atNanos - lastTickNanos;
        lastTickNanos = atNanos;
        jobs.tick(elapsedNanos);
        unaskedNanos += Math.min(elapsedNanos, 2e6 * TICK_MILLIS);
        if (unaskedNanos >= 1e6 * settings.silenceMillis) {
          end('nobody asked');
          if (settings.closesInspector) parts.inspector(builtin);
        }
      });

      function end(why) {
        if (core.stopped !== null) return;
        core.stopped = why;
        core.faults += undoAll();
      }

      let sequence = 0;
      function answer() {
        const answered = { sequence: ++sequence, at: now(), stopped: core.stopped };
        for (const part of [jobs, sentinel, legs, loop, gaps]) part.tell(answered);
        answered.faults = core.faults;
        answered.lost = core.lost;
        return JSON.stringify(answered);
      }

      let installation = '';
      const observer = {
        by: String(settings.by),
        sinceNanos: Number(originNanos) + now(),
        /** What was returned to whoever installed it. */
        installed: () => installation,
        take() {
          if (core.busy) return '{"busy":true}';
          unaskedNanos = 0;
          try {
            return answer();
          } catch (error) {
            return JSON.stringify({ failed: String(error) });
          }
        },
        stop: () => inTurn(() => {
          end('asked to');
          return observer.take();
        }),
      };
      // Not to be met by who goes through the global object's properties.
      Object.defineProperty(globalThis, KEY, { value: observer, configurable: true, enumerable: false });
      undo.push(() => delete globalThis[KEY]);

      // At the end of a program nothing can be asked any more: what was seen last is sent.
      const tell = settings.farewell === null ? undefined : globalThis[settings.farewell];
      if (typeof tell === 'function') {
        delete globalThis[settings.farewell];
        const farewell = () => {
          if (core.stopped !== null) return;
          core.stopped = 'the program ended';
          try {
            tell(observer.take()); // while it can be asked: a question in between is to find it
          } catch {
            core.faults++;
          }
          core.faults += undoAll();
        };
        process.on('exit', farewell);
        undo.push(() => process.removeListener('exit', farewell));
      }

      const installed = {
        installed: true,
        at: now(),
        originNanos: String(originNanos),
        hooking: jobs.hooking(),
        kinds: jobs.kinds,
        channels: legs.channels,
        sentinelMillis: settings.sentinelMillis,
        delayResolutionMillis: loop.delayResolutionMillis,
        gapPeriodMillis: gaps.periodMillis,
        process: identity(),
      };
      loop.tell(installed);
      installation = JSON.stringify(installed);
      return installation;
    } catch (error) {
      undoAll();
      return JSON.stringify({ installed: false, because: 'failed', message: String(error) });
    }
  }

  return settings.atOnce ? install() : inTurn(install);
})
