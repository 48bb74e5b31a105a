const { writeFileSync } = require('node:fs');
const { relative } = require('node:path');

/**
 * Writes down how a run went, for the closing line that scripts/test.mjs prints: counts, and the names of what was
 * skipped. A test file that could not be run counts as one that failed.
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
    writeFileSync(file, JSON.stringify({ passed, failed, skipped }));
  }
};
