import type {
  DeviceActor,
  DeviceRole,
  DeviceState,
  DeviceSupply,
  ReasonSeverity,
} from '../../drivers/device/device-status.ts';
import type { FrameTraceEntry } from '../../drivers/device/frame-trace.ts';
import type { CardKind } from '../../drivers/id-card-reader/card-record.ts';
import type { CardValidity } from '../../drivers/id-card-reader/card-validity.ts';
import type { Symbology } from '../../drivers/qr-scanner/symbology.ts';
import type { OutboxKind, OutboxState } from '../../db/stores/outbox.ts';
import type { UnseenRecovery } from '../../db/stores/recoveries.ts';
import type { StaffMember } from '../../db/stores/staff.ts';
import type { EnrolOutcome } from '../sync/trust/enrol.ts';
import type { CertificateClaims } from '../../platform/contract/certificate/claims.ts';
import type { CertificateOutcome } from '../../platform/contract/certificate/judge-certificate.ts';
import type { DocumentVerification } from '../../platform/contract/pdf-signature/index.ts';
import type { Finding } from '../contract/diagnostics/finding.ts';
import type { DatabaseRefusalReason } from './queue/kiosk-database.ts';
import type { SettlementReason } from '../contract/staff/settlement-reasons.ts';
import type { VerificationFailureReason } from './verification/verification-ground.ts';
import type { FaultCode } from './words/fault-words.ts';
import type { ExportProblem } from '../core/log-export/export-format.ts';
import type { StaffOutcomeCode } from './words/staff-words.ts';
import type { Words } from './words/words.ts';

/**
 * What `--json` prints: one document a command, on one line; `trace` prints one a line. Fields that do not apply are
 * absent. `ok` is true exactly when the exit code is 0. Wrong arguments give no document, only exit code 2 and a sentence
 * on standard error.
 */

/** Why a command came to nothing. */
export interface FaultDocument {
  readonly device: DeviceRole;
  readonly code: FaultCode;
  readonly actor: DeviceActor;
  readonly words: Words;
  readonly detail?: string;
}

/** Any command that came to nothing. */
export interface FailureDocument {
  readonly command: string;
  readonly ok: false;
  readonly fault: FaultDocument;
}

/** A command that was ended from outside before anything came of it. */
export interface InterruptedDocument {
  readonly command: string;
  readonly ok: false;
  readonly interrupted: true;
}

export interface DoctorDocument {
  readonly command: 'doctor';
  /** The kiosk can serve. */
  readonly ok: boolean;
  /** It runs, and waits for its first visit. */
  readonly awaitsSetup: boolean;
  readonly findings: readonly (Finding & { readonly words: Words })[];
}

export interface ListDocument {
  readonly command: 'list';
  readonly ok: true;
  readonly serialPorts: readonly SerialPortListing[];
  readonly hidDevices: readonly HidListing[];
  /** What the settings name. */
  readonly configured: readonly { readonly device: DeviceRole; readonly address: string }[];
  /** What could not be listed, and why. */
  readonly notes: readonly string[];
}

interface UsbListing {
  /** Four hexadecimal digits, lower case. */
  readonly vendorId?: string;
  readonly productId?: string;
  readonly serialNumber?: string;
}

export interface SerialPortListing extends UsbListing {
  readonly path: string;
  readonly manufacturer?: string;
  /** What the settings use it as. */
  readonly usedAs?: DeviceRole;
}

export interface HidListing extends UsbListing {
  /** What `--port` takes. */
  readonly port: string;
  /** HID usage page and usage of the collection, e.g. `008c:0002`. */
  readonly usage?: string;
  /** A device that this one is known to be. */
  readonly looksLike?: DeviceRole;
}

export interface StatusDocument {
  readonly command: 'status';
  /** Every device works. */
  readonly ok: boolean;
  readonly devices: readonly DeviceDocument[];
}

export interface DeviceDocument {
  readonly device: DeviceRole;
  readonly address: string;
  readonly state: DeviceState;
  /** Highest severity first. */
  readonly reasons: readonly (Omit<FaultDocument, 'device'> & { readonly severity: ReasonSeverity })[];
  readonly supplies?: readonly DeviceSupply[];
}

