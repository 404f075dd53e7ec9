import { randomBytes } from 'node:crypto';
import { v4, v7 } from 'uuid';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import { createApplicationFiling } from '../applications/file-application.ts';
import { createMyApplications } from '../applications/my-applications.ts';
import { createPrintReceipt } from '../applications/receipt/print-receipt.ts';
import { createAppointmentServices } from '../appointments/ask-appointments.ts';
import { createPrepareCertificate } from '../certificates/prepare-certificate.ts';
import { createPlatformSigner } from '../certificates/signing/platform-signer.ts';
import { createSigningRenderer } from '../certificates/signing/signing-renderer.ts';
import { createServiceHall } from '../hall/service-hall.ts';
import type { Log } from '../log/core-log.ts';
import { createProgressServices } from '../progress/ask-progress.ts';
import { createReplyFiling } from '../replies/file-reply.ts';
import { createMyReplies } from '../replies/my-replies.ts';
import { createPackageFiling } from '../packages/file-package.ts';
import { createPackageShelf } from '../packages/package-shelf.ts';
import { createCheckCredit } from '../credit/check-credit.ts';
import { createAskKnownAnswers } from '../known-answers/ask-known-answers.ts';
import { createMatchPolicies } from '../policies/match-policies.ts';
import { createPolicyLibrary, grantItem } from '../policies/policy-library.ts';
import { createPrintCertificates } from '../printing/print-certificates.ts';
import { createPrintQuota } from '../printing/print-quota.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { VisitServices } from '../session/visit-services.ts';
import type { PrintOutcome } from '../session/visit-types.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { StorageService } from '../storage/storage-service.ts';
import type { CertificateRendering } from './certificate-rendering.ts';
import type { KioskDevices } from './kiosk-devices.ts';
import { createMyDocumentsSide, createPrepare } from './my-documents-side.ts';
import type { PlatformSide } from './platform-side.ts';

/** A service whose code comes with all that puts something on paper (paper.ts). */
const onPaper =
  <Arguments extends readonly unknown[], Outcome>(
    load: () => Promise<(...given: Arguments) => Promise<Outcome>>,
  ) =>
  async (...given: Arguments): Promise<Outcome> =>
    (await load())(...given);

