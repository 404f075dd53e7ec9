import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordVerification } from '../../../electron/core/verification/record-verification.ts';
import {
  createVerifyScannedCode,
  refreshWithinMilliseconds,
} from '../../../electron/core/verification/verify-scanned-code.ts';
import type { LineState } from '../../../electron/sync/line-monitor.ts';
import type { RoundOutcome } from '../../../electron/sync/feed/pull-round.ts';
import type { DepartmentKey, KeySet } from '../../../platform/contract/api.ts';
import { signCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { createJournalWorld, type JournalWorld, silentLog } from '../../helpers/journal.ts';
import { createTestKey, housingClaims, type TestKey, testNow } from '../../helpers/platform.ts';
import { codeOf } from '../../helpers/spoiled-certificates.ts';

let key: TestKey;
let journal: JournalWorld;
beforeEach(async () => {
  key = await createTestKey();
  journal = createJournalWorld();
});
afterEach(() => journal.database.dispose());

const done = { ok: true, applied: { placed: 0, removed: 0, stale: 0 } } as unknown as RoundOutcome;

/** A kiosk that knows nothing until it refreshes: then the key, and whatever was revoked. */
const createKiosk = (
  changes: { readonly line?: LineState; readonly hangs?: boolean; readonly restored?: Promise<void> } = {},
) => {
  const clock = createFakeClock();
  const known: { keys: readonly DepartmentKey[]; revoked: string[]; refreshes: number } = {
    keys: [],
    revoked: [],
    refreshes: 0,
  };
  const published = { keys: [key.published], revoked: [] as string[] };
  const verify = createVerifyScannedCode({
    documents: {
      keySet: (): KeySet => ({
        issuedAt: 0,
        keys: [...known.keys],
        answerKeys: [],
        sealingKeys: [],
        identityKeys: [],
      }),
      isRevoked: (number) => known.revoked.includes(number),
      templates: () => new Map(),
      restored: changes.restored ?? Promise.resolve(),
      refresh: async () => {
        known.refreshes += 1;
        if (changes.hangs) return new Promise<RoundOutcome>(() => undefined);
        Object.assign(known, published);
        return done;
      },
    },
    line: { state: () => changes.line ?? 'online' },
    platformTime: { now: () => testNow, basis: () => 'platform' },
    clock,
    builtInTemplates: Promise.resolve(new Map()),
    record: createRecordVerification(journal.database.current()),
    log: silentLog,
  });
  return { verify, clock, known, published };
};

const code = (): string => codeOf(signCertificate(housingClaims(), key.signer));

describe('verifying a scanned code', () => {
  it('fetches the keys of a department that it does not know yet', async () => {
    const { verify } = createKiosk();
    expect(await verify({ text: code() })).toMatchObject({
      ok: true,
      finding: { outcome: 'genuine', revocations: 'current' },
    });
  });

  it('hears of a revocation at once where there is a line', async () => {
    const { verify, published } = createKiosk();
    await verify({ text: code() });
    published.revoked.push(housingClaims().certificateNumber);
    expect(await verify({ text: code() })).toMatchObject({ finding: { outcome: 'revoked' } });
  });

  it('does with what it keeps where there is none, and says so', async () => {
    const { verify, known, published } = createKiosk({ line: 'offline' });
    Object.assign(known, published);
    expect(await verify({ text: code() })).toMatchObject({
      finding: { outcome: 'genuine', revocations: 'kept' },
    });
    expect(known.refreshes).toBe(0);
  });

  it('asks in the first moment, when nobody knows yet whether there is a line', async () => {
    const { verify } = createKiosk({ line: 'unknown' });
    expect(await verify({ text: code() })).toMatchObject({
      finding: { outcome: 'genuine', revocations: 'current' },
    });
  });

  it('calls no issuer unknown before the keys that it keeps are there', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { verify, known, published } = createKiosk({ line: 'offline', restored: promise });
    const verified = verify({ text: code() });
    Object.assign(known, published);
    resolve();
    expect(await verified).toMatchObject({ finding: { outcome: 'genuine', revocations: 'kept' } });
  });

  it('does not wait for a platform that does not answer', async () => {
    const { verify, known, published, clock } = createKiosk({ hangs: true });
    Object.assign(known, published);
    const verified = verify({ text: code() });
    await clock.advance(refreshWithinMilliseconds);
    expect(await verified).toMatchObject({ finding: { outcome: 'genuine', revocations: 'kept' } });
  });

  it('asks the platform nothing for what is no certificate', async () => {
    const { verify, known } = createKiosk();
    for (const text of ['https://example.org/', 'YZ1:77', 'YZI1:77', '']) await verify({ text });
    await verify({ failure: { problem: 'code-unreadable', staffCode: 'binary' } });
    expect(known.refreshes).toBe(0);
  });

  it('tells an identity code, and what the scanner refused, from a certificate', async () => {
    const { verify } = createKiosk();
    expect(await verify({ text: 'YZI1:77' })).toMatchObject({ finding: { outcome: 'identity-code' } });
    expect(await verify({ failure: { problem: 'code-unknown', staffCode: 'oversized' } })).toMatchObject({
      finding: { outcome: 'not-a-certificate', reason: 'oversized' },
    });
    expect(await verify({ failure: { problem: 'code-unreadable', staffCode: 'binary' } })).toMatchObject({
      finding: { outcome: 'unreadable', reason: 'binary' },
    });
  });

  it('writes each down: number and outcome, and nobody', async () => {
    const { verify } = createKiosk();
    await verify({ text: code() });
    await verify({ text: 'YZ1:77' });
    expect(journal.audit().slice(-2)).toEqual(['certificate.verified', 'certificate.verified (malformed)']);
    const entry = journal.database.read(({ audit }) => audit.find(audit.head().sequence - 1));
    expect(entry).toMatchObject({
      actorKind: 'resident',
      actorPseudonym: null,
      subject: housingClaims().certificateNumber,
    });
    expect(JSON.parse(entry?.details ?? '{}')).toEqual({
      outcome: 'genuine',
      revocations: 'current',
      clockBelieved: true,
    });
  });
});
