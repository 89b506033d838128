// The jobs of the thread pool, by hooks of asynchronous resources: from the instant a resource is made, which is when
// its job is submitted, to the instant its callback begins.
//
// Each job has a record of its own while there are no more than settings.recordsPerSecond and they fit; beyond that the
// jobs of a kind are counted in a histogram until the rate is half of that. Neither way loses one. What has no place
// among the jobs under way is counted as lost.
(function jobs(core, settings) {
  'use strict';
  const UNDER_WAY_MAX = 16384;
  const UNSURE_MAX = 1024;
  const STREAMS_MAX = 4096;
  const RECORDS_MAX = 16384;
  const BUCKETS = 32 * 49; // up to the largest number of nanoseconds that is exact

  // Named as the function that asks for the work.
  const KINDS = ['pbkdf2', 'scrypt', 'argon2', 'deriveBits', 'randomBytes', 'digest', 'sign', 'verify', 'generateKeyPair',
    'generateKey', 'generatePrime', 'checkPrime', 'cipher', 'exportKey', 'blob', 'fs', 'lookup', 'lookupService', 'zlib'];
  const ZLIB = KINDS.indexOf('zlib');
  const TYPES = {
    PBKDF2REQUEST: 'pbkdf2', SCRYPTREQUEST: 'scrypt', ARGON2REQUEST: 'argon2', DERIVEBITSREQUEST: 'deriveBits',
    RANDOMBYTESREQUEST: 'randomBytes', HASHREQUEST: 'digest', SIGNREQUEST: 'sign', VERIFYREQUEST: 'verify',
    KEYPAIRGENREQUEST: 'generateKeyPair', KEYGENREQUEST: 'generateKey', RANDOMPRIMEREQUEST: 'generatePrime',
    CHECKPRIMEREQUEST: 'checkPrime', CIPHERREQUEST: 'cipher', KEYEXPORTREQUEST: 'exportKey', FIXEDSIZEBLOBCOPY: 'blob',
    FSREQCALLBACK: 'fs', FSREQPROMISE: 'fs', FILEHANDLECLOSEREQ: 'fs', GETADDRINFOREQWRAP: 'lookup',
    GETNAMEINFOREQWRAP: 'lookupService', ZLIB: 'zlib',
  };
  // These are made for asynchronous work alone; of the others the resource tells, once it is complete.
  const SURE_TYPES = ['FSREQPROMISE', 'FILEHANDLECLOSEREQ', 'GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP'];
  const SURE = 32; // a bit above all kinds: a hook looks a type up once
  const codeOf = new Map(Object.keys(TYPES).map((type) => {
    const kind = KINDS.indexOf(TYPES[type]);
    return [type, SURE_TYPES.includes(type) ? kind | SURE : kind];
  }));

  const now = core.now;
  const lost = core.lost;

  // ---------------------------------------------------------------- under way
  const underWay = new Map(); // of async ids to slots; a stream of zlib has -1
  const free = Int32Array.from({ length: UNDER_WAY_MAX }, (_, index) => index);
  let freeCount = UNDER_WAY_MAX;
  const slotKind = new Uint8Array(UNDER_WAY_MAX);
  const slotUnsure = new Uint8Array(UNDER_WAY_MAX);
  const slotNanos = new Float64Array(UNDER_WAY_MAX);
  const unsure = new Float64Array(UNSURE_MAX);
  let unsureNext = 0;
  const streams = new Float64Array(STREAMS_MAX);
  let streamNext = 0;
  let lastId = 0;
  let lastResource = null;

  function remove(id, slot) {
    underWay.delete(id);
    free[freeCount++] = slot;
  }

  /**
   * Synchronous calls make the same resources and never come back. An asynchronous job has its callback as soon as the
   * function that asked for it has returned; one without may still come back, as those behind a promise of Web Crypto
   * do, so it is kept among a bounded number of those of which that is not known.
   */
  function settle() {
    if (lastResource === null) return;
    const resource = lastResource;
    lastResource = null;
    if (resource.oncomplete !== undefined || resource.ondone !== undefined) return;
    const slot = underWay.get(lastId);
    if (slot === undefined) return;
    slotUnsure[slot] = 1;
    const oldest = unsure[unsureNext];
    unsure[unsureNext] = lastId;
    unsureNext = (unsureNext + 1) % UNSURE_MAX;
    const forgotten = underWay.get(oldest);
    if (forgotten !== undefined) {
      remove(oldest, forgotten);
      lost.unsure++;
    }
  }

  function submitted(id, code, resource) {
    const atNanos = now();
    settle();
    if (code === ZLIB) {
      // A stream is made once and used for many jobs. Each callback is the end of one; when it was submitted is not seen.
      underWay.set(id, -1);
      const oldest = streams[streamNext];
      streams[streamNext] = id;
      streamNext = (streamNext + 1) % STREAMS_MAX;
      if (underWay.delete(oldest)) lost.streams++;
    } else if (freeCount === 0) {
      lost.underWay++;
    } else {
      const slot = free[--freeCount];
      slotKind[slot] = code & ~SURE;
      slotUnsure[slot] = 0;
      slotNanos[slot] = atNanos;
      underWay.set(id, slot);
      if ((code & SURE) === 0) {
        lastId = id;
        lastResource = resource;
      }
    }
  }

  /** Count and oldest submission, by kind; without those of which is not known whether they will come back. */
  function tellUnderWay() {
    const count = new Array(KINDS.length).fill(0);
    const oldestNanos = new Array(KINDS.length).fill(Infinity);
    for (const slot of underWay.values()) {
      if (slot < 0 || slotUnsure[slot] === 1) continue;
      const kind = slotKind[slot];
      count[kind]++;
      oldestNanos[kind] = Math.min(oldestNanos[kind], slotNanos[slot]);
    }
    return count.flatMap((ofKind, kind) => (ofKind > 0 ? [kind, ofKind, oldestNanos[kind]] : []));
  }

  // ---------------------------------------------------------------- back
  const recordKind = new Uint8Array(RECORDS_MAX);
  const recordNanos = new Float64Array(RECORDS_MAX);
  const recordResponseNanos = new Float64Array(RECORDS_MAX);
  let records = 0;
  const untimed = new Float64Array(KINDS.length);
  const histograms = KINDS.map(() => null);
  let inHistograms = false;
  let backSinceTick = 0;

  /** Log-linear, as HdrHistogram's: 32 buckets for each power of two, so that a value is known to one part in 32. */
  function bucketOf(nanos) {
    let rest = nanos;
    let doublings = 0;
    while (rest >= 0x40000000) {
      rest = Math.floor(rest / 2);
      doublings++;
    }
    if (rest < 32) return rest;
    const shift = 26 - Math.clz32(rest);
    return 32 * (doublings + shift) + (rest >>> shift);
  }

  function count(kind, responseNanos) {
    const into = histograms[kind] ??= { count: 0, sum: 0, min: Infinity, max: 0, buckets: new Uint32Array(BUCKETS) };
    into.count++;
    into.sum += responseNanos;
    if (responseNanos < into.min) into.min = responseNanos;
    if (responseNanos > into.max) into.max = responseNanos;
    into.buckets[bucketOf(responseNanos)]++;
  }

  function called(id, slot) {
    backSinceTick++;
    if (slot < 0) {
      untimed[ZLIB]++;
      return;
    }
    const atNanos = now();
    const kind = slotKind[slot];
    const responseNanos = atNanos - slotNanos[slot];
    remove(id, slot);
    if (inHistograms || records === RECORDS_MAX) {
      count(kind, responseNanos);
    } else {
      recordKind[records] = kind;
      recordNanos[records] = atNanos;
      recordResponseNanos[records] = responseNanos;
      records++;
    }
  }

  // ---------------------------------------------------------------- the hooks
  let promises = 0;
  let promisesSinceTick = 0;
  let hooking = 'off';
  let unhook = () => {};

  // An exception in a hook ends the process: none leaves these two. They are called for every resource and every
  // callback there is, so what is not looked for has to be known at their first line.
  function init(id, type, trigger, resource) {
    if (type === 'PROMISE') {
      promisesSinceTick++;
      return;
    }
    const code = codeOf.get(type);
    if (code === undefined || core.own) return;
    core.busy = true;
    try {
      submitted(id, code, resource);
    } catch {
      core.faults++;
    }
    core.busy = false;
  }

  function before(id) {
    const slot = underWay.get(id);
    if (slot === undefined) return;
    core.busy = true;
    try {
      called(id, slot);
    } catch {
      core.faults++;
    }
    core.busy = false;
  }

  if (settings.hooks) {
    const hook = core.builtin('async_hooks').createHook({ init, before, trackPromises: false });
    unhook = (why) => {
      hook.disable();
      hooking = why;
      for (const slot of underWay.values()) {
        if (slot >= 0 && slotUnsure[slot] === 0) lost.underWay++;
      }
      underWay.clear();
      lastResource = null;
    };
    hook.enable();
    core.undo.push(() => hook.disable());
    new Promise(() => {}); // a Node that does not know trackPromises tells of this one, and would of all others
    hooking = promisesSinceTick > 0 ? 'promises too' : 'on';
    if (promisesSinceTick > 0 && settings.promisesPerSecond === 0) unhook('refused');
    promisesSinceTick = 0;
  }

  return {
    kinds: KINDS,
    hooking: () => hooking,

    tick(elapsedNanos) {
      settle();
      if (elapsedNanos > 0) {
        const perSecond = (backSinceTick * 1e9) / elapsedNanos;
        if (perSecond > settings.recordsPerSecond) inHistograms = true;
        else if (perSecond < settings.recordsPerSecond / 2) inHistograms = false;
        if (promisesSinceTick * 1e9 > settings.promisesPerSecond * elapsedNanos) unhook('given up');
      }
      backSinceTick = 0;
      promises += promisesSinceTick;
      promisesSinceTick = 0;
    },

    tell(answer) {
      settle();
      answer.hooking = hooking;
      answer.promises = promises + promisesSinceTick;
      answer.mode = inHistograms ? 'histograms' : 'records';
      answer.records = new Array(3 * records);
      let field = 0;
      for (let index = 0; index < records; index++) {
        answer.records[field++] = recordKind[index];
        answer.records[field++] = recordNanos[index];
        answer.records[field++] = recordResponseNanos[index];
      }
      records = 0;
      answer.histograms = [];
      histograms.forEach((of, kind) => {
        if (of === null) return;
        const told = [kind, of.count, of.sum, of.min, of.max];
        of.buckets.forEach((ofBucket, bucket) => {
          if (ofBucket > 0) told.push(bucket, ofBucket);
        });
        answer.histograms.push(told);
        histograms[kind] = null;
      });
      answer.untimed = Array.from(untimed).flatMap((ofKind, kind) => (ofKind > 0 ? [kind, ofKind] : []));
      untimed.fill(0);
      answer.underWay = tellUnderWay();
    },
  };
})