export interface CardDocument {
  readonly command: 'read-card';
  readonly ok: true;
  readonly kind: CardKind;
  readonly validity: CardValidity;
  /** Length of the photo as the card has it; 0 for none. */
  readonly photoBytes: number;
  /** False with `--show`. */
  readonly masked: boolean;
  /** Field of the card record → how long it is, or with `--show` what it says; null for a blank one. */
  readonly fields: Readonly<Record<string, { readonly characters: number } | string | null>>;
}

export interface ScanDocument {
  readonly command: 'scan';
  readonly ok: true;
  readonly masked: boolean;
  readonly characters: number;
  readonly symbology?: Symbology;
  /** Only with `--show`. */
  readonly text?: string;
}

export interface PrintDocument {
  readonly command: 'print';
  readonly ok: boolean;
  readonly outcome: 'completed' | 'failed' | 'unknown';
  /** As the printer counted them; null where it does not count. */
  readonly impressions?: number | null;
  readonly fault?: FaultDocument;
  /** The job at the printer, where there was one. */
  readonly job?: { readonly id: number; readonly uri: string; readonly name: string };
}

export interface EnrolDocument {
  readonly command: 'enrol';
  /** The kiosk is enrolled, now or already. */
  readonly ok: boolean;
  readonly outcome: EnrolOutcome['outcome'];
  readonly words: Words;
  readonly kioskId?: string;
  readonly keyId?: string;
  /** What platform, line or disk said, for the technician. */
  readonly detail?: string;
}

/** A message of the queue. */
export interface QueueMessageDocument {
  /** What `queue retry` and `queue settle` take; so is the receipt number. */
  readonly key: string;
  readonly kind: OutboxKind;
  /** Of an application, where it is known. */
  readonly receiptNumber?: string;
  /** Code of the service item. */
  readonly item?: string;
}

export interface DeadLetterDocument extends QueueMessageDocument {
  readonly refusedAt: string;
  readonly reason: string;
  readonly words: Words;
}

/** `queue` and `queue list`. Times are ISO 8601 in UTC. */
export interface QueueListDocument {
  readonly command: 'queue';
  readonly ok: true;
  readonly outcome: 'listed';
  readonly pending: number;
  readonly oldestPendingAt?: string;
  /** When the earliest postponed message may go out again; absent when none is postponed. */
  readonly postponedUntil?: string;
  /** What has not gone up of materials, and of how many applications. */
  readonly uploads: { readonly applications: number; readonly chunks: number };
  /** As the kiosk last wrote it down, by the platform's clock; absent when the platform never answered. */
  readonly lastContactAt?: string;
  /** Oldest first. */
  readonly deadLetters: readonly DeadLetterDocument[];
}

/** `queue retry` and `queue settle`. */
export interface QueueChangeDocument extends QueueMessageDocument {
  readonly command: 'queue';
  readonly ok: true;
  readonly outcome: 'retried' | 'settled';
  readonly words: Words;
  /** Why it was settled. */
  readonly reason?: SettlementReason;
}

/** The queue was not read or changed. */
export interface QueueFailureDocument {
  readonly command: 'queue';
  readonly ok: false;
  readonly outcome: 'not-found' | 'not-a-dead-letter' | DatabaseRefusalReason;
  readonly words: Words;
  /** What the message is instead of a dead letter. */
  readonly state?: OutboxState;
  /** A path and what SQLite or the system said, for the technician. */
  readonly detail?: string;
}

/** `recovery` and `recovery show`. */
export interface RecoveryListDocument {
  readonly command: 'recovery';
  readonly ok: true;
  readonly outcome: 'listed';
  /** Oldest first: `id` is what `recovery seen` takes, `report` says what was and what was not recovered. */
  readonly recoveries: readonly Pick<UnseenRecovery, 'id' | 'report'>[];
}

/** `recovery seen`. */
export interface RecoverySeenDocument {
  readonly command: 'recovery';
  readonly ok: true;
  readonly outcome: 'seen';
  readonly words: Words;
  readonly id: number;
}

/** The recoveries were not read, or nothing was recorded. */
export interface RecoveryFailureDocument {
  readonly command: 'recovery';
  readonly ok: false;
  readonly outcome: 'not-unseen' | DatabaseRefusalReason;
  readonly words: Words;
  /** A path and what SQLite or the system said, for the technician. */
  readonly detail?: string;
}

