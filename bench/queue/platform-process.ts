import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { requestEnrolmentCode } from '../../platform/admin/enrolment-code-command.ts';
import { publicJwkSchema, type SealingKey, signedKeySetSchema } from '../../platform/contract/api.ts';
import { verifyKeySet } from '../../platform/contract/signed-key-set.ts';
import { enrolTestKiosk, type KnownPlatform, type TestKiosk } from '../../test/helpers/platform-kiosk.ts';
import { startPostgresql } from '../../test/helpers/postgresql.ts';
import { type ChildProgram, startProgram } from './child-program.ts';

/** The reference platform in a process of its own. */
export interface PlatformProcess extends KnownPlatform, Pick<ChildProgram, 'quiet' | 'stop'> {
  readonly sealingKey: SealingKey;
  enrol(): Promise<TestKiosk>;
}

const stationCode = 'QX-0007';
const startedSchema = z.object({ url: z.string(), rootKey: publicJwkSchema });

const sealingKeyOf = async ({ url, rootKey }: KnownPlatform): Promise<SealingKey> => {
  const { jws } = signedKeySetSchema.parse(await (await fetch(`${url}/v1/keys`)).json());
  const verified = await verifyKeySet(jws, rootKey);
  const key = verified.outcome === 'genuine' ? verified.keySet.sealingKeys[0] : undefined;
  if (key === undefined) throw new Error('the platform has no sealing key');
  return key;
};

/** Starts `platform/main.ts` with its store in a folder, or in the database of `databaseUrl`. */
export const startPlatformProcess = async (
  store: { readonly folder: string } | { readonly databaseUrl: string },
): Promise<PlatformProcess> => {
  const token = randomBytes(24).toString('hex');
  const program = startProgram(
    join(import.meta.dirname, '../../platform/main.ts'),
    ['--port', '0', ...('folder' in store ? ['--store', store.folder] : [])],
    { YIZHAN_ADMIN_TOKEN: token, ...('databaseUrl' in store && { DATABASE_URL: store.databaseUrl }) },
  );
  try {
    const known = startedSchema.parse(await program.line());
    const { url } = known;
    return {
      ...known,
      quiet: program.quiet,
      stop: program.stop,
      sealingKey: await sealingKeyOf(known),
      enrol: () => {
        const createEnrolmentCode = async (station: string): Promise<string> =>
          (await requestEnrolmentCode({ url, token, stationCode: station })).code;
        return enrolTestKiosk({ ...known, createEnrolmentCode }, Date.now, stationCode);
      },
    };
  } catch (error) {
    await program.stop();
    throw error;
  }
};

/** A real PostgreSQL with `instances` platforms behind one database; stopping ends them all. */
export const startOnPostgresql = async (
  instances = 1,
): Promise<{ readonly platforms: readonly PlatformProcess[]; stop(): Promise<void> }> => {
  const server = await startPostgresql();
  const platforms: PlatformProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(platforms.map((platform) => platform.stop()));
    await server.stop();
  };
  try {
    const databaseUrl = await server.createDatabase();
    for (let instance = 0; instance < instances; instance += 1) {
      platforms.push(await startPlatformProcess({ databaseUrl }));
    }
    return { platforms, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
