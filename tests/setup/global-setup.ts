import { startServers, type Servers } from './servers';

declare global {
  // what Jest runs before and after all tests shares nothing else
  var fuquanTestServers: Servers | undefined;
}

/** Starts the servers of the run, unless only pure tests are to run (scripts/test.mjs says so). */
export default async function globalSetup(): Promise<void> {
  if (process.env.FUQUAN_TEST_PURE === '1') return;
  const servers = await startServers();
  globalThis.fuquanTestServers = servers;
  Object.assign(process.env, servers.environment);
}