/** `staff` and `staff list`. Times are milliseconds since the Unix epoch. */
export interface StaffListDocument {
  readonly command: 'staff';
  readonly ok: true;
  readonly outcome: 'listed';
  readonly members: readonly Omit<StaffMember, 'pseudonym' | 'pinHash'>[];
}

/** `staff add`, `staff change-pin`, `staff disable`. */
export interface StaffChangeDocument {
  readonly command: 'staff';
  readonly ok: true;
  readonly outcome: 'added' | 'pin-changed' | 'disabled';
  readonly words: Words;
  readonly label: string;
}

/** Nothing was changed, or the staff was not read. */
export interface StaffFailureDocument {
  readonly command: 'staff';
  readonly ok: false;
  readonly outcome: Exclude<StaffOutcomeCode, 'listed' | 'added' | 'pin-changed' | 'disabled'>;
  readonly words: Words;
  /** A path and what SQLite or the system said, for the technician. */
  readonly detail?: string;
}

/** `verify`: what became of a certificate. Times are ISO 8601 in UTC. */
export interface VerifyDocument {
  readonly command: 'verify';
  /** It is genuine and stands, and the file that it came in was not changed. */
  readonly ok: boolean;
  readonly outcome: CertificateOutcome;
  readonly words: Words;
  /** What exactly was wrong, where no department has signed it. */
  readonly reason?: string;
  /** What a department has signed. */
  readonly certificate?: CertificateDocument;
  /** Of a PDF: whether the whole file is as it was signed. */
  readonly document?: {
    readonly outcome: DocumentVerification['outcome'];
    readonly words: Words;
    readonly signedBy?: 'department' | 'kiosk';
    readonly signer?: string;
    readonly signedAt?: string;
  };
  /** Whose word on revocations it was. */
  readonly revocations: 'platform' | 'kept';
  /** Of what the kiosk keeps: when the platform last answered it. */
  readonly lastContactAt?: string;
}

export interface CertificateDocument {
  readonly certificateNumber: string;
  readonly kind: string;
  readonly department: { readonly code: string; readonly name: string };
  readonly station: { readonly code: string; readonly name: string };
  readonly purpose: string;
  readonly assuranceLevel: number;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly keyId: string;
  /** Who collected it for the holder, masked as it was signed; absent where the holder did. */
  readonly agent?: CertificateClaims['agent'];
  /** False with `--show`. */
  readonly masked: boolean;
  /** Only with `--show`. */
  readonly holder?: CertificateClaims['holder'];
  readonly facts?: CertificateClaims['facts'];
  readonly tables?: CertificateClaims['tables'];
}

/** Nothing could be verified. */
export interface VerifyFailureDocument {
  readonly command: 'verify';
  readonly ok: false;
  readonly outcome: VerificationFailureReason;
  readonly words: Words;
  readonly detail?: string;
}

/** One line of `trace --json`. Times are ISO 8601 in UTC. */
export type TraceDocument =
  | {
      readonly type: 'frame';
      readonly at: string;
      readonly direction: FrameTraceEntry['direction'];
      /** Only what is no person's; `hiddenBytes` more followed. */
      readonly hex: string;
      readonly hiddenBytes: number;
      readonly meaning: string;
    }
  /** A frame that was told before came again so many times, the last time `at`. */
  | {
      readonly type: 'repeated';
      readonly at: string;
      readonly direction: FrameTraceEntry['direction'];
      readonly meaning: string;
      readonly times: number;
    }
  | ({ readonly type: 'status'; readonly at: string } & DeviceDocument)
  | { readonly type: 'end'; readonly ok: boolean; readonly frames: number; readonly fault?: FaultDocument };

export type LogVerifyDocument =
  | {
      readonly command: 'log';
      readonly ok: true;
      readonly outcome: 'genuine';
      readonly kioskId: string;
      readonly stationCode: string;
      readonly exportedAt: string;
      /** RFC 7638 thumbprint of the key that signed. */
      readonly keyId: string;
      readonly entries: number;
      readonly logLines: number;
      readonly head: { readonly sequence: number; readonly hash: string };
    }
  | { readonly command: 'log'; readonly ok: false; readonly outcome: ExportProblem | 'file-refused' };
