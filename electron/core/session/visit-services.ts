import type { RatingLevel } from '../../../db/stores/ratings.ts';
import type { ApplicationItem, CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { ApplicationDraft, FilingOutcome, Receipt } from './filing-types.ts';
import type {
  CardListener,
  Failure,
  IdentifiedPerson,
  IdentifyOutcome,
  PreparedCertificate,
  PrepareOutcome,
  PrepareStep,
  Presentation,
  PrintOutcome,
  PrintProgress,
  VisitEnd,
} from './visit-types.ts';

/** A rating 好差评 of one piece of business. */
export interface VisitRating {
  readonly visitId: string;
  /** What the kiosk keeps it under: the request of a certificate, the key of an application. */
  readonly businessId: string;
  /** What the platform knows it by: the number of a certificate or of a receipt. */
  readonly subject: string;
  /** Messages of this group go out one after the other: a rating never overtakes the application that it is of. */
  readonly groupId: string | null;
  readonly itemCode: string;
  readonly level: RatingLevel;
}

/**
 * What the visit's chart needs done. Each may take its time and none throws for what the outside does wrong; a visit
 * that is over hears nothing more of them.
 */
export interface VisitServices<Card = unknown> {
  /** Looks for a card until the returned function is called. */
  lookForCard(listener: CardListener<Card>): () => void;
  beginVisit(
    presentation: Presentation,
  ): { readonly ok: true; readonly visitId: string } | ({ readonly ok: false } & Failure);
  identify(visitId: string, card: Card): Promise<IdentifyOutcome>;
  prepare(
    request: {
      readonly visitId: string;
      readonly person: IdentifiedPerson;
      readonly item: CatalogueItem;
      readonly purposeCode: string;
    },
    onStep: (step: PrepareStep) => void,
  ): Promise<PrepareOutcome>;
  print(
    request: {
      readonly visitId: string;
      readonly person: IdentifiedPerson;
      readonly certificate: PreparedCertificate;
    },
    onProgress: (progress: PrintProgress) => void,
  ): Promise<PrintOutcome>;
  /** Files once; when it says `filed`, the application is on the disk. */
  fileApplication(draft: ApplicationDraft): Promise<FilingOutcome>;
  /** Puts the receipt on paper; it may be asked for again. */
  printReceipt(
    request: {
      readonly person: IdentifiedPerson;
      readonly item: ApplicationItem;
      readonly receipt: Receipt;
    },
    onProgress: (progress: PrintProgress) => void,
  ): Promise<PrintOutcome>;
  rate(rating: VisitRating): void;
  /** The platform's time as well as it is known, milliseconds since the Unix epoch. */
  platformTime(): number;
  endVisit(request: {
    readonly visitId: string;
    readonly end: VisitEnd;
    readonly presentation: Presentation;
  }): void;
}
