/** Imports go downwards only (docs: architecture). Type imports count, unless a rule says otherwise. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never(
      'no-circles',
      {},
      { circular: true, dependencyTypesNot: ['type-only'] },
      'what depends on itself cannot be understood from below',
    ),
    never(
      'domain-stands-alone',
      { path: '^src/domain' },
      { pathNot: '^(src/domain|node_modules/zod)' },
      'the rules know of no clock, database, network or engine; forms are written with zod',
    ),
    never(
      'contract-of-domain-and-zod',
      { path: '^src/contract' },
      { pathNot: '^(src/(contract|domain)|node_modules/zod)' },
      'what goes over the wire is said for both ends: it knows neither',
    ),
    never(
      'workflows-without-zod',
      { path: '^workflows' },
      { path: 'node_modules/zod/', reachable: true },
      'zod adds a megabyte to the workflows’ bundle: forms are for the API and the web page',
    ),
    never(
      'workflows-know-domain-and-engine',
      { path: '^workflows' },
      {
        pathNot: '^(workflows|src/domain|node_modules/@temporalio/(workflow|common)/)',
        dependencyTypesNot: ['type-only'],
      },
      'a workflow may use only what comes out the same again; types of activities are types',
    ),
    never(
      'the-kit-knows-no-procedure',
      { path: '^(workflows/procedure|src/domain/(procedure|city))/' },
      { path: '^(workflows/[^/]+|src/domain/(?!(procedure|city|refusals)/)[^/]+/)', pathNot: '^workflows/procedure/' },
      'what every procedure stands on must not speak the words of one of them',
    ),
    never(
      'layout-and-tables-know-no-procedure',
      { path: '^src/documents/(layout|tables)/' },
      { path: '^(workflows|src/domain/(?!(procedure|city|refusals)/)[^/]+/|src/documents/(?!(layout|tables)/))' },
      'how a page is set and how a table is read are the same for every procedure',
    ),
    never(
      'activities-below-the-edge',
      { path: '^activities' },
      { path: '^(workflows|src/(api|cli|client|web|demo|runtime))' },
      'activities work for whoever starts a worker',
    ),
    never(
      'ledger-is-usable-alone',
      { path: '^src/ledger' },
      { path: '^(workflows|activities|src/(api|cli|client|contract|web|demo|runtime|database))' },
      'an auditor verifies offline, with the ledger’s folder and the domain',
    ),
    never(
      'database-below-the-edge',
      { path: '^src/database' },
      {
        path: '^(workflows|activities|src/(api|cli|client|contract|web|demo))|^src/runtime/(?!(trouble|log|configuration|personal-data)\\.ts)',
      },
      'of the runtime, the database knows only how trouble is told and how a process is set up',
    ),
    never(
      'nothing-needs-the-api',
      { path: '^(src|workflows|activities)', pathNot: '^src/api' },
      { path: '^src/api' },
      'the API is the edge; what its clients read is the contract',
    ),
    never(
      'clients-speak-over-the-network',
      { path: '^src/(cli|client|web)' },
      { path: '^(workflows|activities|src/api)', dependencyTypesNot: ['type-only'] },
      'what the command and the page can do, any client can',
    ),
    never(
      'web-knows-domain-and-types',
      { path: '^src/web', pathNot: 'vite\\.config' },
      {
        path: '^(?!src/(web|domain)/|node_modules/|vite$)',
        dependencyTypesNot: ['type-only'],
      },
      'of the server, browsers load the rules; of the contract, the page takes types',
    ),
    never(
      'pages-show-nothing-of-each-other',
      { path: '^src/web/pages/([^/]+)/' },
      { path: '^src/web/pages/.*\\.tsx$', pathNot: '^src/web/pages/$1/' },
      'what two pages show is a part (src/web/parts); words and rules they may share',
    ),
    never(
      'parts-below-pages',
      { path: '^src/web', pathNot: '^src/web/(pages/|app/routes\\.tsx$)' },
      { path: '^src/web/pages' },
      'a page is loaded when somebody goes there: only its address knows it',
    ),
    never(
      'no-tests-in-sources',
      { path: '^(src|workflows|activities)' },
      { path: '^(tests|bench)' },
      'tests depend on the sources',
    ),
    never('resolvable', {}, { couldNotResolve: true }, 'an import that leads nowhere'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.fuquan)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types', 'import'],
    },
  },
};
