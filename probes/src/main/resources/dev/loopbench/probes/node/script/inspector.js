// Closes the process's inspector, which was opened for somebody who is gone. Not while anybody is connected: closing
// waits for them, and whoever has only been stopped would hold up the process.
(function closeInspector(builtin) {
  'use strict';
  const PERIOD_MILLIS = 500;
  const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];
  const ESTABLISHED = '01';

  const inspector = builtin('inspector');
  const fs = builtin('fs');
  const timers = builtin('timers');

  /** A line has its own address, the other one and the state: addresses end with the port, in hexadecimals. */
  const isConnected = (table, port) => table.split('\n').some((line) => {
    const words = line.trim().split(/\s+/);
    return words[3] === ESTABLISHED && parseInt(words[1].slice(words[1].lastIndexOf(':') + 1), 16) === port;
  });

  const timer = timers.setInterval(() => {
    const url = inspector.url();
    if (url === undefined) {
      timers.clearInterval(timer); // somebody has closed it
      return;
    }
    const port = Number(new URL(url).port);
    let asked = TABLES.length;
    let connected = false;
    for (const table of TABLES) {
      fs.readFile(table, 'latin1', (error, text) => {
        // Without the first table nobody knows who is connected; without the second nobody is by it.
        connected ||= error ? table === TABLES[0] : isConnected(text, port);
        if (--asked > 0 || connected || inspector.url() !== url) return;
        timers.clearInterval(timer);
        inspector.close();
      });
    }
  }, PERIOD_MILLIS);
  timer.unref();
})
