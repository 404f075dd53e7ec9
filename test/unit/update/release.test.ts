import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeRelease, type ReleaseTaker } from '../../../electron/update/judge-release.ts';
import { openRelease } from '../../../electron/update/open-release.ts';
import { releasePathSchema, releaseSchema, urlOf } from '../../../electron/update/release.ts';
import { releaseRings, shareOf } from '../../../electron/update/rollout.ts';
import { compareVersions } from '../../../electron/update/version.ts';
import { makeReleaseKey } from '../../../scripts/packaging/make-release.ts';
import { openWorkshop, someOffer, type Workshop } from '../../helpers/releases.ts';

const sha512 = Buffer.alloc(64, 7).toString('base64');
const file = { path: 'yizhan', url: urlOf(sha512), sha512, size: 3, executable: true };
const release = releaseSchema.parse({ format: 'yizhan-release-1', ...someOffer(), files: [file] });

describe('the list of files of a release', () => {
  it('never leads out of the program’s folder', () => {
    for (const path of [
      '../a',
      'a/../b',
      '/etc/passwd',
      'a//b',
      'a/',
      '',
      '.',
      'a\\..\\b',
      'C:/a',
      'a\0b',
      'a/./b',
    ])
      expect(releasePathSchema.safeParse(path).success, path).toBe(false);
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom(...'ab./\\:~\0 ') }), (path) => {
        if (!releasePathSchema.safeParse(path).success) return;
        expect(path.split('/').some((part) => ['', '.', '..'].includes(part))).toBe(false);
        expect(path).not.toMatch(/[\\:\0]/);
      }),
    );
  });

  it('names no file twice, and none that is a folder of another', () => {
    const withPaths = (...paths: string[]) =>
      releaseSchema.safeParse({ ...release, files: paths.map((path) => ({ ...file, path })) }).success;
    expect(withPaths('a', 'b/c', 'b/d')).toBe(true);
    expect(withPaths('a', 'a')).toBe(false);
    expect(withPaths('a', 'A')).toBe(false);
    expect(withPaths('b', 'b/c')).toBe(false);
  });

  it('lies under its digest, and is not more than a disk has room for', () => {
    const other = `files/${'0'.repeat(128)}`;
    expect(releaseSchema.safeParse({ ...release, files: [{ ...file, url: other }] }).success).toBe(false);
    const many = ['a', 'b', 'c'].map((path) => ({ ...file, path, size: 1024 ** 3 }));
    expect(releaseSchema.safeParse({ ...release, files: many }).success).toBe(false);
  });
});

describe('the order of versions', () => {
  it('is that of their numbers', () => {
    expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0);
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
    expect(compareVersions('1.2.3', '1.2.4')).toBeLessThan(0);
  });
});

describe('the share of kiosks that take a release', () => {
  const kiosks = Array.from({ length: 10_000 }, (_, index) => `K-${String(index).padStart(10, '0')}`);
  it('is as large as its percentage says', () => {
    for (const percentage of [1, 10, 50]) {
      const taking = kiosks.filter((kiosk) => shareOf(kiosk, '0.2.0') < percentage).length;
      expect(Math.abs(taking / 100 - percentage)).toBeLessThan(1.5);
    }
  });

  it('only grows with the percentage, and is another one with another version', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (kiosk, version) => {
        const share = shareOf(kiosk, version);
        expect(share).toBe(shareOf(kiosk, version));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(100);
      }),
    );
    const first = new Set(kiosks.filter((kiosk) => shareOf(kiosk, '0.2.0') < 10));
    const again = kiosks.filter((kiosk) => shareOf(kiosk, '0.3.0') < 10 && first.has(kiosk));
    expect(again.length).toBeLessThan(200);
  });

  it('is what the docstring says', () => {
    // First 6 bytes of sha256("K-0123456789\0" + "0.2.0"), mod 10,000, by another program.
    expect(shareOf('K-0123456789', '0.2.0')).toBe(50.25);
  });
});

