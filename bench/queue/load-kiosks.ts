import type { KeyObject } from 'node:crypto';
import type { SealingKey } from '../../platform/contract/api.ts';
import { verifyAnswer } from '../../platform/contract/http-signature/index.ts';
import {
  enrolTestKiosk,
  fetchAnswerKeys,
  jsonRequest,
  type KnownPlatform,
  type TestKiosk,
} from '../../test/helpers/platform-kiosk.ts';
import { requestEnrolmentCode } from '../../platform/admin/enrolment-code-command.ts';
import { sampleSubmission } from './fill-queue.ts';
import { type RawAnswer, requestBytes } from './http-connection.ts';
import { newId } from './kiosk-store.ts';

/** A request that is ready to be sent, and what its answer says. */
export interface ReadyRequest {
  readonly applications: number;
  readonly bytes: Buffer;
  /** Whether everything was taken; `busy`: nothing, and it may come again. @throws for any other answer */
  check(answer: RawAnswer): 'taken' | 'busy';
}

/** A client of the load: where it sends, and what makes its next request ready. */
export interface LoadClient {
  readonly url: URL;
  prepare(): Promise<ReadyRequest>;
}

const stationCode = 'QX-0007';
/** Enrolments under way at a time. */
const enrolledAtOnce = 20;

/** Applications in a batch: 1 to 5, in turn. */
const sizeOf = (turn: number): number => 1 + (turn % 5);

const count = (text: string, word: string): number => text.split(word).length - 1;

const platformClient = (
  kiosk: TestKiosk,
  platform: KnownPlatform,
  sealingKey: SealingKey,
  answerKeys: ReadonlyMap<string, KeyObject>,
  turn: number,
): LoadClient => {
  let batch = turn;
  const path = '/v1/submissions';
  return {
    url: new URL(platform.url),
    prepare: async () => {
      const applications = sizeOf(batch++);
      const messages = await Promise.all(
        Array.from({ length: applications }, () => sampleSubmission(sealingKey, newId())),
      );
      const { headers = {}, body } = kiosk.sign(jsonRequest('POST', path, { messages }));
      return {
        applications,
        bytes: requestBytes('POST', new URL(path, platform.url), headers, body ?? Buffer.alloc(0)),
        check: (answer) => {
          const verified = verifyAnswer(answer, (keyId) => answerKeys.get(keyId), headers);
          const text = answer.body.toString();
          if (verified.outcome === 'genuine' && answer.status === 503) return 'busy';
          const received = count(text, '"outcome":"received"');
          if (verified.outcome !== 'genuine' || received !== applications) {
            throw new Error(
              `${verified.outcome}, status ${answer.status}, ${received} of ${applications}: ${text}`,
            );
          }
          return 'taken';
        },
      };
    },
  };
};

/** Enrols kiosks at platforms behind one database, each at one of them. */
export const enrolKiosks = async (
  platforms: readonly KnownPlatform[],
  {
    kiosks,
    token,
    sealingKey,
  }: { readonly kiosks: number; readonly token: string; readonly sealingKey: SealingKey },
): Promise<LoadClient[]> => {
  const clients: LoadClient[] = [];
  const answerKeys = new Map<string, KeyObject>();
  for (const platform of platforms) {
    for (const [keyId, key] of await fetchAnswerKeys(platform)) answerKeys.set(keyId, key);
  }
  const enrolOne = async (number: number): Promise<void> => {
    const platform = platforms[number % platforms.length];
    if (platform === undefined) throw new Error('no platform');
    const createEnrolmentCode = async (station: string): Promise<string> =>
      (await requestEnrolmentCode({ url: platform.url, token, stationCode: station })).code;
    const kiosk = await enrolTestKiosk({ ...platform, createEnrolmentCode }, Date.now, stationCode);
    clients.push(platformClient(kiosk, platform, sealingKey, answerKeys, number));
  };
  for (let next = 0; next < kiosks; next += enrolledAtOnce) {
    const some = Math.min(enrolledAtOnce, kiosks - next);
    await Promise.all(Array.from({ length: some }, (_, index) => enrolOne(next + index)));
  }
  return clients;
};

/** As many clients of express-pouchdb, each with batches of documents of that size; nothing is signed or sealed. */
export const pouchDbClients = async (url: string, kiosks: number, bytes: number): Promise<LoadClient[]> => {
  const database = new URL(`/load-${newId()}`, url);
  const made = await fetch(database, { method: 'PUT' });
  if (!made.ok) throw new Error(`no database was made: ${made.status}`);
  const target = new URL(`${database.pathname}/_bulk_docs`, url);
  return Array.from({ length: kiosks }, (_, turn) => {
    let batch = turn;
    return {
      url: target,
      prepare: async () => {
        const applications = sizeOf(batch++);
        const docs = Array.from({ length: applications }, () => ({
          _id: newId(),
          body: '7'.repeat(bytes - 60),
        }));
        const body = Buffer.from(JSON.stringify({ docs }));
        return {
          applications,
          bytes: requestBytes('POST', target, { 'content-type': 'application/json' }, body),
          check: (answer) => {
            const text = answer.body.toString();
            if (answer.status !== 201 || count(text, '"ok":true') !== applications) {
              throw new Error(`status ${answer.status}: ${text}`);
            }
            return 'taken';
          },
        };
      },
    };
  });
};