/** What a resident can have done: certificates, applications, and their prints. */
export const createVisitBusiness = (options: {
  readonly renderer: CertificateRendering['renderer'];
  readonly settings: Settings;
  readonly database: KioskDatabase;
  readonly storage: StorageService;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly platform: PlatformSide;
  readonly printer: KioskDevices['printer'];
  readonly journal: VisitJournal;
  readonly pseudonymOf: (number: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}) => {
  const { settings, database, identity, platformTime, platform, printer, journal, log } = options;
  const { documents } = platform;
  const { station } = settings;
  const { renderer } = options;
  const hall = createServiceHall({ documents, clock: options.clock, log });
  const policies = createPolicyLibrary({ documents, now: platformTime.now });
  const myApplications = createMyApplications(database);
  const quota = createPrintQuota(database, platformTime);
  const ids = { newId: () => v7(), randomBytes: (length: number) => randomBytes(length) };
  const filing = createApplicationFiling({
    database,
    storage: options.storage,
    identity,
    platformTime,
    log,
    stationCode: station.code,
    currentItem: (code) =>
      documents.catalogue().applications.find((item) => item.code === code) ?? grantItem(policies.find(code)),
    sealingKey: documents.sealingKey,
    ...ids,
  });
  const signing = renderer.then(
    (loaded) =>
      loaded &&
      createSigningRenderer({
        renderer: loaded,
        remote: createPlatformSigner({ client: platform.client, onLine: platform.line.observed }),
        trust: () => ({ rootKey: settings.platform.rootKey, keySet: documents.keySet() }),
        kioskSigner: identity.documentSigner,
        platformTime,
        log,
      }),
  );
  const prepareCertificate = createPrepareCertificate({
    client: platform.client,
    documents,
    renderer: signing,
    journal,
    quota,
    identity,
    platformTime,
    log,
    newRequestId: () => v4(),
    station: { code: station.code, name: station.name['zh-CN'] },
    onLine: platform.line.observed,
  });
  const titleOf = async (kind: string) => (await renderer)?.titleOf(kind) ?? null;
  const mine = createMyDocumentsSide({ ...options, renderer: signing, titleOf, quota });
  return {
    myApplications,
    myReplies: createMyReplies(database),
    progress: createProgressServices({
      database,
      myApplications,
      client: platform.client,
      onLine: platform.line.observed,
      platformTime,
      workingDays: documents.workingDays,
      applications: () => documents.catalogue().applications,
      stationCode: station.code,
      lastContactAt: () => platform.sync.view().lastContactAt,
      log,
    }),
    fileReply: createReplyFiling({
      database,
      availability: filing.availability,
      sealingKey: documents.sealingKey,
      platformTime,
      stationCode: station.code,
      newId: () => v7(),
      randomBytes: (length) => randomBytes(length),
      log,
    }),
    hall,
    policies,
    credit: createCheckCredit({
      client: platform.client,
      journal,
      line: platform.line,
      platformTime,
      log,
    }),
    knownAnswers: createAskKnownAnswers({
      client: platform.client,
      journal,
      line: platform.line,
      platformTime,
      log,
    }),
    matchPolicies: createMatchPolicies({
      client: platform.client,
      journal,
      platformTime,
      log,
      onLine: platform.line.observed,
      pseudonymOf: options.pseudonymOf,
    }),
    printsToday: quota.printsToday,
    myDocuments: mine.service,
    deleteDelivered: mine.deleteDelivered,
    prepare: createPrepare(prepareCertificate, mine.prepareReady),
    print: createPrintCertificates({
      printer,
      printerUri: settings.devices.printer.uri,
      journal,
      log,
      newPrintJobId: () => v7(),
    }),
    filing,
    packages: createPackageShelf({ catalogue: documents.catalogue, log }),
    filePackage: createPackageFiling({
      filing,
      database,
      catalogue: documents.catalogue,
      platformTime,
      stationCode: station.code,
      log,
      ...ids,
    }),
    appointments: {
      ...createAppointmentServices({
        database,
        client: platform.client,
        platformTime,
        onLine: platform.line.observed,
        newId: () => v4(),
        log,
      }),
      printAppointment: onPaper<Parameters<VisitServices['printAppointment']>, PrintOutcome>(async () => {
        const { createPrintAppointment } = await import('../appointments/print-appointment.ts');
        return createPrintAppointment({
          printer,
          hall,
          database,
          typefaces: renderer.then((loaded) => loaded?.typefaces ?? null),
          station: { name: station.name, code: station.code, phone: station.phone },
          now: platformTime.now,
          log,
          newPrintJobId: () => v7(),
        });
      }),
    },
    printNotice: onPaper<Parameters<VisitServices['printNotice']>, PrintOutcome>(async () => {
      const { createPrintNotice } = await import('../hall/notice/print-notice.ts');
      return createPrintNotice({
        printer,
        hall,
        briefGuides: documents.guides,
        typefaces: renderer.then((loaded) => loaded?.typefaces ?? null),
        station: { name: station.name, code: station.code, phone: station.phone },
        now: platformTime.now,
        log,
        newPrintJobId: () => v7(),
      });
    }),
    printReceipt: createPrintReceipt({
      printer,
      journal,
      log,
      newPrintJobId: () => v7(),
      deliveryOf: myApplications.deliveryOf,
      station: { name: station.name, code: station.code, phone: station.phone },
      render: renderer.then(async (loaded) => {
        const { createReceiptRenderer } = await import('../applications/receipt/receipt-renderer.ts');
        return loaded && createReceiptRenderer(loaded.typefaces);
      }),
    }),
  };
};
export type VisitBusiness = ReturnType<typeof createVisitBusiness>;
