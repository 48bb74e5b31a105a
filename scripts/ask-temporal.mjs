/**
 * Asks a Temporal server whether a namespace can be used: `ask-temporal.mjs ADDRESS NAMESPACE MILLISECONDS`, again and again
 * for so long. Ends with 0, or prints the last reason against it and ends with 1. Where TEMPORAL_TLS_CA, _CERT and _KEY name
 * certificates, it asks with them. A program of its own: Temporal's client would make the supervisor larger by a third, for
 * one question.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';

const { Connection } = createRequire(import.meta.url)('@temporalio/client');
const [address, namespace, patience] = process.argv.slice(2);
const { TEMPORAL_TLS_CA: authority, TEMPORAL_TLS_CERT: certificate, TEMPORAL_TLS_KEY: key } = process.env;
const tls = () => ({
  serverRootCACertificate: readFileSync(authority),
  clientCertPair: { crt: readFileSync(certificate), key: readFileSync(key) },
});
const deadline = Date.now() + Number(patience);

for (;;) {
  let connection;
  try {
    connection = await Connection.connect({
      address,
      connectTimeout: Math.max(1, deadline - Date.now()),
      ...(authority ? { tls: tls() } : {}),
    });
    // a namespace that is new is known to all parts of the server a little later: ask one that needs it
    const ask = () => connection.workflowService.listOpenWorkflowExecutions({ namespace, maximumPageSize: 1 });
    await connection.withDeadline(deadline, ask);
    process.exit(0);
  } catch (error) {
    await connection?.close();
    if (Date.now() + 100 > deadline) {
      console.log(String(error instanceof Error ? error.message : error).split('\n')[0]);
      process.exit(1);
    }
  }
  await wait(100);
}
