/**
 * Import boundaries of docs/architecture.md, as a lint rule: imports run one way.
 * test/integration/import-boundaries.test.ts proves that a forbidden import fails.
 */
const outside = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    outside(
      'renderer-knows-only-the-contract',
      'The renderer draws snapshots and sends intents; it reads no file, opens no socket, knows no device.',
      { path: '^renderer/' },
      { path: '^(electron|drivers|db|platform|scripts|test|bench)/', pathNot: '^electron/contract/' },
    ),
    outside(
      'renderer-has-no-node',
      'The renderer is sandboxed: there is no Node in it.',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
    ),
    outside(
      'contract-stands-alone',
      'Both sides read the contract, so it may depend on nothing but names of device states and reasons.',
      { path: '^electron/contract/' },
      {
        path: '^(electron|renderer|drivers|db|platform|scripts|test|bench)/',
        pathNot: '^(electron/contract|drivers/device)/',
      },
    ),
    outside(
      'shell-has-no-business-logic',
      'The shell knows the contract, how a log is kept, and how to start things.',
      { path: '^electron/(main|preload)/' },
      {
        path: '^(electron|renderer|drivers|db|platform|scripts|test|bench)/',
        pathNot: '^electron/(main|preload|contract|log)/',
      },
    ),
    outside(
      'drivers-know-neither-electron-nor-database',
      'A driver is tested and used (command line, bench) without the kiosk.',
      { path: '^drivers/' },
      {
        path: '^(electron|renderer|db|platform|scripts|test|bench)/|^node_modules/(electron|better-sqlite3)/',
      },
    ),
    outside(
      'database-knows-neither-electron-nor-drivers',
      'Stores hold rows; core and sync give them meaning.',
      { path: '^db/' },
      {
        path: '^(electron|renderer|drivers|platform|scripts|test|bench)/|^node_modules/(electron|serialport|node-hid)/',
      },
    ),
    outside(
      'core-and-sync-see-only-the-platform-contract',
      'A city replaces the reference platform behind the same contract.',
      { path: '^electron/' },
      { path: '^platform/', pathNot: '^platform/contract/' },
    ),
    outside(
      'core-does-not-know-the-shell',
      'The core runs under plain Node as well as in a utility process.',
      { path: '^electron/(core|sync|update|launcher)/' },
      { path: '^(electron/(main|preload)|renderer|scripts|test|bench)/|^node_modules/electron' },
    ),
    outside(
      'launcher-knows-no-kiosk',
      'What starts the kiosk, and what fetches releases for it, runs under plain Node, before and beside any kiosk: it shares files and words with it, and no business.',
      { path: '^electron/(update|launcher)/' },
      {
        path: '^(electron|renderer|drivers|db|platform|scripts|test|bench)/|^node_modules/(electron|better-sqlite3|serialport|node-hid)/',
        pathNot: '^electron/(update|launcher)/|^drivers/device/|^db/backup/durable-files[.]ts$',
      },
    ),
    outside(
      'core-does-not-know-simulators',
      'The kiosk cannot tell a simulator from a device, except by the cable.',
      { path: '^(electron|renderer)/' },
      { path: '^drivers/simulator/' },
    ),
    outside(
      'command-line-needs-no-kiosk',
      'The command line talks to devices by itself; of the kiosk it knows how to read the settings, how to enrol, and the ' +
        'stores: `yizhan queue` looks at the database beside a running kiosk and settles dead letters of a stopped one, ' +
        "where there is no core to ask; `yizhan doctor` shares its checks with the technician's pages, and asks as the core does whether the kiosk awaits its set-up. Migrations, backups and recovery are the kiosk's own business.",
      { path: '^electron/cli/' },
      {
        path: '^(electron|renderer|platform|scripts|test|bench)/|^db/(migrations|backup|recovery)/|^node_modules/electron/',
        pathNot:
          '^(electron/(cli|contract/(staff|diagnostics)|core/(settings|dead-letters|diagnostics/checks)|sync/trust)|platform/contract)/|' +
          '^electron/(core/(staff/pin-hash|identity/pseudonym|log-export/export-format|setup/setup-state)|contract/(restarts|supervision))[.]ts$|' +
          '^db/backup/backup-files[.]ts$',
      },
    ),
    outside(
      'platform-knows-no-kiosk-code',
      'The reference platform proves the contract; it shares nothing else with the kiosk.',
      { path: '^platform/' },
      { path: '^(electron|renderer|drivers|db|scripts|test|bench)/' },
    ),
    outside(
      'product-never-imports-tests-or-scripts',
      'Nothing that ships depends on tests, benches or scripts.',
      { path: '^(electron|renderer|drivers|db|platform)/' },
      { path: '^(test|bench|scripts)/' },
    ),
    outside(
      'native-modules-stay-in-the-core',
      'What can crash a process is loaded by the core and the drivers, never by window or page.',
      { path: '^(electron/(main|preload|contract)|renderer)/' },
      { path: '^node_modules/(better-sqlite3|serialport|@serialport|node-hid)/' },
    ),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};
