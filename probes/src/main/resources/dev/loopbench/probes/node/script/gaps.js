// Stretches in which the loop did not come round to its timers: a timer that is due every few milliseconds and comes
// late. The loop stood still from the instant it was due, at least; at most a period longer.
(function gaps(core) {
  'use strict';
  const PERIOD_MILLIS = 5;
  const LEAST_NANOS = 2e6; // less is what a timer of whole milliseconds is late by itself
  const GAPS_MAX = 4096;

  const { nodeTiming } = core.builtin('perf_hooks').performance;
  const found = [];
  let dueNanos = core.now() + 1e6 * PERIOD_MILLIS;
  let starting = nodeTiming.loopStart < 0; // a loop that has not begun does not stand still

  function look(atNanos) {
    if (starting) {
      starting = false;
      dueNanos = Math.max(dueNanos, Math.round(1e6 * (nodeTiming.loopStart + PERIOD_MILLIS)));
    }
    if (atNanos - dueNanos >= LEAST_NANOS) {
      if (found.length === 2 * GAPS_MAX) core.lost.gaps++;
      else found.push(dueNanos, atNanos);
    }
    dueNanos = atNanos + 1e6 * PERIOD_MILLIS;
  }
  core.every(PERIOD_MILLIS, () => look(core.now()));

  return {
    periodMillis: PERIOD_MILLIS,

    tell(answer) {
      // The timer does not come any more: what held the loop up to here would not be seen.
      if (core.stopped !== null && nodeTiming.loopStart >= 0) look(answer.at);
      answer.gaps = found.splice(0);
    },
  };
})
