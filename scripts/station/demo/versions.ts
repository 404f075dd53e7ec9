import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../kiosk/electron-command.ts';
import type { KioskDriver } from '../kiosk/kiosk-driver.ts';

const packageSchema = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

const readPackage = (folder: string) =>
  packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

export interface Versions {
  readonly app: string;
  readonly electron: string;
  readonly chromium: string;
  /** Node inside the shell, and Node that runs this station (and the core of a development runtime). */
  readonly node: { readonly shell: string; readonly station: string };
  readonly packages: Readonly<Record<string, string>>;
  /** An Electron that the product does not ship with: what it shows is proved for development only. */
  readonly developmentRuntime: boolean;
}

/** First Electron that the product ships with. */
const firstShippedElectron = 45;

/** What took part in a demo. */
export const findVersions = async ({ app }: KioskDriver): Promise<Versions> => {
  const { electron, chrome, node } = await app.evaluate(() => ({ ...process.versions }));
  const { version, dependencies } = readPackage(projectFolder);
  const packages = Object.keys(dependencies).map((name) => {
    const installed = readPackage(join(projectFolder, 'node_modules', name));
    return [name, installed.version] as const;
  });
  return {
    app: version,
    electron: electron ?? '',
    chromium: chrome ?? '',
    node: { shell: node, station: process.versions.node },
    packages: Object.fromEntries(packages),
    developmentRuntime: Number.parseInt(electron ?? '0', 10) < firstShippedElectron,
  };
};
