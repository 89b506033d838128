// All three legs of a job, where Node publishes them: {enqueued, started, ended} on a diagnostics channel for each type
// of job, in milliseconds of performance.now(), as the job's callback is about to run. Node's versions after 26.10.
(function legs(core, settings, sentinel) {
  'use strict';
  const FIRST_MAJOR = 26;
  const LEGS_MAX = 4096;
  const FIELDS = 5;
  // As Node calls the types of its jobs.
  const CHANNELS = ['crypto', 'zlib', 'blob', 'fs.readfile', 'fs.writefile', 'fs.cp', 'glob', 'readdir_recursive',
    'histogram.qrde', 'node_sqlite3.BackupJob', 'node_api'];

  const found = new Float64Array(FIELDS * LEGS_MAX);
  let count = 0;
  let published = 0;

  const isTime = (value) => typeof value === 'number';
  const nanos = (timeMillis) => Math.round(timeMillis * 1e6);

  function listenerOf(channel) {
    return core.guarded(({ enqueued, started, ended }) => {
      const atNanos = core.now();
      published++;
      // null stands for what Node did not look at, since nobody listened yet.
      if (!isTime(enqueued) || !isTime(started) || !isTime(ended)) return;
      if (CHANNELS[channel] === 'crypto' && sentinel.owns(nanos(enqueued))) return;
      if (count === LEGS_MAX) {
        core.lost.legs++;
        return;
      }
      found.set([channel, nanos(enqueued), nanos(started), nanos(ended), atNanos], FIELDS * count);
      count++;
    });
  }

  if (settings.channels && Number(process.versions.node.split('.')[0]) >= FIRST_MAJOR) {
    const diagnostics = core.builtin('diagnostics_channel');
    CHANNELS.forEach((type, channel) => {
      const name = 'uv.threadpool.work.' + type;
      const listener = listenerOf(channel);
      diagnostics.subscribe(name, listener);
      core.undo.push(() => diagnostics.unsubscribe(name, listener));
    });
  }

  return {
    channels: CHANNELS,
    tell(answer) {
      answer.legs = Array.from(found.subarray(0, FIELDS * count));
      count = 0;
      answer.published = published;
    },
  };
})
