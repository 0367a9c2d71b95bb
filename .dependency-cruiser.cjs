// The import rules of the architecture: who may know whom. See docs/architecture.md.
const layers = {
  domain: [],
  db: ['domain'],
  services: ['db', 'domain'],
  stores: ['services', 'domain'],
  composables: ['stores', 'services', 'db', 'domain'],
  components: ['composables', 'stores', 'domain'],
  pages: ['components', 'composables', 'stores', 'domain'],
};

const layerRules = Object.entries(layers).map(([layer, may]) => ({
  name: `${layer}-imports`,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^(src|workers|sync-server|e2e)/', pathNot: `^src/(${[layer, ...may].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'workers-meet-in-domain', severity: 'error', from: { path: '^workers/', pathNot: '\\.test\\.ts$' }, to: { path: '^(src|sync-server|e2e)/', pathNot: '^src/(domain|db)/' } },
    { name: 'worker-rooms-apart', severity: 'error', from: { path: '^workers/([^/]+)/', pathNot: '\\.test\\.ts$' }, to: { path: '^workers/', pathNot: '^workers/$1/' } },
    { name: 'only-main-makes-workers', severity: 'error', from: { path: '^src/', pathNot: '^src/main\\.ts$|\\.test\\.ts$' }, to: { path: '^workers/' } },
    { name: 'service-worker', severity: 'error', from: { path: '^src/sw(\\.ts|/)' }, to: { path: '^(src|workers|sync-server|e2e)/', pathNot: '^src/(domain|db|sw)/' } },
    { name: 'server-knows-domain-only', severity: 'error', from: { path: '^sync-server/', pathNot: '\\.test\\.ts$' }, to: { path: '^(src|workers|e2e)/', pathNot: '^src/domain/' } },
    // The check of tags runs the parse stage itself: what else could it check?
    { name: 'e2e-knows-domain-only', severity: 'error', from: { path: '^e2e/', pathNot: '^e2e/(check|bench)/' }, to: { path: '^(src|workers|sync-server)/', pathNot: '^src/(domain|db)/|^sync-server/store/testing/' } },
    // The benchmark of kept memory measures how the app's own pool replaces its workers: a pool written for the benchmark would measure itself.
    { name: 'benches-run-the-pool', severity: 'error', from: { path: '^e2e/bench/' }, to: { path: '^(src|workers|sync-server)/', pathNot: '^src/(domain|db|services/workers)/|^sync-server/store/testing/' } },
    { name: 'checks-run-stages', severity: 'error', from: { path: '^e2e/check/' }, to: { path: '^(src|workers|sync-server)/', pathNot: '^src/domain/|^workers/ingest/' } },
    { name: 'domain-is-pure', severity: 'error', from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' }, to: { dependencyTypes: ['core'] } },
    { name: 'domain-knows-no-shell', severity: 'error', from: { path: '^src/domain/' }, to: { path: 'node_modules/(vue|pinia|dexie|comlink|@vue|vue-router|vue-i18n)/' } },
    { name: 'dexie-in-db-only', severity: 'error', from: { path: '^(src|workers)/', pathNot: '^src/db/|\\.test\\.ts$|^src/composables/' }, to: { path: 'node_modules/dexie/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.mjs', '.json'] },
    exclude: { path: '^(dist|e2e/fixtures/generated)/' },
  },
};
