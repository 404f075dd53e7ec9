import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { CourseDeadline, CourseState } from '../../../platform/contract/course.ts';
import type { CorrectionRequest, ProgressEntry } from '../../../platform/contract/progress.ts';
import type { Failure, IdentifiedPerson } from '../session/visit-types.ts';

/** How far an application is; `queued` at this kiosk, `refused` by the platform before it had a course. */
export type FiledState = CourseState | 'queued' | 'refused';

/** The deadline that runs. `daysLeft` and `light` are of the day on which it was asked for. */
export interface RunningDeadline extends Pick<CourseDeadline, 'dueOn' | 'isEstimate' | 'light' | 'waitsFor'> {
  readonly daysLeft: number;
}

/** A material that was promised 容缺受理. `daysLeft` and `light` are of the day on which it was asked for. */
export interface PromisedPage extends Pick<RunningDeadline, 'dueOn' | 'light' | 'daysLeft'> {
  /** Code of the material. */
  readonly material: string;
  readonly name: LocalizedText | null;
  /** It was handed in, as the platform says. */
  readonly isKept: boolean;
  /** It is at the platform and waits to be opened. */
  readonly isComing: boolean;
}

/** What a department asks. */
export type AskedCorrection = CorrectionRequest & {
  /** Key of the answer given here that had arrived when the platform said that it has none: it was set aside. */
  readonly setAside?: string;
};

/** An application as the one who filed it sees it. Lives in the core's memory for one visit. */
export interface FiledApplication {
  readonly receiptNumber: string;
  readonly item: string;
  readonly itemName: LocalizedText | null;
  readonly department: LocalizedText | null;
  /** Code of the station; null: this one. */
  readonly filedElsewhere: string | null;
  /** Milliseconds since the Unix epoch, as all times here. */
  readonly filedAt: number;
  readonly state: FiledState;
  readonly steps: readonly {
    readonly state: FiledState;
    readonly takenAt: number;
    readonly reason: string | null;
  }[];
  readonly deadline: RunningDeadline | null;
  readonly correction: AskedCorrection | null;
  /** What was promised with it, the earliest day first. */
  readonly promises: readonly PromisedPage[];
  readonly result: ProgressEntry['result'];
  /** When this kiosk heard so, where it is not what the platform says now. */
  readonly heardAt: number | null;
}

/** Where it comes from: the platform just now, or this kiosk alone. */
export type ProgressSource =
  | { readonly from: 'platform' }
  | {
      readonly from: 'kiosk';
      readonly reason: 'unreachable' | 'refused';
      readonly lastContactAt: number | null;
    };

export interface ProgressFinding {
  readonly source: ProgressSource;
  /** Newest first. */
  readonly applications: readonly FiledApplication[];
}

export type ProgressOutcome =
  | { readonly ok: true; readonly finding: ProgressFinding }
  | ({ readonly ok: false } & Failure);

/** What whoever holds a receipt may know. */
export interface ReceiptFinding {
  readonly receiptNumber: string;
  /** Null where nothing is known under this number. */
  readonly found: {
    readonly state: FiledState;
    readonly since: number;
    readonly deadline: RunningDeadline | null;
    readonly heardAt: number | null;
  } | null;
  readonly source: ProgressSource;
}

export type ReceiptOutcome =
  | { readonly ok: true; readonly finding: ReceiptFinding }
  | ({ readonly ok: false } & Failure);

export interface ProgressServices {
  /** What this person filed anywhere; without a line what this kiosk knows. */
  askProgress(request: {
    readonly visitId: string;
    readonly person: IdentifiedPerson;
  }): Promise<ProgressOutcome>;
  /** How the application of a receipt stands; nobody is identified. */
  lookUpReceipt(receiptNumber: string): Promise<ReceiptOutcome>;
}
