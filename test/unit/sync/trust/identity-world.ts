import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EnrolOutcome, enrol } from '../../../../electron/sync/trust/enrol.ts';
import { identityFiles } from '../../../../electron/sync/trust/identity-files.ts';
import type { KioskIdentity } from '../../../../electron/sync/trust/kiosk-identity.ts';
import { type LoadIdentityOutcome, loadIdentity } from '../../../../electron/sync/trust/load-identity.ts';
import type { WrappingSecret } from '../../../../electron/sync/trust/wrapping-secret.ts';
import { anyBytes, createFakePlatform, type FakePlatform, stationCode } from './fake-platform.ts';

export { stationCode } from './fake-platform.ts';

export const code = '01234-56789-ABCDE-FGHJK';
export const url = 'https://platform.example/';

/** A data folder and a fake platform that knows one code. */
export interface IdentityWorld {
  readonly platform: FakePlatform;
  readonly dataFolder: string;
  readonly files: ReturnType<typeof identityFiles>;
  wrapping: WrappingSecret | null;
  enrol(changes?: {
    readonly code?: string;
    readonly stationCode?: string;
    readonly anew?: boolean;
  }): Promise<EnrolOutcome>;
  load(changes?: { readonly stationCode?: string }): LoadIdentityOutcome;
  /** The identity, which must be there. */
  identity(): KioskIdentity;
  /** Names in `identity/`. */
  names(): string[];
}

export const createIdentityWorld = async (localError = 0): Promise<IdentityWorld> => {
  const platform = await createFakePlatform(localError);
  platform.codes.set(code, null);
  const dataFolder = mkdtempSync(join(tmpdir(), 'yizhan-identity-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const files = identityFiles(dataFolder);
  const world: IdentityWorld = {
    platform,
    dataFolder,
    files,
    wrapping: null,
    enrol: (changes = {}) =>
      enrol({
        dataFolder,
        stationCode,
        platform: { url, rootKey: platform.authority.rootKey },
        code,
        appVersion: '0.1.0',
        wrapping: world.wrapping,
        transport: platform.transport,
        clock: platform.clock,
        randomBytes: anyBytes,
        ...changes,
      }),
    load: (changes = {}) =>
      loadIdentity({
        dataFolder,
        stationCode,
        rootKey: platform.authority.rootKey,
        wrapping: world.wrapping,
        platformNow: platform.platformNow,
        ...changes,
      }),
    identity() {
      const loaded = world.load();
      if (loaded.outcome !== 'enrolled') throw new Error(`not enrolled: ${JSON.stringify(loaded)}`);
      return loaded.identity;
    },
    names: () => readdirSync(files.folder).sort(),
  };
  return world;
};

/** A world whose kiosk is enrolled. */
export const createEnrolledWorld = async (): Promise<IdentityWorld> => {
  const world = await createIdentityWorld();
  await world.enrol();
  return world;
};
