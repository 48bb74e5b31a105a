/**
 * Fetches a server the way the Temporal SDK does for itself: `download-server.mjs dev-server|time-skipping FOLDER`.
 * The SDK cannot fetch without starting, so it is started once and ended; the file stays in the folder.
 */
import { createRequire } from 'node:module';

const { TestWorkflowEnvironment } = createRequire(import.meta.url)('@temporalio/testing');
const [kind, downloadDir] = process.argv.slice(2);
const server = { executable: { type: 'cached-download', downloadDir } };
try {
  const environment =
    kind === 'dev-server'
      ? await TestWorkflowEnvironment.createLocal({ server })
      : await TestWorkflowEnvironment.createTimeSkipping({ server });
  await environment.teardown();
} catch (error) {
  console.error(String(error).split('\n')[0]);
  process.exit(1);
}
