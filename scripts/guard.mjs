/**
 * Ends servers whose starter is gone. Whoever starts servers runs this beside them and writes to its standard input:
 * `+ PID SIGNAL` when one was started, `- PID` when it has ended. When that input closes (also because the starter was
 * killed), everything still on the list is asked to end, the last one first, and killed where it does not.
 */
import { createInterface } from 'node:readline';

const patienceMs = 20_000;
const listed = new Map();

const lives = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const send = (pid, signal) => {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended between the two calls
  }
};

async function end(pid, signal) {
  send(pid, signal);
  for (const deadline = Date.now() + patienceMs; lives(pid) && Date.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  send(pid, 'SIGKILL');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [sign, pid, signal] = line.split(' ');
  if (sign === '+') listed.set(Number(pid), signal);
  else listed.delete(Number(pid));
});
lines.on('close', async () => {
  for (const [pid, signal] of [...listed].reverse()) await end(pid, signal);
  process.exit(0);
});
