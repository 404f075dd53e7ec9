import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../../platform/contract/certificate/base45.ts';
import { parseCredential } from '../../../../electron/core/staff/service-credential/credential-text.ts';
import {
  credentialFileName,
  findOnStick,
} from '../../../../electron/core/staff/service-credential/find-on-stick.ts';
import { createServiceCredentials } from '../../../../electron/core/staff/service-credential/service-credentials.ts';
import { createStaffAccess } from '../../../../electron/core/staff/staff-access.ts';
import { createSignIn, type SignInOptions } from '../../../../electron/core/staff-mode/sign-in.ts';
import { generateKioskKey, type KioskKey } from '../../../../electron/sync/trust/kiosk-key.ts';
import {
  openTestDatabase,
  pseudonymOf,
  temporaryFolder,
  type TestDatabase,
} from '../../../helpers/database.ts';
import { folderAsStick } from '../../../helpers/folder-as-stick.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { enrolStaff, staffPin } from '../../../helpers/staff.ts';

const supervisor = { kind: 'staff', pseudonym: 'b'.repeat(64) } as const;
const holder = pseudonymOf('430199198001010017');
const kioskId = 'K-0123456789';
const day = 86_400_000;

let database: TestDatabase;
let key: KioskKey;
let ids = 0;
beforeEach(async () => {
  database = openTestDatabase();
  key = generateKioskKey();
  ids = 0;
  await enrolStaff(database, holder, { label: 'W-009', role: 'technician' });
});
afterEach(() => database.dispose());

/** The credentials of a kiosk, as they are after a start. */
const open = (kiosk = kioskId) =>
  createServiceCredentials({
    database: database.current(),
    identity: { kioskId: kiosk, signingKeys: () => [key] },
    newId: () => {
      ids += 1;
      return String(ids).padStart(22, 'A');
    },
    now: database.clock.now,
  });
const issue = (days = 30, kiosk = kioskId): string => {
  const issued = open(kiosk).issue({ label: 'W-009', days, medium: 'slip', actor: supervisor });
  if (!issued.ok) throw new Error(issued.reason);
  return issued.text;
};
const refusedAs = (reason: string) => ({ outcome: 'refused', reason });
const lastEntry = () => database.read(({ audit }) => audit.find(audit.head().sequence));