describe('whether a kiosk takes a release', () => {
  const taker: ReleaseTaker = {
    kioskId: 'K-0123456789',
    ring: 'general',
    platform: 'linux',
    architecture: release.architecture,
    version: '0.1.0',
    databaseVersion: 19,
    bad: [],
    now: Date.parse('2026-11-22T00:00:00Z'),
  };
  it('takes a newer one for its machine, its ring, its turn', () => {
    expect(judgeRelease(release, taker, false)).toBeNull();
  });
  it.each([
    ['other-machine', {}, { architecture: release.architecture === 'x64' ? 'arm64' : 'x64' }],
    ['other-ring', { ring: 'pilot' }, {}],
    ['not-newer', { version: '0.1.0' }, {}],
    ['not-newer', { version: '0.0.9' }, {}],
    ['known-bad', {}, { bad: ['0.2.0'] }],
    ['expired', { expires: '2026-11-22T00:00:00.000Z' }, {}],
    ['not-reversible', { database: { version: 20, oldestReader: 20 } }, {}],
    ['not-its-turn', { stagingPercentage: 0 }, {}],
  ] as const)('refuses with %s', (reason, offered, known) => {
    expect(judgeRelease({ ...release, ...offered }, { ...taker, ...known }, false)).toBe(reason);
  });
  it('takes those of wider rings, and a migration that the version before can read', () => {
    expect(judgeRelease(release, { ...taker, ring: 'pilot' }, false)).toBeNull();
    const migrating = { ...release, database: { version: 21, oldestReader: 19 } };
    expect(judgeRelease(migrating, taker, false)).toBeNull();
  });
  it('does not wait for ring and turn when a technician brings it', () => {
    const later = { ...release, ring: 'pilot', stagingPercentage: 0 } as const;
    expect(judgeRelease(later, taker, true)).toBeNull();
    expect(judgeRelease(later, { ...taker, version: '0.3.0' }, true)).toBe('not-newer');
  });
  it('knows the order of rings', () => {
    expect(releaseRings).toEqual(['pilot', 'early', 'general']);
  });
});

describe('a signed release', () => {
  let workshop: Workshop;
  beforeEach(() => {
    workshop = openWorkshop();
  });
  afterEach(() => workshop.remove());

  it('is read with the key that signed it', async () => {
    const { release: made, offer } = await workshop.make({ 'yizhan*': 'program', 'resources/a': 'x' });
    const opened = await openRelease(readFileSync(offer, 'utf8'), [workshop.publicKey]);
    expect(opened).toEqual({ ok: true, release: made });
    expect(made.files.map(({ path, executable }) => [path, executable])).toEqual([
      ['resources/a', false],
      ['yizhan', true],
    ]);
  });

  it('is nothing under another key, even one of the same name', async () => {
    const { offer } = await workshop.make({ 'yizhan*': 'program' });
    const text = readFileSync(offer, 'utf8');
    const { publicKey } = makeReleaseKey();
    expect(await openRelease(text, [publicKey])).toEqual({ ok: false, reason: 'unknown-key' });
    const disguised = { ...publicKey, kid: workshop.publicKey.kid };
    expect(await openRelease(text, [disguised])).toEqual({ ok: false, reason: 'signature-wrong' });
    expect(await openRelease(text, [])).toEqual({ ok: false, reason: 'unknown-key' });
  });

  it('is refused with any byte changed, and any text is read without throwing', async () => {
    const { offer } = await workshop.make({ 'yizhan*': 'program' });
    const text = readFileSync(offer, 'utf8');
    const keys = [workshop.publicKey];
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...'AZ09-_.'), async (at, other) => {
        fc.pre(text[at] !== other);
        const altered = text.slice(0, at) + other + text.slice(at + 1);
        // The last character of a part may have bits to spare.
        const opened = await openRelease(altered, keys);
        const spare = text[at + 1] === '.' || at === text.length - 1;
        if (!spare) expect(opened.ok).toBe(false);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (any) => {
        expect((await openRelease(any, keys)).ok).toBe(false);
      }),
    );
    writeFileSync(offer, '');
    expect(await openRelease('x'.repeat(5 * 1024 * 1024), keys)).toEqual({ ok: false, reason: 'too-large' });
  });
});
