import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { systemClock } from '../../../drivers/device/clock.ts';
import { carryOut, planCommand } from '../../../electron/cli/command-line.ts';
import { verifyCommand } from '../../../electron/cli/commands/verify.ts';
import { readConfiguredDevices } from '../../../electron/cli/devices/configured-devices.ts';
import { createPrepareCertificate } from '../../../electron/core/certificates/prepare-certificate.ts';
import { parseTemplate } from '../../../electron/core/certificates/rendering/template/parse-template.ts';
import { createRecordVerification } from '../../../electron/core/verification/record-verification.ts';
import { createVerifyScannedCode } from '../../../electron/core/verification/verify-scanned-code.ts';
import { createPlatformLink } from '../../../electron/sync/trust/platform-link.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { createTrustedDocuments } from '../../../electron/sync/trusted-documents.ts';
import { issueCertificateReplySchema } from '../../../platform/contract/api.ts';
import { catalogueSchema } from '../../../platform/contract/catalogue.ts';
import { decodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import { certificateVerificationReplySchema } from '../../../platform/contract/verifications.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { defaultSettings } from '../../../scripts/station/station-settings.ts';
import { openTestDatabase } from '../../helpers/database.ts';
import { createTestJournal, silentLog } from '../../helpers/journal.ts';
import { housingRequest, startTestPlatform } from '../../helpers/platform.ts';

const day = 86_400_000;

const { name, sex, idNumber } = demonstrationResident;
const person = {
  ...{ name, sex, idNumber },
  assuranceLevel: 2,
  method: 'id-card',
  pseudonym: 'a'.repeat(64),
} as const;

/** A real platform, and a kiosk's database, key set and feed beside it; each place that verifies, as it is used. */
export const createVerificationWorld = async () => {
  /** How far behind the platform's clock is, milliseconds: what it issues at first has expired by now. */
  let behind = 40 * day;
  const platform = await startTestPlatform({ clock: { now: () => Date.now() - behind } });
  const database = openTestDatabase();
  const settings = defaultSettings({
    platformUrl: platform.url,
    rootKey: platform.rootKey,
    readerPath: '/dev/ttyUSB0',
    printerUri: 'ipp://localhost/ipp/print',
  });
  writeFileSync(join(database.folder, 'settings.json'), JSON.stringify(settings));
  const platformTime = createPlatformTime({ clock: systemClock, kept: null });
  const link = createPlatformLink({
    platform: { url: platform.url, rootKey: platform.rootKey, timeoutMilliseconds: 5_000 },
    signer: { signingKeys: () => [platform.kiosk.key], accepted: () => undefined, revoked: () => undefined },
    platformTime,
    clock: systemClock,
    randomBytes,
  });
  const documents = createTrustedDocuments({
    store: database.current(),
    client: link.client,
    keySet: link.keySet,
    kioskId: platform.kiosk.kioskId,
    templateCheck: (content) => parseTemplate(JSON.stringify(content)),
    log: silentLog,
  });
  await documents.restore();

  const issue = async (): Promise<Uint8Array> => {
    const asked = housingRequest({ consentedAt: Date.now() - behind - 2_000 });
    const answer = await platform.post('/v1/certificates', asked);
    const { certificate } = issueCertificateReplySchema.parse(answer.body);
    return new Uint8Array(Buffer.from(certificate, 'base64url'));
  };

  const expired = await issue();
  behind = 0;

  const atKiosk = async (text: string): Promise<string> => {
    const verify = createVerifyScannedCode({
      documents,
      line: { state: () => 'offline' },
      platformTime,
      clock: systemClock,
      builtInTemplates: Promise.resolve(new Map()),
      record: createRecordVerification(database.current()),
      log: silentLog,
    });
    const verified = await verify({ text });
    return verified.ok ? verified.finding.outcome : verified.staffCode;
  };

  /** Runs `yizhan verify` in this process; its document and its exit code. */
  const command = async (text: string, ...more: readonly string[]) => {
    const written: string[] = [];
    const told: string[] = [];
    const file = join(database.folder, 'code.txt');
    writeFileSync(file, `${text}\n`);
    const plan = planCommand(['verify', file, '--json', ...more], [verifyCommand], () =>
      readConfiguredDevices({ YIZHAN_DATA_FOLDER: database.folder }),
    );
    const exitCode = await carryOut(plan, {
      clock: systemClock,
      write: (line) => void written.push(line),
      tell: (line) => void told.push(line),
      interrupted: new AbortController().signal,
      insisted: new AbortController().signal,
      newId: () => 'id',
      ask: async () => null,
    });
    const document: { outcome?: string; ok?: boolean } = JSON.parse(written[0] ?? '{}');
    return { exitCode, document, told };
  };
  const outcomeOfCommand = async (text: string, ...more: readonly string[]): Promise<string> => {
    const { exitCode, document } = await command(text, ...more);
    // What scripts go by agrees with what is printed.
    const expected = document.outcome === 'genuine' ? 0 : 8;
    return exitCode === expected ? String(document.outcome) : `exit code ${exitCode}`;
  };

  const atPlatform = async (text: string) => {
    const answer = await platform.unsigned.post('/v1/certificate-verifications', { text });
    return certificateVerificationReplySchema.parse(answer.body);
  };

  /** Whether a kiosk prints it when it comes as the answer to the request for it. */
  const beforePrinting = async (text: string): Promise<string> => {
    const decoded = decodeQrPayload(text);
    const certificate = decoded.outcome === 'decoded' ? decoded.certificate : Buffer.from(text);
    const { items } = catalogueSchema.parse(documents.catalogue());
    const item = items.find(({ code }) => code === 'housing-status');
    if (!item) throw new Error('the catalogue has no such item');
    let rendered = false;
    const visitId = v7();
    // A kiosk of its own each time: a number is printed once.
    const visits = openTestDatabase();
    const journal = createTestJournal(visits.current());
    journal.beginVisit(visitId, { locale: 'zh-CN', elderMode: false });
    journal.identified(visitId, person);
    const prepare = createPrepareCertificate({
      client: {
        issueCertificate: async () => ({
          ok: true,
          value: { certificate: Buffer.from(certificate).toString('base64url') },
        }),
        certificateApprovals: async () => ({ ok: true, value: { approvals: [] } }),
      },
      documents,
      renderer: Promise.resolve({
        render: async () => {
          rendered = true;
          return { ok: true, pdf: new Uint8Array(1), pages: 1, qrVersion: 12, signedBy: 'department' };
        },
      }),
      journal,
      quota: { isReached: () => false },
      identity: { isRevoked: () => false, isUnknown: () => false },
      platformTime,
      log: silentLog,
      newRequestId: () => crypto.randomUUID(),
      station: { code: 'QX-0007', name: '潇湘市清溪区滨江街道政务服务驿站' },
      onLine: () => undefined,
    });
    const prepared = await prepare(
      { visitId, person, item, purposeCode: 'purchase-eligibility' },
      () => undefined,
    );
    visits.dispose();
    if (prepared.ok !== rendered) throw new Error('rendered, and yet refused');
    return prepared.ok ? 'genuine' : prepared.staffCode;
  };

  return {
    platform,
    database,
    documents,
    settings,
    command,
    atPlatform,
    issue,
    /** Issued forty days ago, for thirty days. */
    expired,
    /** What each place says of a code, by the place. */
    everywhere: async (text: string) => ({
      'kiosk, scanned': await atKiosk(text),
      'yizhan verify, by what the kiosk keeps': await outcomeOfCommand(text),
      'yizhan verify, asking the platform': await outcomeOfCommand(text, '--url', platform.url),
      platform: (await atPlatform(text)).outcome,
      'kiosk, before printing': await beforePrinting(text),
    }),
    async close() {
      link.close();
      await platform.close();
      database.dispose();
    },
  };
};
export type VerificationWorld = Awaited<ReturnType<typeof createVerificationWorld>>;
