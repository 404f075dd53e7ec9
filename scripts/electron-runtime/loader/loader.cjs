/**
 * Stands where Electron's own default app stands: `electron [-r FILE]… [SWITCHES] APP [ARGUMENTS]` loads the modules
 * named by -r, then the app (a folder with a package.json, or a file), as Electron's default_app does. The app sees
 * process.argv untouched.
 */
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');
const electron = require('electron');

/** Electron's app with the two functions that its default app uses and its types leave out. */
const app =
  /** @type {Electron.App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (
    electron.app
  );

/**
 * The modules to load first and the app, from the arguments after the binary. Switches before the app are
 * Chromium's or Node's and are passed over; everything behind the app is the app's own.
 *
 * @param {readonly string[]} commandLine
 * @returns {{ modules: string[], app: string | undefined }}
 */
const readCommandLine = (commandLine) => {
  /** @type {string[]} */
  const modules = [];
  for (let index = 0; index < commandLine.length; index += 1) {
    const argument = commandLine[index] ?? '';
    if (argument === '-r' || argument === '--require') {
      index += 1;
      const module = commandLine[index];
      if (module === undefined) return { modules, app: undefined };
      modules.push(module);
    } else if (argument.startsWith('--require=')) {
      modules.push(argument.slice('--require='.length));
    } else if (!argument.startsWith('-')) {
      return { modules, app: argument };
    }
  }
  return { modules, app: undefined };
};

/**
 * Gives Electron the app's path, name and version, and runs it as the main module.
 *
 * @param {string} given folder or file
 */
const loadApp = (given) => {
  const path = resolve(given);
  const description = join(path, 'package.json');
  const isFolder = existsSync(description);
  if (isFolder) {
    const { name, productName, version, desktopName } = JSON.parse(readFileSync(description, 'utf8'));
    if (version) app.setVersion(version);
    if (productName || name) app.setName(productName || name);
    if (desktopName) app.setDesktopName(desktopName);
  }
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  // Node's own resolution: "main" of the package.json, index.js, a file with or without its ending. Loaded with
  // isMain, so that require.main and process.mainModule are the app and not this loader.
  const loader =
    /** @type {{ _load(file: string, parent: null, isMain: boolean): unknown, _resolveFilename(path: string, parent: null, isMain: boolean): string }} */ (
      /** @type {unknown} */ (Module)
    );
  const file = loader._resolveFilename(path, null, true);
  app.setAppPath(isFolder ? path : dirname(file));
  loader._load(file, null, true);
};

/** @param {string} message */
const refuse = (message) => {
  process.stderr.write(`electron (development runtime ${process.versions.electron}): ${message}\n`);
  app.exit(1);
};

const given = readCommandLine(process.argv.slice(1));
if (given.app === undefined) {
  refuse('no app given. Usage: electron [-r FILE]... [switches] APP [arguments]');
} else {
  try {
    const requireFromHere = Module.createRequire(join(process.cwd(), 'electron'));
    for (const module of given.modules) requireFromHere(module);
    loadApp(given.app);
  } catch (error) {
    refuse(`the app ${given.app} did not load: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
