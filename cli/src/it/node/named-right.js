// How often what is wrong with a Node program is named: starts programs with one fault each, has each looked into, and
// holds the findings against the fault.
//
//   node cli/src/it/node/named-right.js [--runs 20] [--seconds 4] [--faults pool,regex] [--loopbench ./loopbench]
//       [--log FILE] NODE...
//
// NODE is a node binary, or a folder of which each folder below has one installed as the npm package of that name. Names
// that hang need a C compiler. Prints a table of runs that were right, by fault and version, and of the others what was said.
'use strict';
const { execFile, execFileSync, fork, spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const HANG = `
  #define _GNU_SOURCE
  #include <dlfcn.h>
  #include <netdb.h>
  #include <string.h>
  #include <unistd.h>
  typedef int lookup(const char *, const char *, const struct addrinfo *, struct addrinfo **);
  int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    if (node == NULL || strstr(node, "that.hang") == NULL) {
      return ((lookup *) dlsym(RTLD_NEXT, "getaddrinfo"))(node, service, hints, found);
    }
    sleep(1);
    return EAI_AGAIN;
  }`;

const warns = (finding) => finding.severity === 'warn';
const isHost = (finding) => finding.rule.startsWith('host.') || finding.rule.startsWith('data.');
const has = (finding, words) => words.every((word) => finding.title.includes(word) || finding.rule.includes(word));
/** What is wrong with the program; what is said of the machine is another matter. */
const wrong = (findings) => findings.filter((finding) => warns(finding) && !isHost(finding));
const first = (...words) => (findings) => wrong(findings).length > 0 && has(wrong(findings)[0], words);
const any = (...words) => (findings) => wrong(findings).some((finding) => has(finding, words));
/** The loop without a core is the neighbour's doing, too. */
const blamed = (findings) => wrong(findings).filter((finding) => finding.rule !== 'loop.starved');

/** By fault, whether the findings are right. */
const RIGHT = {
  pool: any('pool.interference', 'fs', 'pbkdf2'),
  // They take no more than half of the threads: who waits for them is others of them, which is as Node means it to be.
  lookups: (findings) => findings.some((finding) => has(finding, ['pool.', 'dns.lookup'])),
  function: first('loop.blocked', 'compute', 'faults.js:'),
  // How bad it is follows from how long the calls take here: it is to be named, as bad or as worth knowing.
  'read-sync': (findings) => findings.some((finding) => has(finding, ['loop.', 'readFileSync', 'faults.js:'])),
  'json-parse': first('loop.blocked', 'JSON.parse', 'faults.js:'),
  regex: first('loop.blocked', 'RegExp', 'faults.js:'),
  // As above: as bad or as worth knowing.
  gc: (findings) => findings.some((finding) => has(finding, ['loop.paused.gc']) || has(finding, ['loop.blocked', 'garbage collection'])),
  nothing: (findings) => blamed(findings).length === 0,
  neighbour: (findings) => blamed(findings).length === 0
    && findings.some((finding) => finding.rule === 'host.neighbours' || finding.rule === 'loop.starved'),
};

/** Jobs of the pool one by one: before Node 24 they are seen of a program that is started to be looked into. */
const NEEDS_JOBS = new Set(['pool', 'lookups']);
const FIRST_MAJOR_WITH_JOBS = 24;

function options(words) {
  const given = { runs: 20, seconds: 4, faults: Object.keys(RIGHT).join(), loopbench: './loopbench', log: '', nodes: [] };
  for (let i = 0; i < words.length; i++) {
    if (words[i].startsWith('--')) given[words[i].slice(2)] = words[++i];
    else given.nodes.push(words[i]);
  }
  return given;
}

function binaries(at) {
  if (!fs.statSync(at).isDirectory()) return [at];
  return fs.readdirSync(at).sort().map((name) => path.join(at, name, 'node_modules/node/bin/node')).filter((binary) => fs.existsSync(binary));
}

function hangingNames(folder) {
  const library = path.join(folder, 'hang.so');
  fs.writeFileSync(path.join(folder, 'hang.c'), HANG);
  execFileSync('cc', ['-O1', '-shared', '-fPIC', '-o', library, path.join(folder, 'hang.c'), '-ldl']);
  return library;
}

const soon = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** The report of a look, or what went wrong. */
function look(given, words, env) {
  return new Promise((resolve) => {
    execFile(given.loopbench, [words[0], '-q', '--json', '-', ...words.slice(1)], { env, maxBuffer: 1 << 28, timeout: 120_000 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        resolve({ failed: String(stderr).trim() || String(error) });
      }
    });
  });
}

async function run(given, binary, major, fault, folder) {
  const program = path.join(__dirname, 'faults.js');
  const env = { ...process.env };
  if (fault === 'lookups') env.LD_PRELOAD = hangingNames(folder);
  if (NEEDS_JOBS.has(fault) && major < FIRST_MAJOR_WITH_JOBS) {
    return look(given, ['node', '--node', binary, program, fault, String(given.seconds)], env);
  }
  const others = [];
  const child = fork(program, [fault], { execPath: binary, execArgv: [], env, silent: true });
  if (fault === 'neighbour') {
    for (let i = 0; i < 2 * os.cpus().length; i++) {
      others.push(spawn(process.execPath, ['-e', 'for (const end = Date.now() + 60_000; Date.now() < end;);']));
    }
  }
  try {
    await soon(1500);
    return await look(given, ['attach', '--duration', given.seconds + 's', String(child.pid)], process.env);
  } finally {
    if (child.connected) child.disconnect();
    for (const other of others) other.kill();
    if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
  }
}

(async () => {
  const given = options(process.argv.slice(2));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'loopbench-named-'));
  const nodes = given.nodes.flatMap(binaries);
  const table = {};
  try {
    for (const fault of given.faults.split(',')) {
      for (const binary of nodes) {
        const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
        let right = 0;
        for (let i = 0; i < Number(given.runs); i++) {
          const report = await run(given, binary, parseInt(version.slice(1), 10), fault, folder);
          const isRight = report.findings !== undefined && RIGHT[fault](report.findings);
          if (isRight) right++;
          const said = report.failed ?? report.findings.map((finding) => `${finding.severity} ${finding.rule}: ${finding.title}`).join(' | ');
          if (given.log) fs.appendFileSync(given.log, JSON.stringify({ fault, version, isRight, said, load: os.loadavg()[0] }) + '\n');
          if (!isRight) console.log(`${fault} ${version}: ${said}`);
        }
        (table[fault] ??= {})[version] = `${right}/${given.runs}`;
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.table(table);
})();
