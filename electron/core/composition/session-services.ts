import { v7 } from 'uuid';
import type { PlatformTime } from '../../sync/trust/platform-time.ts';
import type { ActForAnother } from '../agency/act-for-another.ts';
import type { AmbienceService } from '../ambience/ambience-service.ts';
import type { ReadCard } from '../identity/identify-by-card.ts';
import type { VisitJournal } from '../session/visit-journal.ts';
import type { VisitServices } from '../session/visit-services.ts';
import type { Failure } from '../session/visit-types.ts';
import type { PlatformSide } from './platform-side.ts';
import type { StaffSide } from './staff-side.ts';
import type { VisitBusiness } from './visit-business.ts';
import type { VisitIdentification } from './visit-identification.ts';
import type { VisitVerification } from './visit-verification.ts';

/** What the chart of a visit has done, by the parts of the kiosk that can do it. */
export const createSessionServices = (parts: {
  readonly journal: VisitJournal;
  readonly business: VisitBusiness;
  readonly identification: VisitIdentification;
  readonly verification: VisitVerification;
  readonly agency: ActForAnother;
  readonly staff: StaffSide;
  readonly ambience: Pick<AmbienceService, 'standingLocale'>;
  readonly platform: Pick<PlatformSide, 'sync' | 'documents'>;
  readonly platformTime: PlatformTime;
}): VisitServices<ReadCard> => {
  const { journal, business, identification, verification } = parts;
  const { closing, staffMode } = parts.staff;
  const { sync } = parts.platform;
  return {
    ...identification.services,
    standingLocale: parts.ambience.standingLocale,
    lookForCode: (listener) =>
      closing.current() === null ? identification.services.lookForCode(listener) : () => undefined,
    staffMode: staffMode.enter,
    verifyScannedCode: verification.verifyScannedCode,
    ...parts.agency,
    beginVisit: (presentation) => {
      const visitId = v7();
      const begun = journal.beginVisit(visitId, presentation);
      if (begun.ok) return { ok: true, visitId };
      return { ok: false, problem: 'could-not-record', staffCode: begun.reason } satisfies {
        ok: false;
      } & Failure;
    },
    canCheckCredit: business.credit.isPossible,
    checkCredit: business.credit.check,
    canAskKnownAnswers: business.knownAnswers.isPossible,
    askKnownAnswers: business.knownAnswers.ask,
    matchPolicies: business.matchPolicies,
    findMyDocuments: business.myDocuments.find,
    readAccessTrail: business.myDocuments.readTrail,
    prepare: business.prepare,
    print: async (request, onProgress) => {
      const outcome = await business.print(request, onProgress);
      // What was collected is to be told.
      if (outcome.outcome === 'completed') sync.wake();
      return outcome;
    },
    fileApplication: async (draft) => {
      const { package: together } = draft;
      const outcome = await (together === undefined
        ? business.filing.file(draft)
        : business.filePackage({ ...draft, package: together }));
      if (outcome.outcome === 'filed') sync.wake();
      return outcome;
    },
    ...business.progress,
    ...business.appointments,
    fileReply: async (draft) => {
      const outcome = await business.fileReply(draft);
      if (outcome.outcome === 'filed') sync.wake();
      return outcome;
    },
    printReceipt: business.printReceipt,
    printNotice: business.printNotice,
    printsToday: business.printsToday,
    rate: (rating) => {
      if (journal.rated(rating).ok) sync.wake();
    },
    platformTime: parts.platformTime.now,
    workingDays: () => parts.platform.documents.workingDays(),
    cardWasLeft: () => void journal.cardLeft(),
    cardWasTaken: (afterMilliseconds) => void journal.cardTaken(Math.round(afterMilliseconds / 1000)),
    endVisit: ({ visitId, end, presentation }) => void journal.endVisit(visitId, end, presentation),
  };
};