describe('a service credential', () => {
  it('is that of the member it was issued for, with an audit entry of who issued it', () => {
    const text = issue();
    expect(lastEntry()).toMatchObject({
      action: 'staff.credential-issued',
      actorPseudonym: supervisor.pseudonym,
      subject: 'W-009',
    });
    expect(open().check(text)).toMatchObject({ outcome: 'holder', pseudonym: holder });
    expect(text).not.toContain(holder);
  });

  it('counts on when the key of the kiosk was changed meanwhile', () => {
    const text = issue();
    key = generateKioskKey();
    expect(open().check(text)).toMatchObject({ outcome: 'holder', pseudonym: holder });
  });

  it('that was revoked is refused, and the revocation is on record', () => {
    const text = issue();
    expect(open().revoke({ label: 'W-009', actor: supervisor, reason: 'by-supervisor' })).toBe(true);
    expect(lastEntry()).toMatchObject({ action: 'staff.credential-revoked', subject: 'W-009' });
    expect(open().check(text)).toEqual(refusedAs('credential-revoked'));
    expect(open().revoke({ label: 'W-009', actor: supervisor, reason: 'by-supervisor' })).toBe(false);
  });

  it('that was replaced by a newer one is refused', () => {
    const former = issue();
    const newer = issue();
    expect(open().check(former)).toEqual(refusedAs('credential-revoked'));
    expect(open().check(newer)).toMatchObject({ outcome: 'holder' });
  });

  it('is refused from the instant of its end on', async () => {
    const text = issue(7);
    await database.clock.advance(7 * day - 1);
    expect(open().check(text)).toMatchObject({ outcome: 'holder' });
    await database.clock.advance(1);
    expect(open().check(text)).toEqual(refusedAs('credential-ended'));
  });

  it('of another kiosk is refused', () => {
    expect(open().check(issue(30, 'K-9876543210'))).toEqual(refusedAs('credential-of-another-kiosk'));
  });

  it('of somebody who was removed is refused, also when the same card is enrolled again', async () => {
    const text = issue();
    expect(database.write(({ staff }) => staff.disable(holder))).toEqual({ ok: true, revoked: 1 });
    expect(open().check(text)).toEqual(refusedAs('credential-member-removed'));
    await enrolStaff(database, holder, { label: 'W-009' });
    expect(open().check(text)).toEqual(refusedAs('credential-revoked'));
  });

  it('that this kiosk has no record of is refused', () => {
    const text = issue();
    database.dispose();
    database = openTestDatabase();
    expect(open().check(text)).toEqual(refusedAs('credential-unknown'));
  });

  it('whose end was moved is refused', () => {
    const bytes = decodeBase45(issue().slice(5)) ?? new Uint8Array();
    const claim = Buffer.from(bytes.subarray(0, -64)).toString();
    const moved = claim.replace(/"endsAt":(\d+)/, (_all, ends) => `"endsAt":${Number(ends) + day}`);
    expect(moved).not.toBe(claim);
    const copy = `YZS1:${encodeBase45(Buffer.concat([Buffer.from(moved), bytes.subarray(-64)]))}`;
    expect(open().check(copy)).toEqual(refusedAs('credential-altered'));
  });

  it('with any byte changed opens nothing', () => {
    const text = issue();
    const bytes = decodeBase45(text.slice(5)) ?? new Uint8Array();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const copy = Uint8Array.from(bytes);
        copy[place] = (copy[place] ?? 0) ^ change;
        expect(open().check(`YZS1:${encodeBase45(copy)}`).outcome).toBe('refused');
      }),
      { numRuns: 60 },
    );
  });

  it('is not seen in any other text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `YZS1:${text}`),
        ),
        (text) => {
          expect(parseCredential(text)).toBeNull();
          expect(open().check(text)).toEqual(refusedAs('credential-unreadable'));
        },
      ),
    );
  });

  it('is not issued where the kiosk has no key, or nobody of that number works here', () => {
    const request = { label: 'W-010', days: 30, medium: 'slip', actor: supervisor } as const;
    expect(open().issue(request)).toEqual({ ok: false, reason: 'not-there' });
    const keyless = createServiceCredentials({
      database: database.current(),
      identity: { kioskId, signingKeys: () => [] },
      newId: () => 'A'.repeat(22),
      now: database.clock.now,
    });
    expect(keyless.issue(request)).toEqual({ ok: false, reason: 'not-signed' });
  });
});

