import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer, request as requestHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../drivers/device/clock.ts';
import { enrol } from '../../../electron/sync/trust/enrol.ts';
import { createHttpTransport } from '../../../electron/sync/trust/http-transport.ts';
import { enrollingKeyFile, identityFiles } from '../../../electron/sync/trust/identity-files.ts';
import type { KioskIdentity } from '../../../electron/sync/trust/kiosk-identity.ts';
import { loadIdentity } from '../../../electron/sync/trust/load-identity.ts';
import { createPlatformLink, type PlatformLink } from '../../../electron/sync/trust/platform-link.ts';
import { createPlatformTime, type PlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { rotateKey } from '../../../electron/sync/trust/rotate-key.ts';
import { type Platform, startPlatform } from '../../../platform/server.ts';
import { housingRequest } from '../../helpers/platform.ts';
import { healthReportOf } from '../../helpers/health-report.ts';

/** A kiosk and the real reference platform, over real sockets. */

const year = 365 * 86_400_000;
const stationCode = 'QX-0007';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({ store: 'memory' });
});
afterAll(() => platform.close());

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

const clockOff = (error: number): Clock => ({ ...systemClock, now: () => systemClock.now() + error });

interface Kiosk extends PlatformLink {
  readonly dataFolder: string;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
}

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-trust-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const enrolIn = async (dataFolder: string, code: string, clock: Clock = systemClock) => {
  const transport = createHttpTransport({ clock, timeoutMilliseconds: 20_000 });
  closers.push(transport.close);
  return enrol({
    dataFolder,
    stationCode,
    platform,
    code,
    appVersion: '0.1.0',
    wrapping: null,
    transport,
    clock,
    randomBytes,
  });
};

const loadFrom = (dataFolder: string) =>
  loadIdentity({
    dataFolder,
    stationCode,
    rootKey: platform.rootKey,
    wrapping: null,
    platformNow: () => systemClock.now(),
  });

/** What a core makes of a data folder at its start. */
const startKiosk = (dataFolder: string, { clock = systemClock, url = platform.url } = {}): Kiosk => {
  const loaded = loadFrom(dataFolder);
  if (loaded.outcome !== 'enrolled') throw new Error(loaded.outcome);
  const platformTime = createPlatformTime({ clock, kept: null });
  const link = createPlatformLink({
    platform: { url, rootKey: platform.rootKey, timeoutMilliseconds: 20_000 },
    signer: loaded.identity,
    platformTime,
    clock,
    randomBytes,
  });
  closers.push(link.close);
  return { ...link, dataFolder, identity: loaded.identity, platformTime };
};

const enrolledKiosk = async (options: Parameters<typeof startKiosk>[1] = {}): Promise<Kiosk> => {
  const dataFolder = temporaryFolder();
  const outcome = await enrolIn(
    dataFolder,
    await platform.createEnrolmentCode(stationCode),
    options.clock ?? systemClock,
  );
  expect(outcome).toMatchObject({ outcome: 'enrolled' });
  return startKiosk(dataFolder, options);
};

const report = () => healthReportOf({ reportedAt: systemClock.now() });

