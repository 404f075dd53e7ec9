import type { ApprovalNotice } from '../../contract/approval-notice.ts';
import type { IdentificationMethod } from '../../../db/stores/visits.ts';
import type { DeviceActor, DeviceRole } from '../../../drivers/device/device-status.ts';
import type { DeviceReasonCode } from '../../../drivers/device/reason-codes.ts';
import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { AssuranceLevel } from '../../../platform/contract/certificate/claims.ts';
import type { DocumentSource } from '../my-documents/document-source.ts';
import type { Locale } from '../../contract/locale.ts';
import type { VisitProblem } from '../../contract/problems.ts';
import type { AgencyService } from '../../../platform/contract/agency-service.ts';
import type { AgencyWay } from '../../../platform/contract/agency-way.ts';
import type { RatingLevel } from '../../../db/stores/ratings.ts';

/** Who stands in front of the kiosk. Lives in the core's memory for one visit. */
export interface IdentifiedPerson {
  readonly name: string;
  readonly sex: '男' | '女' | '未知' | '未说明';
  readonly idNumber: string;
  readonly assuranceLevel: AssuranceLevel;
  /** How it was found out; what the audit log keeps. */
  readonly method: IdentificationMethod;
  readonly pseudonym: string;
  /** What else the card says that a form may ask for; absent where no card was read. */
  readonly card?: {
    /** YYYY-MM-DD. */
    readonly birthDate: string;
    /** Null on cards that have none. */
    readonly address: string | null;
  };
  /** Who stands there for this person; absent: the person does. Method and level are of whoever stands there. */
  readonly agency?: ActingFor;
  /** Term of the ID card as its chip says it: opens what was sealed to the card. Absent where no card was read. */
  readonly cardTerm?: { readonly validFrom: string; readonly validUntil: string };
}

/** Who stands there for somebody else, and by what. Lives in the core's memory for one visit. */
export interface ActingFor {
  readonly agent: IdentifiedPerson;
  readonly way: AgencyWay;
  /** Number of the registered authorisation; null for the other ways. */
  readonly authorisation: string | null;
  /** Codes of the items to which it is limited; null: all that admit agents by this way. */
  readonly items: readonly string[] | null;
  /** What it admits beside items. */
  readonly services: readonly AgencyService[];
}

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

/** A certificate that verified and is rendered, waiting for the resident's word. Lives in memory for one visit. */
export interface PreparedCertificate {
  /** The request it answers; what a rating of this piece of business hangs on. */
  readonly requestId: string;
  /** The item that it was ordered as. */
  readonly itemCode: string;
  readonly certificateNumber: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** Whose key signed the document. */
  readonly signedBy: 'department' | 'kiosk';
  /** Receipt of the application whose result it is. */
  readonly resultOf?: string;
}

export interface DeviceProblem {
  readonly role: DeviceRole;
  readonly code: DeviceReasonCode;
  readonly actor: DeviceActor;
}

/** What went wrong, as a value: a word for the resident, a code for the staff. */
export interface Failure {
  readonly problem: VisitProblem;
  /** Literal names only; never data of a resident. */
  readonly staffCode: string;
  readonly device?: DeviceProblem;
  /** How it stands with the clerk who looks at it first. */
  readonly approval?: ApprovalNotice;
  /** Of a certificate that was issued all the same: staff can settle it by its number, trying again would issue another. */
  readonly certificateNumber?: string;
  /** Nobody knows whether a certificate was issued. */
  readonly mayHaveBeenIssued?: true;
}

export type IdentifyOutcome =
  | {
      readonly ok: true;
      readonly person: IdentifiedPerson;
      /** The photo of the card's chip as the card has it; null where there is none. Overwritten when the visit ends. */
      readonly photo: Uint8Array | null;
    }
  | ({ readonly ok: false } & Failure);

export type PrepareStep = 'asking' | 'verifying' | 'rendering';

export type PrepareOutcome =
  | { readonly ok: true; readonly certificate: PreparedCertificate }
  | ({ readonly ok: false } & Failure);

/** A certificate that the resident wants, and what for. */
export interface CertificateOrder {
  readonly item: CatalogueItem;
  readonly purposeCode: string | null;
  /** Where it comes from, if it is not issued anew from a register. */
  readonly source?: DocumentSource;
  /** Receipt of the application whose result it is. */
  readonly resultOf?: string;
}

/** A certificate that was ordered and not issued, or not so that it can be printed. */
export interface MissingCertificate {
  readonly item: CatalogueItem;
  readonly failure: Failure;
}

export interface PrintProgress {
  readonly step: 'sending' | 'waiting' | 'printing' | 'paused';
  readonly pagesPrinted: number;
  readonly printerProblem: DeviceProblem | null;
}

export type PrintOutcome =
  | { readonly outcome: 'completed' }
  /** Recorded as failed: another attempt is allowed. `printed`: numbers of certificates that came out all the same. */
  | ({ readonly outcome: 'failed'; readonly printed?: readonly string[] } & Failure)
  /** Nobody knows whether paper came out: staff settle it, no other attempt here. */
  | ({ readonly outcome: 'unknown'; readonly printed?: readonly string[] } & Failure);

/** What the reader says while a visit looks for a card. `card` is what the driver decoded. */
export interface CardListener<Card> {
  reading(): void;
  read(card: Card): void;
  failed(failure: Failure): void;
}

/** What the reader says of the card of a visit that has ended. */
export interface LeftCardListener {
  lies(): void;
  gone(): void;
}

/** What the scanner says while a visit looks for a code. */
export interface CodeListener {
  read(text: string): void;
  failed(failure: Failure): void;
}

/** How a visit ended (db/stores/visits.ts). */
export type VisitEnd = 'completed' | 'left' | 'timed-out' | 'problem';

/** How the resident had the screen. */
export interface Presentation {
  readonly locale: Locale;
  readonly elderMode: boolean;
}
