import type { Intent } from '../../electron/contract/intents.ts';
import type { Locale } from '../../electron/contract/locale.ts';
import type { StaffView } from '../../electron/contract/staff/staff-view.ts';
import type { AgencyOutcome, PrincipalsOutcome } from '../../electron/core/session/agency-types.ts';
import type {
  FaceListener,
  StaffCardOutcome,
  VouchOutcome,
} from '../../electron/core/session/assurance-types.ts';
import type { ApplicationDraft, FilingOutcome } from '../../electron/core/session/filing-types.ts';
import { createPolicyLibrary } from '../../electron/core/policies/policy-library.ts';
import type { MatchOutcome } from '../../electron/core/session/policy-types.ts';
import {
  createResidentSession,
  type ResidentSession,
  type SessionView,
} from '../../electron/core/session/resident-session.ts';
import type { ProgressOutcome, ReceiptOutcome } from '../../electron/core/progress/progress-types.ts';
import type { ReplyDraft, ReplyOutcome } from '../../electron/core/replies/reply-types.ts';
import { packageShelf } from '../../electron/core/packages/package-shelf.ts';
import type {
  AccessTrailOutcome,
  MyDocumentsOutcome,
} from '../../electron/core/my-documents/my-documents-types.ts';
import type { Surroundings } from '../../electron/core/session/surroundings.ts';
import type { VisitServices } from '../../electron/core/session/visit-services.ts';
import type {
  CodeListener,
  IdentifyOutcome,
  PrepareOutcome,
  PrintOutcome,
  PrintProgress,
} from '../../electron/core/session/visit-types.ts';
import type { VerifyOutcome } from '../../electron/core/verification/verification-types.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createHallWorld } from './hall.ts';
import { copyItem, familyItem } from './my-document-items.ts';
import { deferred } from './deferred.ts';
import { type AppointmentAnswers, createAppointmentDouble } from './visit-appointments.ts';
import { createReaderDouble, type ReaderDouble } from './visit-reader.ts';
import { type CreditServices, noCreditLine } from './visit-credit.ts';
import { type KnownServices, noKnownLine } from './visit-known.ts';
import { lin, housingItem, allowanceItem } from './visit-items.ts';

export { lin, housingItem, allowanceItem } from './visit-items.ts';

/** What 林晓岚 answers there, in the order of the form. */
export const allowanceAnswers = [
  ['ageBand', 'ninety'],
  ['livesAlone', false],
  ['telephone', '13907315566'],
] as const;

export const receipt = {
  key: '019a9c00-0000-7000-8000-000000000f11',
  receiptNumber: 'SL-QX-0007-20261120-7K3M9QXAB2',
  filedAt: Date.UTC(2026, 10, 20, 8, 1),
  promises: [],
} as const;

/** Staff mode as it begins. */
export const staffSignIn = {
  stage: 'signIn',
  step: 'card',
  refusal: null,
  nobodyEnrolled: false,
  readerProblem: null,
  takesSlip: true,
} as const satisfies StaffView;

/** When the card was read, by the platform's clock. */
export const identifiedAt = Date.UTC(2026, 10, 20, 8, 0, 9);

