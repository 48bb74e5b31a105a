import { TestWorkflowEnvironment } from '@temporalio/testing';

/** Address of the run's Temporal server, for a `NativeConnection` or a `Connection`. */
export function temporalAddress(): string {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  if (address === undefined || address === '')
    throw new Error('no Temporal server: name the test file *.int.test.ts or *.e2e.test.ts');
  return address;
}

/** `describe` for tests that let time pass; where their server cannot be had, they are skipped and named at the end. */
export const describeWithTimeSkipping: jest.Describe =
  (process.env.TEST_TIME_SKIPPING_SERVER ?? '') === '' ? describe.skip : describe;

const attempts = 4;

/**
 * A time-skipping server of one's own, with clients; to be torn down. Use it inside `describeWithTimeSkipping`.
 * The SDK gives a server five seconds to answer, which Java does not always make on a busy machine: then it is tried again.
 */
export async function timeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const path = process.env.TEST_TIME_SKIPPING_SERVER;
  if (path === undefined || path === '') throw new Error('no time-skipping server');
  for (let attempt = 1; ; attempt++) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({
        server: { executable: { type: 'existing-path', path } },
      });
    } catch (error) {
      if (attempt === attempts || !String(error).includes('did not start within')) throw error;
    }
  }
}
