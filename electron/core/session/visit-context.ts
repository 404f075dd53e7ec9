import type { KnownCredit } from './credit-rules.ts';
import type { KnownForVisit } from './known-rules.ts';
import type { RatingLevel } from '../../../db/stores/ratings.ts';
import type { KnownPrincipal } from '../../../platform/contract/agency.ts';
import type { ApplicationItem, CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { ChosenPackage } from '../../../platform/contract/packages/joint-form.ts';
import type { HeldCertificate } from '../../../platform/contract/library.ts';
import {
  type AppointmentContext,
  type AppointmentEvent,
  noAppointment,
} from '../appointments/appointment-types.ts';
import type { GuideView } from '../../contract/hall.ts';
import { door, type HallPlace, type HallTrail } from '../hall/hall-place.ts';
import type { FaceWish } from '../../contract/face/face-messages.ts';
import type { FaceObstacle, FaceRefusal, VouchRefusal } from '../../contract/identity-words.ts';
import type { Locale } from '../../contract/locale.ts';
import type { AccessTrail, MyDocuments } from '../my-documents/my-documents-types.ts';
import type { ScannedCode, VerificationFinding } from '../verification/verification-types.ts';
import type { FaceOutcome } from './assurance-types.ts';
import type { CaptureFault } from '../../contract/capture.ts';
import type { Provision, Provisions } from '../applications/materials/provisions.ts';
import type { FormAnswer, FormAnswers, Receipt } from './filing-types.ts';
import {
  type ConfirmedPolicy,
  noPolicies,
  type PoliciesOfVisit,
  type RepresentedEnterprise,
} from './policy-types.ts';
import { type DeskContext, type DeskEvent, noDesk } from './desk-context.ts';
import type {
  CertificateOrder,
  Failure,
  IdentifiedPerson,
  MissingCertificate,
  PreparedCertificate,
  PrepareOutcome,
  PrepareStep,
  PrintOutcome,
  PrintProgress,
  VisitEnd,
} from './visit-types.ts';

/** What may be tried again after a failure. */
export type Retry =
  | 'identify'
  | 'help'
  | 'match'
  | 'assure'
  | 'prepare'
  | 'print'
  | 'fill-in'
  | 'progress'
  | 'reply';

/** How a resident wants the screen, beside language and size. */
export interface Comfort {
  readonly highContrast: boolean;
  readonly seated: boolean;
  /** Null: as the hour has it (settings `speech`). */
  readonly voice: boolean | null;
}

/** Ways in which a material is handed in. */
export type MaterialWayName = Provision['way'];

export interface PageCapture {
  /** Number of the look, of all looks of this core. */
  readonly look: number;
  /** Why the camera shows nothing; null: it does, or is about to. */
  readonly fault: CaptureFault | null;
  /** JPEG; null until a picture was taken. Overwritten when it is not used. */
  readonly bytes: Uint8Array | null;
  /** Pages of this material before this one, in their order; overwritten with it. */
  readonly pages: readonly Uint8Array[];
}

/** What a visit knows. Everything about the person lives here and is gone when the chart enters `goodbye`. */
export interface VisitContext extends Comfort {
  readonly locale: Locale;
  readonly elderMode: boolean;
  readonly visitId: string | null;
  /** The way through the service hall. */
  readonly trail: HallTrail;
  /** What came of the wish to have a notice on paper. */
  readonly noticePrint: GuideView['notice'];
  /** What the reader decoded, until it has been judged. */
  readonly card: unknown;
  /** What the scanner read, until it has been judged. */
  readonly code: string | null;
  /** What was held to the scanner while nobody was being served: a certificate to be verified. */
  readonly scanned: ScannedCode | null;
  /** What verifying it came to. */
  readonly finding: VerificationFinding | null;
  /** Somebody asked to see the facts of that certificate. */
  readonly factsShown: boolean;
  readonly person: IdentifiedPerson | null;
  /** Of the card's chip, as the card has it. */
  readonly photo: Uint8Array | null;
  /** When the resident agreed to have the face compared by the platform, milliseconds since the Unix epoch. */
  readonly comparisonAgreedAt: number | null;
  /** What the resident is to do in front of the camera; null while the page gets ready. */
  readonly faceWish: FaceWish | null;
  /** Looks at the face that ended without a yes. */
  readonly faceTries: number;
  /** Why the last one did; an obstacle where no look was possible. */
  readonly faceRefusal: FaceRefusal | FaceObstacle | null;
  /** Verifying was begun in the hall: the way back leads there. */
  readonly verifiesInHall: boolean;
  /** What was filed before, and what is handed in beside applications. */
  readonly desk: DeskContext;
  /** The appointment that is being made, and those that are held. */
  readonly appointment: AppointmentContext;
  /** The card of a member of staff, until it has been judged. */
  readonly staffCard: unknown;
  readonly pin: string | null;
  readonly vouchRefusal: {
    readonly reason: VouchRefusal | 'card-not-read';
    readonly lockedUntil?: number;
  } | null;
  /** By the platform's clock, milliseconds since the Unix epoch. */
  readonly identifiedAt: number | null;
  /** What the visit goes for beside certificates and applications: to help somebody else, to learn which policies fit, 我的证照, an appointment. */
  readonly aim: 'help' | 'policies' | 'mine' | 'appointment' | null;
  readonly policies: PoliciesOfVisit;
  /** The policy that is being confirmed by `application`, which then has no question. */
  readonly grant: ConfirmedPolicy | null;
  /** For whom the platform says that the resident may act; empty until it was asked. */
  readonly principals: readonly KnownPrincipal[];
  /** The one of them who was chosen, until that is written down. */
  readonly chosenPrincipal: KnownPrincipal | null;
  /** The certificates that are wanted, in the order in which they were chosen; empty while the visit is about something else. */
  readonly orders: readonly CertificateOrder[];
  /** What came of the orders: certificates to be printed, … */
  readonly certificates: readonly PreparedCertificate[];
  /** … and those that did not come. */
  readonly missing: readonly MissingCertificate[];
  /** Numbers of the certificates that have come out of the printer. */
  readonly printed: readonly string[];
  /** What the resident has, once it was looked up. */
  readonly mine: MyDocuments | null;
  /** The certificate of the library that is looked at, and whether its values stand there unmasked. */
  readonly opened: HeldCertificate | null;
  readonly valuesShown: boolean;
  readonly accessTrail: AccessTrail | null;
  readonly prepareStep: PrepareStep;
  /** What is being applied for; null while the visit is about a certificate. */
  readonly application: ApplicationItem | null;
  /** The package whose joint form `application` is; null while it is an item by itself. */
  readonly package: ChosenPackage | null;
  readonly answers: FormAnswers;
  /** How the resident stands for what is being applied for; null until that was looked at. */
  readonly credit: KnownCredit | null;
  /** What the platform knows for the form; null until that was asked, or where nobody could be. */
  readonly known: KnownForVisit | null;
  /** The resident asked to see the answer that is known to this question. */
  readonly prefillShown: boolean;
  /** Materials that are handed in or promised so far, by their code. */
  readonly provisions: Provisions;
  /** Code of the material that is being handed in. */
  readonly material: string | null;
  /** The look at a page through the camera. */
  readonly capture: PageCapture | null;
  /** What is about to be promised. */
  readonly promise: Extract<Provision, { readonly way: 'later' }> | null;
  /** Index of the field that is asked for. */
  readonly question: number;
  /** The question was opened from the review: an answer leads back there. */
  readonly revising: boolean;
  /** Of what was filed in this piece of business. */
  readonly receipt: Receipt | null;
  /** What came of the wish to have the receipt on paper. */
  readonly receiptPrint: 'not-asked' | 'failed' | 'unknown' | 'printed';
  readonly printProgress: PrintProgress;
  readonly failure: (Failure & { readonly retry: Retry | null }) | null;
  readonly end: VisitEnd;
  /** The card of the visit that has ended still lies on the reader. */
  readonly cardLies: boolean;
  /** Since when that is told, on the monotonic clock; how often. */
  readonly leftSince: number;
  readonly reminder: number;
  /** When the present idle stretch is over, on the monotonic clock; null while nothing runs out. */
  readonly idleEndsAt: number | null;
}

export type VisitEvent =
  | DeskEvent
  | AppointmentEvent
  | { readonly type: 'start' }
  | { readonly type: 'openHall' }
  | { readonly type: 'helpAnother' }
  | { readonly type: 'helpByCard' }
  | { readonly type: 'helpByRegister' }
  | { readonly type: 'choosePrincipal'; readonly principal: KnownPrincipal }
  | { readonly type: 'actForMyself' }
  | { readonly type: 'matchPolicies'; readonly forEnterprise: boolean }
  | { readonly type: 'choosePoliciesOf'; readonly enterprise: RepresentedEnterprise | null }
  | { readonly type: 'confirmPolicy'; readonly application: ApplicationItem; readonly grant: ConfirmedPolicy }
  | { readonly type: 'identify' }
  | { readonly type: 'goTo'; readonly place: HallPlace }
  | { readonly type: 'turnPage'; readonly page: number }
  | { readonly type: 'searchFor'; readonly text: string }
  | { readonly type: 'printNotice' }
  | { readonly type: 'cardReading' }
  | { readonly type: 'cardRead'; readonly card: unknown }
  | { readonly type: 'cardFailed'; readonly failure: Failure }
  | { readonly type: 'cardLies' }
  | { readonly type: 'cardGone' }
  | { readonly type: 'codeRead'; readonly text: string }
  | { readonly type: 'codeFailed'; readonly failure: Failure }
  | { readonly type: 'openMine' }
  | { readonly type: 'openMyCertificate'; readonly held: HeldCertificate }
  | { readonly type: 'printMine'; readonly order: CertificateOrder }
  | { readonly type: 'openAccessTrail' }
  | { readonly type: 'showFacts' }
  | { readonly type: 'faceProgress'; readonly wish: FaceWish }
  | { readonly type: 'faceDone'; readonly outcome: FaceOutcome }
  | { readonly type: 'otherWay' }
  | { readonly type: 'callStaff' }
  | { readonly type: 'staffPin'; readonly pin: string }
  | {
      readonly type: 'chooseItems';
      readonly items: readonly CatalogueItem[];
      /** Receipt of the application whose result it is. */
      readonly resultOf?: string;
    }
  /** Of one of several certificates; of all of them where no item is named. */
  | { readonly type: 'choosePurpose'; readonly purposeCode: string; readonly itemCode?: string }
  | { readonly type: 'consent' }
  | { readonly type: 'prepareStep'; readonly step: PrepareStep }
  | { readonly type: 'prepared'; readonly outcome: PrepareOutcome }
  | {
      readonly type: 'chooseApplication';
      readonly application: ApplicationItem;
      /** The package of which it is the joint form. */
      readonly package?: ChosenPackage;
    }
  | { readonly type: 'takeParts'; readonly chosen: readonly string[] }
  | { readonly type: 'answer'; readonly field: string; readonly value: FormAnswer }
  | { readonly type: 'changeAnswer'; readonly field: string }
  | { readonly type: 'fillInMyself' }
  | { readonly type: 'showPrefilled' }
  | { readonly type: 'changeMaterials' }
  | { readonly type: 'openMaterial'; readonly material: string }
  | { readonly type: 'provideMaterial'; readonly way: MaterialWayName }
  | { readonly type: 'dropMaterial' }
  | { readonly type: 'materialsDone' }
  | { readonly type: 'captureTaken'; readonly look: number; readonly jpeg: Uint8Array }
  | { readonly type: 'captureFailed'; readonly look: number; readonly fault: CaptureFault }
  | { readonly type: 'usePage' }
  | { readonly type: 'addPage' }
  | { readonly type: 'lookAtLastPage' }
  | { readonly type: 'dropPage' }
  | { readonly type: 'agreePromise' }
  | { readonly type: 'submit' }
  | { readonly type: 'printReceipt' }
  | { readonly type: 'finish' }
  | { readonly type: 'print' }
  | { readonly type: 'printProgress'; readonly progress: PrintProgress }
  | { readonly type: 'printed'; readonly outcome: PrintOutcome }
  | { readonly type: 'paperTaken' }
  | { readonly type: 'rate'; readonly level: RatingLevel }
  | { readonly type: 'skipRating' }
  | { readonly type: 'retry' }
  | { readonly type: 'enterMaintenance' }
  | { readonly type: 'maintenanceLeft' }
  | { readonly type: 'back' }
  | { readonly type: 'home' }
  | { readonly type: 'endVisit' }
  | { readonly type: 'stillHere' }
  | { readonly type: 'setLocale'; readonly locale: Locale }
  | { readonly type: 'setElderMode'; readonly on: boolean }
  | { readonly type: 'setComfort'; readonly change: Partial<Comfort> }
  | { readonly type: 'idle.run' }
  | { readonly type: 'idle.pause' }
  | { readonly type: 'idle.expired' };

const noPrintProgress: PrintProgress = { step: 'sending', pagesPrinted: 0, printerProblem: null };

/** Certificates that are no longer wanted, and what came of them. */
export const noCertificates = {
  certificates: [],
  missing: [],
  printed: [],
  printProgress: noPrintProgress,
  failure: null,
} as const satisfies Partial<VisitContext>;

/** No form is open. */
export const noForm = {
  credit: null,
  known: null,
  answers: {},
  prefillShown: false,
  provisions: {},
  material: null,
  capture: null,
  promise: null,
  question: 0,
  revising: false,
} as const satisfies Partial<VisitContext>;

/** Nothing of 我的证照 is known. */
const noDocuments = {
  mine: null,
  opened: null,
  valuesShown: false,
  accessTrail: null,
} as const satisfies Partial<VisitContext>;

/** Nothing has been chosen. */
export const noBusiness = {
  aim: null,
  principals: [],
  chosenPrincipal: null,
  policies: noPolicies,
  grant: null,
  ...noDocuments,
  orders: [],
  application: null,
  package: null,
  ...noForm,
  receipt: null,
  receiptPrint: 'not-asked',
  desk: noDesk,
  appointment: noAppointment,
} as const satisfies Partial<VisitContext>;

/** A context that knows nobody. */
export const nobody = {
  visitId: null,
  trail: door,
  noticePrint: 'not-asked',
  card: null,
  code: null,
  scanned: null,
  finding: null,
  factsShown: false,
  verifiesInHall: false,
  person: null,
  photo: null,
  comparisonAgreedAt: null,
  faceWish: null,
  faceTries: 0,
  faceRefusal: null,
  staffCard: null,
  pin: null,
  vouchRefusal: null,
  identifiedAt: null,
  prepareStep: 'asking',
  ...noBusiness,
  ...noCertificates,
} as const satisfies Partial<VisitContext>;

/** Nothing is other than usual. */
export const plainComfort: Comfort = { highContrast: false, seated: false, voice: null };

/** How the next resident finds the kiosk: Chinese unless staff have set another language, normal size, usual colours. */
export const initialContext: VisitContext = {
  ...nobody,
  locale: 'zh-CN',
  elderMode: false,
  ...plainComfort,
  end: 'left',
  cardLies: false,
  leftSince: 0,
  reminder: 0,
  idleEndsAt: null,
};

/** The same, in this language. */
export const contextOfNext = (locale: Locale): VisitContext => ({ ...initialContext, locale });

/** A value that the chart guarantees in this state; its absence is a mistake in the chart. */
export const present = <Value>(value: Value | null, name: string): Value => {
  if (value === null) throw new Error(`visit chart: ${name} is missing`);
  return value;
};

/** The part of a context that says what went wrong, and what may be tried again. */
export const failed = (failure: Failure, retry: Retry | null): Pick<VisitContext, 'failure'> => ({
  failure: { ...failure, retry },
});
