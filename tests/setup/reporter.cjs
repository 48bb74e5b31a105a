const { writeFileSync } = require('node:fs');
const { relative } = require('node:path');

const kinds = ['pure', 'int', 'e2e'];
const kindOf = (file) => /\.(int|e2e)\.test\.ts$/.exec(file)?.[1] ?? 'pure';

/** Files and seconds of each kind of test there was. */
const byKind = (suites) =>
  kinds.flatMap((kind) => {
    const its = suites.filter(({ testFilePath }) => kindOf(testFilePath) === kind);
    const seconds = its.reduce((sum, { perfStats }) => sum + perfStats.runtime, 0) / 1000;
    return its.length === 0 ? [] : [{ kind, files: its.length, seconds: Math.round(seconds) }];
  });

/**
 * Writes down how a run went, for the closing lines that scripts/test.mjs prints: counts, the time by kind, and the names
 * of what was skipped. A test file that could not be run counts as one that failed.
 */
module.exports = class ClosingReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.FUQUAN_TEST_RESULTS;
    if (!file) return;
    const skipped = results.testResults.flatMap((suite) =>
      suite.testResults
        .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
        .map(({ fullName }) => `${relative(process.cwd(), suite.testFilePath)}: ${fullName}`),
    );
    const passed = results.numPassedTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    writeFileSync(file, JSON.stringify({ passed, failed, skipped, times: byKind(results.testResults) }));
  }
};
