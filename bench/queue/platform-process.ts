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
  /** Bearer token of its administration. */
  readonly token: string;
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

const createToken = (): string => randomBytes(24).toString('hex');

/** Starts `platform/main.ts` with its store in a folder, or in the database of `databaseUrl`. */
export const startPlatformProcess = async (
  store: { readonly folder: string } | { readonly databaseUrl: string },
  token: string = createToken(),
): Promise<PlatformProcess> => {
  const program = startProgram(
    join(import.meta.dirname, '../../platform/main.ts'),
    ['--port', '0', ...('folder' in store ? ['--store', store.folder] : [])],
    {
      environment: {
        YIZHAN_ADMIN_TOKEN: token,
        ...('databaseUrl' in store && { DATABASE_URL: store.databaseUrl }),
      },
    },
  );
  try {
    const known = startedSchema.parse(await program.line());
    const { url } = known;
    return {
      ...known,
      token,
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

/** A real PostgreSQL with a platform on it. */
export interface PlatformOnPostgresql {
  readonly platform: PlatformProcess;
  /** Starts another instance behind the same database, which the caller stops. */
  startAnother(): Promise<PlatformProcess>;
  /** Ends platform and server. */
  stop(): Promise<void>;
}

export const startOnPostgresql = async (): Promise<PlatformOnPostgresql> => {
  const server = await startPostgresql();
  const token = createToken();
  try {
    const databaseUrl = await server.createDatabase();
    const platform = await startPlatformProcess({ databaseUrl }, token);
    return {
      platform,
      startAnother: () => startPlatformProcess({ databaseUrl }, token),
      stop: async () => {
        await platform.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};
