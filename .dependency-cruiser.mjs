const TEST = '[.]test[.]tsx?$'

/** Files without clock, randomness, settings, input and output. Components may use them, and so may everybody. */
const TABLES = [
  '^lib/[^/]+/(machine|journey|schemas|view|kinds|catalog)[.]ts$',
  '^lib/(machine|journey|schemas|view|kinds)[.]ts$',
]
const PURE = [
  ...TABLES,
  '^lib/[^/]+/(page-version|snapshot|pin|code|code-languages|digits|plan|what-moves|dead-ends|after-move|closing|hand-over|compare|words|value-words)[.]ts$',
  '^lib/i18n/',
]

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no-circles',
      'Two files that need each other are one file. Types alone may point back.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'app-reads-through-verbs',
      'Pages and handlers use verbs; data, Meta and keys are behind them.',
      { path: '^app/', pathNot: TEST },
      { path: '^lib/(db|graph|crypto)/' },
    ),
    rule(
      'app-knows-no-practice',
      'Only the practice doors know that Meta can be simulated.',
      { path: '^app/', pathNot: ['^app/api/(practice|sandbox)/', TEST] },
      { path: '^lib/sandbox/' },
    ),
    rule(
      'components-show-views',
      'Components get views as props; of lib they use what is pure.',
      { path: '^components/', pathNot: TEST },
      { path: '^lib/', pathNot: PURE },
    ),
    rule(
      'lib-not-up',
      'lib does not know who shows it.',
      { path: '^lib/' },
      { path: '^(app|components|e2e|simulation|scripts)/' },
    ),
    rule(
      'graph-alone',
      'The client of Meta knows the vendor and not our product; fetch and log are passed in.',
      { path: '^lib/graph/', pathNot: TEST },
      { path: '^lib/', pathNot: '^lib/graph/' },
    ),
    rule(
      'graph-plain',
      'Nothing but zod comes with the client of Meta.',
      { path: '^lib/graph/', pathNot: TEST },
      { path: 'node_modules', pathNot: 'node_modules/(zod|server-only)/' },
    ),
    rule(
      'sandbox-own-reading',
      'Simulator and client are written apart, so that they can disagree and a test shows it.',
      { path: '^lib/sandbox/', pathNot: TEST },
      { path: '^lib/(graph|migration|connections|auth|checks|errors)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'sandbox-is-a-fetch',
      'Practice is another fetch and nothing else: no `if (sandbox)` in the product.',
      {
        path: '^lib/',
        pathNot: [
          '^lib/(sandbox|testing)/',
          '^lib/connections/(graph-for|create-practice|practice-webhooks)[.]ts$',
          TEST,
        ],
      },
      { path: '^lib/sandbox/' },
    ),
    rule(
      'auth-and-connections-first',
      'Who you are and what token you hold do not depend on what you move.',
      { path: '^lib/(auth|connections)/', pathNot: TEST },
      { path: '^lib/migration/' },
    ),
    rule(
      'pure-stays-pure',
      'No clock, randomness, settings, input, output or framework in the tables of the machine.',
      { path: TABLES },
      {
        path: ['^lib/(db|graph|crypto|auth|http|testing|sandbox)/', '^lib/(env|log)[.]ts$'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule('pure-without-node', 'The same files run in the browser.', { path: TABLES }, { dependencyTypes: ['core'] }),
    rule(
      'tests-only',
      'Helpers of tests stay with tests.',
      { pathNot: [TEST, '^lib/testing/', '^e2e/', '^simulation/', '^bench/', '^vitest'] },
      { path: '^lib/testing/|^e2e/|^simulation/' },
    ),
    rule(
      'no-dev-packages',
      'What runs in production is a production dependency.',
      { path: '^(app|components|lib|instrumentation)', pathNot: [TEST, '^lib/testing/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule('resolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|[.]next|data|scripts|docs|bench)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
