// The sentinel: a job of one byte every few milliseconds, one at a time. As the pool is first in, first out, its
// response is what the pool made a job wait at that moment, plus the way back to the loop.
(function sentinel(core, settings) {
  'use strict';
  const RESPONSES_MAX = 4096;

  const now = core.now;
  const sinceNanos = new Float64Array(RESPONSES_MAX);
  const byNanos = new Float64Array(RESPONSES_MAX);
  const responseNanos = new Float64Array(RESPONSES_MAX);
  let responses = 0;
  let submittedNanos = -1; // while one is under way
  let queuedNanos = -1; // by then it was in the queue

  if (settings.sentinelMillis > 0) {
    const crypto = core.builtin('crypto');
    const byte = new Uint8Array(1);
    const back = core.guarded(() => {
      const atNanos = now();
      if (responses === RESPONSES_MAX) {
        core.lost.sentinels++;
      } else {
        sinceNanos[responses] = submittedNanos;
        byNanos[responses] = queuedNanos;
        responseNanos[responses] = atNanos - submittedNanos;
        responses++;
      }
      submittedNanos = -1;
    });
    core.every(settings.sentinelMillis, () => {
      if (submittedNanos >= 0) return;
      core.own = true;
      try {
        submittedNanos = now();
        crypto.randomFill(byte, back);
        queuedNanos = now();
      } catch (error) {
        submittedNanos = -1;
        throw error;
      } finally {
        core.own = false;
      }
    });
  }

  return {
    /** Whether the job that was put into the queue then is the sentinel's. */
    owns: (enqueuedNanos) => submittedNanos >= 0 && enqueuedNanos >= submittedNanos && enqueuedNanos <= queuedNanos,

    tell(answer) {
      answer.sentinels = [];
      for (let index = 0; index < responses; index++) {
        answer.sentinels.push(sinceNanos[index], byNanos[index], responseNanos[index]);
      }
      responses = 0;
      answer.sentinelUnderWay = submittedNanos < 0 ? null : [submittedNanos, queuedNanos];
    },
  };
})