export interface VisitWorld extends AppointmentAnswers, ReaderDouble {
  readonly clock: FakeClock;
  readonly session: ResidentSession;
  /** What staff have set. */
  readonly standing: { locale: Locale };
  readonly around: { -readonly [Name in keyof Surroundings]: Surroundings[Name] };
  /** What the services were asked to do, in order. */
  readonly calls: string[];
  /** Somebody of the staff leaves staff mode. */
  leaveStaffMode(): void;
  view(): SessionView;
  act(intent: Intent): ReturnType<ResidentSession['act']>;
  /** The listener of a scanner that is looking for a code; null while nobody wants one. */
  code(): CodeListener | null;
  /** The listener of a look at a face; null while nobody looks. */
  face(): FaceListener | null;
  settleIdentify(outcome: IdentifyOutcome): Promise<void>;
  settleVerification(outcome: VerifyOutcome): Promise<void>;
  settleStaffCard(outcome: StaffCardOutcome): Promise<void>;
  settleVouch(outcome: VouchOutcome): Promise<void>;
  settleAgency(outcome: AgencyOutcome): Promise<void>;
  settlePrincipals(outcome: PrincipalsOutcome): Promise<void>;
  settleMatching(outcome: MatchOutcome): Promise<void>;
  settlePrepare(outcome: PrepareOutcome): Promise<void>;
  settleMine(outcome: MyDocumentsOutcome): Promise<void>;
  settleTrail(outcome: AccessTrailOutcome): Promise<void>;
  settlePrint(outcome: PrintOutcome): Promise<void>;
  /** What was handed over to be filed, newest last. */
  readonly filed: readonly ApplicationDraft[];
  settleFiling(outcome: FilingOutcome): Promise<void>;
  settleProgress(outcome: ProgressOutcome): Promise<void>;
  settleReceipt(outcome: ReceiptOutcome): Promise<void>;
  /** What was handed over beside applications, newest last. */
  readonly replies: readonly ReplyDraft[];
  settleReply(outcome: ReplyOutcome): Promise<void>;
  /** Answers the questions of `allowanceItem` from the one on the screen on. */
  answer(...answers: readonly (readonly [field: string, value: string | boolean])[]): void;
  printProgress(progress: PrintProgress): void;
  /** Drives the visit to a screen of the happy path. */
  walkTo(
    screen:
      | 'home'
      | 'identify'
      | 'choose'
      | 'consent'
      | 'preparing'
      | 'preview'
      | 'printing'
      | 'takePaper'
      | 'rate'
      | 'goodbye',
  ): Promise<void>;
  /** Drives the visit to a screen of the way of an application. */
  applyTo(screen: 'question' | 'review' | 'filing' | 'receipt'): Promise<void>;
}

export const certificate = {
  requestId: '00000000-0000-4000-8000-000000000001',
  itemCode: 'housing-status',
  certificateNumber: 'XX-2026-000001',
  pdf: new Uint8Array([0x25, 0x50, 0x44, 0x46]),
  pages: 1,
  signedBy: 'department',
} as const;

