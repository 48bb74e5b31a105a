const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Packages written as ES modules: Node 20.19 and newer requires them, Jest has them translated like our own sources.
 * Looked up, because they come and go with what the packages we chose depend on.
 */
function packagesAsEsModules() {
  const folder = join(__dirname, 'node_modules');
  const isEsModule = (name) => {
    try {
      return JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).type === 'module';
    } catch {
      return false;
    }
  };
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((part) => `${name}/${part}`) : [name],
    )
    .filter(isEsModule);
}

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.fuquan/'],
  watchPathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.fuquan/'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json', 'node'],
  transform: {
    '\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${packagesAsEsModules().join('|')})/)`],
  globalSetup: '<rootDir>/tests/setup/global-setup.ts',
  globalTeardown: '<rootDir>/tests/setup/global-teardown.ts',
  reporters: ['default', '<rootDir>/tests/setup/reporter.cjs'],
  // ends what hangs: Temporal servers and Java take a while on a busy machine, and that is no fault
  testTimeout: 180_000,
  maxWorkers: 2,
};
