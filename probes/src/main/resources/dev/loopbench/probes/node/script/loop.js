// What Node tells of its loop: delay, utilization, iterations and events, pauses of the collector, the heap.
(function loop(core) {
  'use strict';
  const PAUSES_MAX = 4096;
  const RESOLUTION_MILLIS = 10;
  const DEAR_NANOS = 1e9; // what is dear to read is read this often

  const { performance, monitorEventLoopDelay, PerformanceObserver } = core.builtin('perf_hooks');

  let perIteration = false;
  try {
    monitorEventLoopDelay({ samplePerIteration: 'asked' }); // where there is no such option nobody minds its value
  } catch {
    perIteration = true;
  }
  const delay = monitorEventLoopDelay(perIteration ? { samplePerIteration: true } : { resolution: RESOLUTION_MILLIS });
  delay.enable();
  core.undo.push(() => delay.disable());

  const pauses = [];
  const observer = new PerformanceObserver(core.guarded((list) => {
    for (const { detail, startTime, duration } of list.getEntries()) {
      if (pauses.length === 3 * PAUSES_MAX) core.lost.pauses++;
      else pauses.push(detail.kind, Math.round(startTime * 1e6), Math.round(duration * 1e6));
    }
  }));
  observer.observe({ entryTypes: ['gc'] });
  core.undo.push(() => observer.disconnect());

  let lastDearNanos = -DEAR_NANOS;
  return {
    /** Of the timer that samples the delay; null where each iteration is a sample. */
    delayResolutionMillis: perIteration ? null : RESOLUTION_MILLIS,

    tell(answer) {
      const { idle, active } = performance.eventLoopUtilization();
      const uv = performance.nodeTiming.uvMetricsInfo;
      answer.idle = Math.round(idle * 1e6);
      answer.active = Math.round(active * 1e6);
      answer.uv = uv ? [uv.loopCount, uv.events, uv.eventsWaiting] : null;
      answer.pauses = pauses.splice(0);

      const atNanos = core.now();
      answer.delay = null;
      answer.heap = null;
      if (atNanos - lastDearNanos < DEAR_NANOS && core.stopped === null) return;
      lastDearNanos = atNanos;
      const { count, min, max, mean, stddev, percentiles } = delay;
      if (count > 0) answer.delay = { count, min, max, mean, stddev, percentiles: [...percentiles].flat() };
      const { heapUsed, heapTotal, rss } = process.memoryUsage();
      answer.heap = [heapUsed, heapTotal, rss];
    },
  };
})
