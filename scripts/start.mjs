/**
 * `npm start`: installs, fetches and builds what is needed, all by processes of their own, then runs the supervisor
 * (src/runtime/start.ts) in this one, which stays small. Needs nothing but Node, so that it runs in a fresh clone.
 */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, root } from './install.mjs';
import { prepare } from './prepare.mjs';

const help = `用法 usage: npm start -- [选项 options]

  --port N         监听端口 port to listen on (8080)
  --data DIR       数据目录 data folder (.fuquan)
  --empty          不载入演示数据 without demonstration data
  --day DURATION   演示：一个工作日有多长 demonstration: how long a working day lasts (2s, 500ms, 1m)
  --key-lost       个人信息密钥已遗失，启用新密钥 the key of personal data is lost: another is put to use
  --help           显示本说明 shows this

环境变量 environment: DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_CLI_PATH, FUQUAN_HOST, LOG_LEVEL
`;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `2s`, `500ms`, `1m`; from one millisecond to a day. */
function duration(text) {
  const found = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const length = found ? Number(found[1]) * units[found[2]] : NaN;
  if (length >= 1 && length <= 86_400_000) return length;
  return fail(`--day ${text} 有误：请写作 2s、500ms 或 1m`, `--day ${text} is not a duration: write 2s, 500ms or 1m`);
}

function portNumber(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535) return text;
  return fail(
    `--port ${text} 有误：请给 1 至 65535 之间的数`,
    `--port ${text} is not a port: give a number from 1 to 65535`,
  );
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean', default: false },
        day: { type: 'string' },
        'key-lost': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return fail(
      `选项有误（${reason}）：npm start -- --help 列出各选项`,
      `${reason}: npm start -- --help lists the options`,
    );
  }
}

const { port, data, empty, day, 'key-lost': keyLost, help: asked } = options();
if (asked) {
  process.stdout.write(help);
  process.exit(0);
}
if (empty && day !== undefined) {
  fail('--day 只用于演示数据，不能与 --empty 同用', '--day is for demonstration data and does not go with --empty');
}
if (port !== undefined) process.env.FUQUAN_PORT = portNumber(port);
if (day !== undefined) process.env.FUQUAN_DAY_MS = `${duration(day)}`;
process.env.FUQUAN_KEY_LOST = keyLost ? '1' : '0';
process.env.FUQUAN_DEMO = empty ? '0' : '1';
// npm runs this in the project's folder; a folder given by hand is meant from where it was typed
process.env.FUQUAN_DATA =
  data === undefined ? resolve(root, process.env.FUQUAN_DATA ?? '.fuquan') : resolve(process.env.INIT_CWD ?? '.', data);

const stopper = new AbortController();
const stop = () => stopper.abort();
for (const signal of signals) process.on(signal, stop);
await prepare(stopper.signal);
if (stopper.signal.aborted) {
  process.stderr.write('  已停止 / stopped\n');
  process.exit(0);
}
// the supervisor listens itself from here on
createRequire(import.meta.url)(join(root, 'dist', 'src', 'runtime', 'start.js'));
for (const signal of signals) process.off(signal, stop);
