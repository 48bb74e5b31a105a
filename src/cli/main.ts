#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { run } from './program';

// a reader that has seen enough (`fuquan history … | head`) is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));

void run(process.argv.slice(2), {
  environment: process.env,
  out: (words) => void process.stdout.write(words),
  err: (words) => void process.stderr.write(words),
  interactive: process.stdin.isTTY && process.stdout.isTTY,
  input: () => text(process.stdin),
}).then((code) => {
  process.exitCode = code;
});