const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A visit with services that the test answers, on a clock that the test moves: 30 s idle, 30 s warning. */
export const createVisitWorld = (
  changes: Partial<Pick<VisitServices, 'beginVisit'> & CreditServices & KnownServices> = {},
): VisitWorld => {
  const clock = createFakeClock();
  const calls: string[] = [];
  const standing: { locale: Locale } = { locale: 'zh-CN' };
  const { services: readerServices, reader } = createReaderDouble(calls);
  let identify = deferred<IdentifyOutcome>();
  let codes: CodeListener | null = null;
  let verification = deferred<VerifyOutcome>();
  let face: FaceListener | null = null;
  let recognise = deferred<StaffCardOutcome>();
  let vouch = deferred<VouchOutcome>();
  let agency = deferred<AgencyOutcome>();
  let principals = deferred<PrincipalsOutcome>();
  let matching = deferred<MatchOutcome>();
  let prepare = deferred<PrepareOutcome>();
  let print = deferred<PrintOutcome>();
  let mine = deferred<MyDocumentsOutcome>();
  let trail = deferred<AccessTrailOutcome>();
  let filing = deferred<FilingOutcome>();
  let progress = deferred<ProgressOutcome>();
  let receiptLookUp = deferred<ReceiptOutcome>();
  const appointments = createAppointmentDouble(calls);
  let reply = deferred<ReplyOutcome>();
  const replies: ReplyDraft[] = [];
  let leaveStaffMode = (): void => undefined;
  const filed: ApplicationDraft[] = [];
  let onProgress: (progress: PrintProgress) => void = () => undefined;
  const session = createResidentSession({
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    limits: { idleMilliseconds: 30_000, warningMilliseconds: 30_000 },
    services: {
      ...noCreditLine,
      ...noKnownLine,
      ...readerServices,
      beginVisit: () => ({ ok: true, visitId: 'visit-1' }),
      lookForCode: (codeListener) => {
        codes = codeListener;
        return () => {
          codes = null;
        };
      },
      identify: ({ known }) => {
        if (known) calls.push('identify again');
        identify = deferred();
        return identify.promise;
      },
      identifyByCode: ({ code }) => {
        calls.push(`identify by ${code}`);
        identify = deferred();
        return identify.promise;
      },
      verifyScannedCode: (scanned) => {
        calls.push('text' in scanned ? `verify ${scanned.text}` : `verify ${scanned.failure.staffCode}`);
        verification = deferred();
        return verification.promise;
      },
      faceObstacle: () => around.faceObstacle,
      platformCompares: () => around.platformCompares,
      verifyFace: ({ photo }, faceListener) => {
        calls.push(photo === null ? 'look at face for the platform' : 'look at face');
        face = faceListener;
        return () => {
          face = null;
        };
      },
      staffCanVouch: () => around.staffCanVouch(),
      recogniseStaff: () => {
        recognise = deferred();
        return recognise.promise;
      },
      vouch: ({ pin }) => {
        calls.push(`vouch ${pin}`);
        vouch = deferred();
        return vouch.promise;
      },
      takePrincipalCard: () => {
        calls.push('take principal card');
        agency = deferred();
        return agency.promise;
      },
      findPrincipals: () => {
        calls.push('find principals');
        principals = deferred();
        return principals.promise;
      },
      actFor: ({ principal }) => {
        calls.push(`act for ${principal.maskedName}`);
        agency = deferred();
        return agency.promise;
      },
      matchPolicies: () => {
        calls.push('match policies');
        matching = deferred();
        return matching.promise;
      },
      prepare: ({ purposeCode, source }) => {
        calls.push(
          source === undefined ? `prepare ${purposeCode}` : `prepare ${purposeCode} of ${source.kind}`,
        );
        prepare = deferred();
        return prepare.promise;
      },
      print: ({ certificates }, progress) => {
        calls.push(`print ${certificates.map(({ certificateNumber }) => certificateNumber).join(' ')}`);
        onProgress = progress;
        print = deferred();
        return print.promise;
      },
      fileApplication: (draft) => {
        calls.push(`file ${draft.item.code}`);
        filed.push(draft);
        filing = deferred();
        return filing.promise;
      },
      askProgress: ({ person }) => {
        calls.push(`ask progress of ${person.name}`);
        progress = deferred();
        return progress.promise;
      },
      lookUpReceipt: (receiptNumber) => {
        calls.push(`look up ${receiptNumber}`);
        receiptLookUp = deferred();
        return receiptLookUp.promise;
      },
      ...appointments.services,
      printAppointment: ({ appointment: { number } }, progress) => {
        calls.push(`print ${number}`);
        onProgress = progress;
        print = deferred();
        return print.promise;
      },
      fileReply: (draft) => {
        calls.push(`file ${draft.purpose}`);
        replies.push(draft);
        reply = deferred();
        return reply.promise;
      },
      printReceipt: ({ receipt: { receiptNumber } }, progress) => {
        calls.push(`print ${receiptNumber}`);
        onProgress = progress;
        print = deferred();
        return print.promise;
      },
      printNotice: ({ itemCode }, progress) => {
        calls.push(`print notice ${itemCode}`);
        onProgress = progress;
        print = deferred();
        return print.promise;
      },
      staffMode: (left) => {
        calls.push('enter staff mode');
        leaveStaffMode = left;
        return () => void calls.push('leave staff mode');
      },
      findMyDocuments: ({ person }) => {
        calls.push(`find documents of ${person.pseudonym}`);
        mine = deferred();
        return mine.promise;
      },
      readAccessTrail: ({ person }) => {
        calls.push(`read trail of ${person.pseudonym}`);
        trail = deferred();
        return trail.promise;
      },
      printsToday: (pseudonym) => around.printsToday(pseudonym),
      platformTime: () => identifiedAt,
      standingLocale: () => standing.locale,
      workingDays: () => null,
      rate: ({ level, businessId, subject }) => calls.push(`rate ${level} ${businessId} ${subject}`),
      endVisit: ({ end }) => calls.push(`end ${end}`),
      ...changes,
    },
  });
  const around = {
    speaksAtThisHour: false,
    unavailable: [],
    readerProblem: null,
    printerProblem: null,
    cardOnReader: false,
    cameraWorks: true,
    takesCodes: true,
    takesCertificates: true,
    faceObstacle: 'not-fitted',
    platformCompares: false,
    staffCanVouch: () => false,
    closing: null,
    staff: () => staffSignIn,
    items: [housingItem],
    myDocumentItems: [copyItem, familyItem],
    printsToday: () => new Map(),
    applications: [allowanceItem],
    packages: packageShelf([]),
    filing: 'possible',
    deliveryOf: () => 'waiting',
    replyDeliveryOf: () => 'waiting',
    correctionGivenHere: () => null,
    supplementGivenHere: () => null,
    stationCode: 'QX-0007',
    hall: createHallWorld().hall,
    policies: createPolicyLibrary({ documents: { policies: () => [] }, now: () => identifiedAt }),
    appointments: null,
    briefGuides: new Map(),
    catalogueState: 'current',
  } as VisitWorld['around'];
  const act = (intent: Intent) => session.act(intent, around);

  const steps = [
    ['home', async () => void act({ name: 'start' })],
    ['identify', async () => void act({ name: 'identify' })],
    [
      'choose',
      async () => {
        reader.card()?.reading();
        reader.card()?.read({});
        identify.resolve({ ok: true, person: lin, photo: null });
        await flush();
      },
    ],
    ['consent', async () => void act({ name: 'chooseItem', itemCode: 'housing-status' })],
    [
      'preparing',
      async () => {
        act({ name: 'choosePurpose', purposeCode: 'school' });
        act({ name: 'consent' });
      },
    ],
    [
      'preview',
      async () => {
        prepare.resolve({ ok: true, certificate: { ...certificate, pdf: certificate.pdf.slice() } });
        await flush();
      },
    ],
    ['printing', async () => void act({ name: 'print' })],
    [
      'takePaper',
      async () => {
        print.resolve({ outcome: 'completed' });
        await flush();
      },
    ],
    ['rate', async () => void act({ name: 'paperTaken' })],
    ['goodbye', async () => void act({ name: 'rate', level: 5 })],
  ] as const;

  const answer: VisitWorld['answer'] = (...answers) => {
    for (const [field, value] of answers) act({ name: 'answer', field, value });
  };
  const walkTo: VisitWorld['walkTo'] = async (screen) => {
    for (const [name, step] of steps) {
      await step();
      if (name === screen) return;
    }
  };
  const settleFiling: VisitWorld['settleFiling'] = async (outcome) => {
    filing.resolve(outcome);
    await flush();
  };
  const applicationSteps = [
    ['question', async () => void act({ name: 'chooseItem', itemCode: allowanceItem.code })],
    ['review', async () => answer(...allowanceAnswers)],
    ['filing', async () => void act({ name: 'submit' })],
    ['receipt', () => settleFiling({ outcome: 'filed', receipt })],
  ] as const;

  return {
    clock,
    session,
    around,
    standing,
    calls,
    filed,
    act,
    answer,
    settleFiling,
    replies,
    settleProgress: async (outcome) => {
      progress.resolve(outcome);
      await flush();
    },
    settleReceipt: async (outcome) => {
      receiptLookUp.resolve(outcome);
      await flush();
    },
    ...appointments.answers,
    settleReply: async (outcome) => {
      reply.resolve(outcome);
      await flush();
    },
    applyTo: async (screen) => {
      await walkTo('choose');
      for (const [name, step] of applicationSteps) {
        await step();
        if (name === screen) return;
      }
    },
    leaveStaffMode: () => leaveStaffMode(),
    view: () => session.view(around),
    ...reader,
    code: () => codes,
    face: () => face,
    settleVerification: async (outcome) => {
      verification.resolve(outcome);
      await flush();
    },
    settleStaffCard: async (outcome) => {
      recognise.resolve(outcome);
      await flush();
    },
    settleVouch: async (outcome) => {
      vouch.resolve(outcome);
      await flush();
    },
    settleIdentify: async (outcome) => {
      identify.resolve(outcome);
      await flush();
    },
    settleAgency: async (outcome) => {
      agency.resolve(outcome);
      await flush();
    },
    settlePrincipals: async (outcome) => {
      principals.resolve(outcome);
      await flush();
    },
    settleMatching: async (outcome) => {
      matching.resolve(outcome);
      await flush();
    },
    settlePrepare: async (outcome) => {
      prepare.resolve(outcome);
      await flush();
    },
    settleMine: async (outcome) => {
      mine.resolve(outcome);
      await flush();
    },
    settleTrail: async (outcome) => {
      trail.resolve(outcome);
      await flush();
    },
    settlePrint: async (outcome) => {
      print.resolve(outcome);
      await flush();
    },
    printProgress: (progress) => onProgress(progress),
    walkTo,
  };
};
