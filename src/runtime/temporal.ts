import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { listens } from './ports';
import type { ServiceDeclaration } from './service';
import { projectRoot } from './places';
import { Trouble } from './trouble';

/** A development server of Temporal. */
export interface DevelopmentServer {
  readonly program: string;
  readonly port: number;
  /** Ports for HTTP and metrics, which nobody uses; given, because the server's own choice may be taken. */
  readonly otherPorts: readonly [number, number];
  /** The file that it keeps everything in; null: in memory. */
  readonly file: string | null;
  readonly namespace: string;
}

interface Asking {
  readonly address: string;
  readonly namespace: string;
  /** How long it is asked again and again. */
  readonly patienceMs: number;
  /** Names the certificates to ask with, if any. */
  readonly environment: NodeJS.ProcessEnv;
}

/** The reason why a namespace does not answer at an address; null where it does. */
function whyNot({ address, namespace, patienceMs, environment }: Asking): Promise<string | null> {
  const script = join(projectRoot, 'scripts', 'ask-temporal.mjs');
  const child = spawn(process.execPath, [script, address, namespace, `${patienceMs}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment,
    detached: true,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? null : said.trim()));
  });
}

/**
 * Checks that a Temporal server that others run can be used.
 * @throws Trouble where it does not answer or has no such namespace
 */
export async function checkTemporal(address: string, namespace: string): Promise<void> {
  const reason = await whyNot({ address, namespace, patienceMs: 5000, environment: process.env });
  if (reason === null) return;
  throw new Trouble({
    zh: `Temporal（${address}，命名空间 ${namespace}）无法使用（${reason}）：请检查 TEMPORAL_ADDRESS 和 TEMPORAL_NAMESPACE`,
    en: `Temporal at ${address}, namespace ${namespace}, cannot be used (${reason}): check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE`,
  });
}

// what SQLite says of a file that is none of its own, or not whole
const damaged =
  /file is not a database|database disk image is malformed|file is encrypted|\bSQLITE_(CORRUPT|NOTADB)\b/i;

const damagedStore = (file: string): Trouble =>
  new Trouble({
    zh: `流程引擎的存储 ${file} 已损坏：请将它（连同 -wal、-shm 文件）移走，重新启动，再运行 npx fuquan rebuild，流程将从台账恢复`,
    en: `the engine's store ${file} is damaged: move it away (with its -wal and -shm), start again, then run npx fuquan rebuild, which brings the transfers back from the ledger`,
  });

// of the environment, nothing that names another server or how to speak to it
const ownEnvironment = {
  ...process.env,
  TEMPORAL_ADDRESS: undefined,
  TEMPORAL_NAMESPACE: undefined,
  TEMPORAL_TLS_CA: undefined,
  TEMPORAL_TLS_CERT: undefined,
  TEMPORAL_TLS_KEY: undefined,
};

/** The development server as a service; it listens on this machine only. */
export function temporalService(server: DevelopmentServer, logFile: string): ServiceDeclaration {
  const [http, metrics] = server.otherPorts;
  return {
    name: 'temporal',
    command: server.program,
    args: [
      ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--log-level', 'warn'],
      ...['--port', `${server.port}`, '--http-port', `${http}`, '--metrics-port', `${metrics}`],
      ...(server.namespace === 'default' ? [] : ['--namespace', server.namespace]),
      ...(server.file === null ? [] : ['--db-filename', server.file]),
    ],
    environment: ownEnvironment,
    logFile,
    troubleIn: (log) => (server.file !== null && damaged.test(log) ? damagedStore(server.file) : undefined),
    ready: async () =>
      (await listens(server.port)) &&
      (await whyNot({
        address: `127.0.0.1:${server.port}`,
        namespace: server.namespace,
        patienceMs: 5000,
        environment: ownEnvironment,
      })) === null,
  };
}