describe('a kiosk that was enrolled', () => {
  it('is known to the platform and is answered under its signature', async () => {
    const { client, identity, platformTime } = await enrolledKiosk();
    const kiosks = await platform.administration.listKiosks();
    expect(kiosks.find(({ kioskId }) => kioskId === identity.kioskId)).toMatchObject({ stationCode });
    expect(await client.reportHealth(report())).toEqual({ ok: true, value: { commands: [] } });
    expect(Math.abs(platformTime.offset() ?? Number.NaN)).toBeLessThan(1_500);
    expect(await client.issueCertificate(housingRequest({ consentedAt: systemClock.now() }))).toMatchObject({
      ok: true,
    });
  });

  it.each([year, -year])('is served with a wall clock that is %d ms off', async (error) => {
    const { client, platformTime } = await enrolledKiosk({ clock: clockOff(error) });
    expect(await client.reportHealth(report())).toEqual({ ok: true, value: { commands: [] } });
    expect(Math.abs(platformTime.now() - systemClock.now())).toBeLessThan(1_500);
  });

  it('learns the time also from the refusal of a large batch', async () => {
    const { client, platformTime } = await enrolledKiosk({ clock: clockOff(year) });
    const message = JSON.stringify({ kind: 'nothing', filler: 'x'.repeat(9_000) });
    const outcome = await client.submit(Array(400).fill(message));
    expect(outcome.ok).toBe(true);
    expect(Math.abs(platformTime.now() - systemClock.now())).toBeLessThan(1_500);
  });

  it('comes to the same kiosk by the same code after a lost answer', async () => {
    const dataFolder = temporaryFolder();
    const code = await platform.createEnrolmentCode(stationCode);
    const first = await enrolIn(dataFolder, code);
    const kioskId = first.outcome === 'enrolled' ? first.kioskId : '';
    expect(kioskId).toMatch(/^K-/);
    // As a power cut leaves it that came before the answer: the key that goes with the code, and nothing else.
    const files = identityFiles(dataFolder);
    renameSync(files.key, enrollingKeyFile(files, code));
    rmSync(files.enrolment);
    expect(loadFrom(dataFolder)).toMatchObject({ outcome: 'not-enrolled' });
    expect(await enrolIn(dataFolder, code)).toEqual(first);
    // The code is of no use to another machine.
    expect(await enrolIn(temporaryFolder(), code)).toEqual({ outcome: 'code-invalid' });
  });

  it('changes its key and is known by the new one alone', async () => {
    const { client, identity, platformTime, dataFolder } = await enrolledKiosk();
    const former = startKiosk(dataFolder);
    const outcome = await rotateKey({ identity, client, platformTime });
    expect(outcome).toMatchObject({ outcome: 'changed' });
    // The former key is good until the new one has signed.
    expect((await former.client.reportHealth(report())).ok).toBe(true);
    expect((await client.reportHealth(report())).ok).toBe(true);
    expect(await former.client.reportHealth(report())).toMatchObject({ problem: 'unknown-kiosk' });
    expect((await startKiosk(dataFolder).client.reportHealth(report())).ok).toBe(true);
  });

  it('stops when the platform has revoked it, destroys its key, and says so at the next start', async () => {
    const { client, identity, dataFolder } = await enrolledKiosk();
    expect((await client.reportHealth(report())).ok).toBe(true);
    await platform.administration.revokeKiosk(identity.kioskId, 'stolen');
    expect(await client.reportHealth(report())).toMatchObject({ problem: 'kiosk-revoked' });
    expect(identity.isRevoked()).toBe(true);
    expect(readdirSync(join(dataFolder, 'identity')).sort()).toEqual(['enrolment.json', 'revoked.json']);
    expect(loadFrom(dataFolder)).toMatchObject({ outcome: 'kiosk-revoked', kioskId: identity.kioskId });
    const code = await platform.createEnrolmentCode(stationCode);
    expect(await enrolIn(dataFolder, code)).toMatchObject({ outcome: 'enrolled' });
    expect((await startKiosk(dataFolder).client.reportHealth(report())).ok).toBe(true);
  });

  it('follows a change of the platform’s answer key', async () => {
    const { client, keySet } = await enrolledKiosk();
    expect((await client.reportHealth(report())).ok).toBe(true);
    const before = keySet.keySet().issuedAt;
    const keyId = await platform.administration.rotateKeys('platform-answer');
    expect(keyId).toBeDefined();
    expect((await client.reportHealth(report())).ok).toBe(true);
    await keySet.refresh();
    expect(keySet.keySet().issuedAt).toBeGreaterThan(before);
    expect(keySet.current().map((key) => key.keyId)).toContain(keyId);
  });
});

describe('a line with somebody on it', () => {
  /** A proxy that may do what it likes to answers; it has no key. */
  const spoilingProxy = async (
    spoil: (path: string, body: Buffer, answers: readonly Buffer[]) => Buffer,
  ): Promise<string> => {
    const answers: Buffer[] = [];
    const proxy = createServer((incoming, outgoing) => {
      const onward = requestHttp(
        new URL(incoming.url ?? '/', platform.url),
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const body = Buffer.concat(chunks);
            const spoilt = spoil(incoming.url ?? '', body, answers);
            answers.push(body);
            outgoing.writeHead(answer.statusCode ?? 0, {
              ...answer.headers,
              'content-length': String(spoilt.length),
            });
            outgoing.end(spoilt);
          });
        },
      );
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  };

  it('is as good as none where nothing is changed', async () => {
    const url = await spoilingProxy((_path, body) => body);
    const { client } = await enrolledKiosk({ url });
    expect((await client.reportHealth(report())).ok).toBe(true);
  });

  it('cannot change what the platform says', async () => {
    const url = await spoilingProxy((path, body) =>
      path === '/v1/keys' ? body : Buffer.from(body.toString('utf8').replace('{', '{ ')),
    );
    const { client } = await enrolledKiosk({ url });
    expect(await client.reportHealth(report())).toMatchObject({ reason: 'not-genuine' });
  });

  it('cannot put another key set in place', async () => {
    const stranger = await startPlatform({ store: 'memory' });
    const theirs = Buffer.from(await (await fetch(`${stranger.url}/v1/keys`)).arrayBuffer());
    await stranger.close();
    const url = await spoilingProxy((path, body) => (path === '/v1/keys' ? theirs : body));
    const { client, keySet } = await enrolledKiosk({ url });
    expect(await keySet.refresh()).toMatchObject({ reason: 'not-genuine' });
    expect(await client.reportHealth(report())).toMatchObject({ reason: 'not-genuine' });
  });
});
