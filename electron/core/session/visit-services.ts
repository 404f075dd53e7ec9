import type { ApplicationItem, CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { WorkingCalendar } from '../../../platform/contract/working-days.ts';
import type { ChosenPackage } from '../../../platform/contract/packages/joint-form.ts';
import type { FaceObstacle } from '../../contract/identity-words.ts';
import type { Locale } from '../../contract/locale.ts';
import type { AppointmentServices } from '../appointments/appointment-types.ts';
import type { ProgressServices } from '../progress/progress-types.ts';
import type { ReplyDraft, ReplyOutcome } from '../replies/reply-types.ts';
import type { ActForAnother } from '../agency/act-for-another.ts';
import type { MatchPolicies } from '../policies/match-policies.ts';
import type { CheckCredit } from '../credit/check-credit.ts';
import type { AskKnownAnswers } from '../known-answers/ask-known-answers.ts';
import type { DocumentSource } from '../my-documents/document-source.ts';
import type { MyDocumentsService } from '../my-documents/my-documents-types.ts';
import type { VerifyScannedCode } from '../verification/verification-types.ts';
import type { FaceListener, StaffCardOutcome, VouchOutcome } from './assurance-types.ts';
import type { AgencyOutcome } from './agency-types.ts';
import type { ApplicationDraft, FilingOutcome, Receipt } from './filing-types.ts';
import type {
  CardListener,
  CodeListener,
  Failure,
  IdentifiedPerson,
  IdentifyOutcome,
  LeftCardListener,
  PreparedCertificate,
  PrepareOutcome,
  PrepareStep,
  Presentation,
  PrintOutcome,
  PrintProgress,
  VisitEnd,
  VisitRating,
} from './visit-types.ts';

/** Whose face is compared with which photo. */
export interface FaceRequest {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
  /** As the card has it; null where the platform is to compare. */
  readonly photo: Uint8Array | null;
  /** When the resident agreed to that, milliseconds since the Unix epoch; null where nobody was asked. */
  readonly comparisonAgreedAt: number | null;
  /** Everything may take twice as long. */
  readonly elderMode: boolean;
}

/**
 * What the visit's chart needs done. Each may take its time and none throws for what the outside does wrong; a visit
 * that is over hears nothing more of them.
 */
export interface VisitServices<Card = unknown>
  extends ProgressServices,
    AppointmentServices,
    Pick<ActForAnother, 'findPrincipals' | 'actFor'> {
  /** The card of whoever is to be helped lies on the reader. */
  takePrincipalCard(request: {
    readonly visitId: string;
    readonly agent: IdentifiedPerson;
    readonly card: Card;
  }): Promise<AgencyOutcome>;
  /** The language to which the kiosk returns after each visit. */
  standingLocale(): Locale;
  /** Looks for a card until the returned function is called. */
  lookForCard(listener: CardListener<Card>): () => void;
  /** Tells whether the card of the visit that has ended still lies there, until the returned function is called. */
  watchCard(listener: LeftCardListener): () => void;
  /** Writes down that a card was left when its visit had been forgotten, … */
  cardWasLeft(): void;
  /** … and that it was lifted so many milliseconds later. */
  cardWasTaken(afterMilliseconds: number): void;
  /** Whether the platform could tell at this moment how somebody stands. */
  canCheckCredit: CheckCredit['isPossible'];
  /** How the person stands for an item, who has agreed to it. */
  checkCredit: CheckCredit['check'];
  /** Whether the platform could tell at this moment what is known for a form. */
  canAskKnownAnswers: AskKnownAnswers['isPossible'];
  /** What is known of the person for a form, who has agreed to it. */
  askKnownAnswers: AskKnownAnswers['ask'];
  /** Which policies fit the person, who has agreed to it. */
  matchPolicies: MatchPolicies;
  beginVisit(
    presentation: Presentation,
  ): { readonly ok: true; readonly visitId: string } | ({ readonly ok: false } & Failure);
  /** Looks for a code until the returned function is called; a kiosk without a scanner never finds one. */
  lookForCode(listener: CodeListener): () => void;
  /** `known`: who was identified before, by another way: the card has to be of the same person. */
  identify(request: {
    readonly visitId: string;
    readonly card: Card;
    readonly known: IdentifiedPerson | null;
  }): Promise<IdentifyOutcome>;
  identifyByCode(request: { readonly visitId: string; readonly code: string }): Promise<IdentifyOutcome>;
  /** Verifies a certificate that is held to the scanner while nobody is being served. */
  verifyScannedCode: VerifyScannedCode;
  /** What stands against comparing faces here and now, whosever; null: nothing. */
  faceObstacle(): FaceObstacle | null;
  /** The platform could compare a face now, where the card has no photo that can be read. */
  platformCompares(): boolean;
  /** Looks at the face until it has an outcome or the returned function is called. */
  verifyFace(request: FaceRequest, listener: FaceListener): () => void;
  /** Somebody is enrolled here who can vouch. */
  staffCanVouch(): boolean;
  recogniseStaff(request: {
    readonly person: IdentifiedPerson;
    readonly staffCard: Card;
  }): Promise<StaffCardOutcome>;
  vouch(request: {
    readonly visitId: string;
    readonly person: IdentifiedPerson;
    readonly staffCard: Card;
    readonly pin: string;
  }): Promise<VouchOutcome>;
  /** Looks up what a resident has, who has agreed to it. */
  findMyDocuments: MyDocumentsService['find'];
  /** Reads who looked at it. */
  readAccessTrail: MyDocumentsService['readTrail'];
  prepare(
    request: {
      readonly visitId: string;
      readonly person: IdentifiedPerson;
      readonly item: CatalogueItem;
      readonly purposeCode: string;
      readonly source?: DocumentSource;
    },
    onStep: (step: PrepareStep) => void,
  ): Promise<PrepareOutcome>;
  print(
    request: {
      readonly visitId: string;
      readonly person: IdentifiedPerson;
      /** At least one; they go out together. */
      readonly certificates: readonly PreparedCertificate[];
    },
    onProgress: (progress: PrintProgress) => void,
  ): Promise<PrintOutcome>;
  /** Files once; when it says `filed`, the application is on the disk. */
  fileApplication(draft: ApplicationDraft): Promise<FilingOutcome>;
  /** Files what is handed in beside applications, once; when it says `filed`, it is on the disk. */
  fileReply(draft: ReplyDraft): Promise<ReplyOutcome>;
  /** Puts the receipt on paper; it may be asked for again. */
  printReceipt(
    request: {
      readonly person: IdentifiedPerson;
      readonly item: ApplicationItem;
      readonly receipt: Receipt;
      /** What was filed together; absent where it was one item. */
      readonly package?: ChosenPackage;
    },
    onProgress: (progress: PrintProgress) => void,
  ): Promise<PrintOutcome>;
  /** Puts the notice 一次性告知单 of an item on paper; nobody needs to be identified. */
  printNotice(
    request: { readonly itemCode: string },
    onProgress: (progress: PrintProgress) => void,
  ): Promise<PrintOutcome>;
  /** Runs staff mode until it says `left` or the returned function is called. */
  staffMode(left: () => void): () => void;
  /** How many of each kind somebody has printed here today, by pseudonym. */
  printsToday(pseudonym: string): ReadonlyMap<string, number>;
  rate(rating: VisitRating): void;
  /** The platform's time as well as it is known, milliseconds since the Unix epoch. */
  platformTime(): number;
  /** Which days are worked, as the platform has published it; null until it has. */
  workingDays(): WorkingCalendar | null;
  endVisit(request: {
    readonly visitId: string;
    readonly end: VisitEnd;
    readonly presentation: Presentation;
  }): void;
}