describe('whoever comes in with a credential', () => {
  const door = (changes: Partial<SignInOptions> = {}) =>
    createSignIn({
      access: createStaffAccess({ database: database.current(), now: database.clock.now }),
      credentials: open(),
      findOnStick: () => ({ outcome: 'refused', reason: 'stick-without-credential' }),
      database: database.current(),
      pseudonymOf,
      now: database.clock.now,
      log: silentLog,
      ...changes,
    });
  const recognise = async (text: string) => {
    const recognised = await door().recogniseCredential({ from: 'scan', text });
    if (recognised.outcome !== 'recognised') throw new Error(recognised.refusal.reason);
    return recognised.holder;
  };

  it('needs the PIN of the member as with the card, and it is on record with what they came in', async () => {
    const presented = await recognise(issue());
    expect(await door().signIn({ holder: presented, pin: '000001' })).toMatchObject({
      refusal: { reason: 'wrong-pin' },
    });
    expect(await door().signIn({ holder: presented, pin: staffPin })).toMatchObject({
      outcome: 'signed-in',
      member: { label: 'W-009', role: 'technician', guessablePins: null },
    });
    expect(lastEntry()).toMatchObject({ action: 'staff.signed-in', actorKind: 'technician' });
    expect(JSON.parse(lastEntry()?.details ?? '')).toMatchObject({ by: 'credential' });
  });

  it('is locked out by the same count of wrong PINs, whichever way they were tried', async () => {
    const text = issue();
    const card = { pseudonym: holder, credential: null, guessablePins: [] };
    for (let tried = 0; tried < 5; tried += 1) {
      await door().signIn({ holder: tried % 2 === 0 ? await recognise(text) : card, pin: '000001' });
    }
    expect(await door().recogniseCredential({ from: 'scan', text })).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'locked', lockedUntil: database.clock.now() + 60_000 },
    });
    expect(await door().signIn({ holder: card, pin: staffPin })).toMatchObject({
      refusal: { reason: 'locked' },
    });
  });

  it('with one that does not count leaves an entry that names nobody', async () => {
    const text = issue();
    open().revoke({ label: 'W-009', actor: supervisor, reason: 'by-supervisor' });
    expect(await door().recogniseCredential({ from: 'scan', text })).toEqual({
      outcome: 'refused',
      refusal: { reason: 'credential-revoked', lockedUntil: null },
    });
    expect(lastEntry()).toMatchObject({
      action: 'staff.credential-refused',
      reason: 'credential-revoked',
      actorPseudonym: null,
      subject: null,
    });
  });
});

describe('sticks', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const stick = (name: string, files: Readonly<Record<string, string>>) => {
    const place = join(folder, name);
    mkdirSync(place);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
    return folderAsStick(place, { name });
  };

  it('give the credential of this kiosk, also where those of others lie beside it', () => {
    const found = findOnStick(
      [
        stick('A', {
          [credentialFileName('K-9876543210', 'W-009')]: 'YZS1:other\n',
          [credentialFileName(kioskId, 'W-009')]: 'YZS1:own\n',
          'holiday.txt': 'sun',
        }),
      ],
      kioskId,
    );
    expect(found).toEqual({ outcome: 'found', text: 'YZS1:own' });
  });

  it('with that of another kiosk alone say so when it is checked', () => {
    const text = issue(30, 'K-9876543210');
    const found = findOnStick([stick('A', { [credentialFileName('K-9876543210', 'W-009')]: text })], kioskId);
    expect(found).toEqual({ outcome: 'found', text });
    expect(open().check(text)).toEqual(refusedAs('credential-of-another-kiosk'));
  });

  it('with none, with several of this kiosk, or pulled out, open nothing', () => {
    const refused = (reason: string) => ({ outcome: 'refused', reason });
    expect(findOnStick([], kioskId)).toEqual(refused('stick-without-credential'));
    expect(findOnStick([stick('B', { 'x.txt': '' })], kioskId)).toEqual(refused('stick-without-credential'));
    const gone = folderAsStick(join(folder, 'gone'), { name: 'gone' });
    expect(findOnStick([gone], kioskId)).toEqual(refused('stick-without-credential'));
    const two = stick('C', {
      [credentialFileName(kioskId, 'W-009')]: 'x',
      [credentialFileName(kioskId, 'W-010')]: 'y',
    });
    expect(findOnStick([two], kioskId)).toEqual(refused('stick-with-several'));
  });

  it('with a link or a pipe in place of the credential open nothing, and hold nobody up', () => {
    const refused = { outcome: 'refused', reason: 'stick-without-credential' };
    const name = credentialFileName(kioskId, 'W-009');
    const linked = stick('A', { 'x.txt': 'YZS1:own\n' });
    symlinkSync(join(linked.folder, 'x.txt'), join(linked.folder, name));
    expect(findOnStick([linked], kioskId)).toEqual(refused);
    const piped = stick('B', {});
    execFileSync('mkfifo', [join(piped.folder, name)]);
    expect(findOnStick([piped], kioskId)).toEqual(refused);
  });
});
