import { v4 } from 'uuid';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { PrepareCertificate } from '../certificates/prepare-certificate.ts';
import type { KioskSigningRenderer } from '../certificates/signing/signing-renderer.ts';
import type { Log } from '../log/core-log.ts';
import { createDeleteDelivered } from '../my-documents/delete-delivered.ts';
import type { LocalizedText } from '../../../platform/contract/localized-text.ts';
import { createFindMyDocuments } from '../my-documents/find-my-documents.ts';
import { createOpenDelivered } from '../my-documents/open-delivered.ts';
import { createPrepareReady, type PrepareReady } from '../my-documents/prepare-ready.ts';
import { createMyDocumentsRecords } from '../my-documents/record-my-documents.ts';
import { createVerifySigned } from '../my-documents/verify-signed.ts';
import type { PrintQuota } from '../printing/print-quota.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { VisitServices } from '../session/visit-services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { PlatformSide } from './platform-side.ts';

/** 我的证照: what finds it, what prepares it for printing, and what deletes what has done its service. */
export const createMyDocumentsSide = (options: {
  readonly settings: Settings;
  readonly database: KioskDatabase;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly platform: Pick<PlatformSide, 'client' | 'documents' | 'line'>;
  readonly renderer: Promise<KioskSigningRenderer | null>;
  /** What certificates of a kind are called on paper. */
  readonly titleOf: (kind: string) => Promise<LocalizedText | null>;
  readonly journal: VisitJournal;
  readonly quota: PrintQuota;
  readonly log: Log;
}) => {
  const { database, identity, platformTime, log } = options;
  const { client, documents, line } = options.platform;
  const { now } = platformTime;
  const stationCode = options.settings.station.code;
  const records = createMyDocumentsRecords(database, log);
  const verify = createVerifySigned({ documents, now, log });
  return {
    service: createFindMyDocuments({
      client,
      openDelivered: createOpenDelivered({ documents, identity, verify, now }),
      records,
      catalogue: documents.catalogue,
      titleOf: options.titleOf,
      platformTime,
      stationCode,
      onLine: line.observed,
    }),
    prepareReady: createPrepareReady({
      client,
      verify,
      renderer: options.renderer,
      records,
      journal: options.journal,
      quota: options.quota,
      platformTime,
      stationCode,
      newRequestId: () => v4(),
      onLine: line.observed,
      log,
    }),
    deleteDelivered: createDeleteDelivered({ database, documents, now, log }),
  };
};

/** Prepares what was ordered, from where it comes. */
export const createPrepare =
  (issue: PrepareCertificate, ready: PrepareReady): VisitServices['prepare'] =>
  ({ source, ...request }, onStep) => {
    switch (source?.kind) {
      case 'proof':
      case 'prepared':
        return ready({ ...request, source }, onStep);
      case 'held':
        return issue({ ...request, held: source.held }, onStep);
      case undefined:
        return issue(request, onStep);
    }
  };
