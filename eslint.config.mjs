import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import temporal from 'eslint-plugin-temporal';
import tseslint from 'typescript-eslint';

const chanceAndPlace = [
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance has no place in a procedure.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^toLocale/]',
    message: 'The machine’s language and zone must not decide.',
  },
];

// a way does nothing until somebody walks it, and the compiler lets one that nobody walks pass as a statement
const forgottenWays = [
  'ExpressionStatement > CallExpression[callee.property.name=/^(step|matter|stepBefore|until)$/]',
  'ExpressionStatement > CallExpression[callee.name=/^(waitFor|both|firstOf|atLeast|beside)$/]',
  // a way of one's own is called with the item, whatever that is called; what an item itself does is a method
  ':function[generator=true] ExpressionStatement > CallExpression[callee.type="Identifier"]',
].map((selector) => ({ selector, message: 'Nobody walks this way: `yield*` is missing.' }));

export default tseslint.config(
  // what is built, kept or stored; the configuration files are plain and short
  {
    ignores: ['dist/', 'coverage/', '.fuquan/', 'node_modules/', 'tests/replay/histories/', '*.cjs', '**/*.cjs'],
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // a handler of Fastify or Temporal is async by its type whether it waits or not
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // what we return are closures, which have no `this` to lose
      '@typescript-eslint/unbound-method': 'off',
      'prefer-const': 'error',
    },
  },
  // what a workflow runs must come out the same whenever it is run again
  { files: ['workflows/**/*.ts'], ...temporal.configs.workflow },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      // a fault of ours must fail the task, which is tried again until it is mended, and never the procedure
      'temporal/workflow-no-throw-raw-error': 'off',
      // people are waited for without a limit: that is what a procedure does
      'temporal/workflow-condition-timeout-style': 'off',
      // takes every exported function for a workflow
      'temporal/workflow-prefer-single-object-args': 'off',
      'temporal/workflow-require-explicit-payload-types': 'off',
      // takes `setHandler`, which returns nothing, for a promise; typescript-eslint's own rule knows types
      'temporal/workflow-no-floating-promises': 'off',
      // stored histories are replayed by tests (tests/replay), not by comments
      'temporal/workflow-replay-testing-required-comment': 'off',
    },
  },
  {
    files: ['workflows/**/*.ts', 'src/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setInterval', 'fetch', 'crypto', 'performance'],
      'no-restricted-syntax': ['error', ...chanceAndPlace],
    },
  },
  // the prose of procedures
  { files: ['workflows/*.ts'], rules: { 'no-restricted-syntax': ['error', ...chanceAndPlace, ...forgottenWays] } },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The domain has no clock: take an instant.' },
      ],
    },
  },
  {
    files: ['src/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended, jsxA11y.flatConfigs.recommended],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      // what scrolls must be reached by the keyboard
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: ['pre'], roles: ['region'] }],
    },
  },
  { files: ['activities/**/*.ts'], ...temporal.configs.activity },
  // takes every function there for an activity
  { files: ['activities/**/*.ts'], rules: { 'temporal/activity-prefer-single-object-args': 'off' } },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // answers over HTTP and rows of a database are looked at, not typed, in a test
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
