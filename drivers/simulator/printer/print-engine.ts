import type { Clock } from '../../device/clock.ts';
import { jobStates } from '../../printer/ipp/codes.ts';
import type { IppAttributes } from '../../printer/ipp/message.ts';
import { isBlocked, type PrinterConditions, soundConditions } from './conditions.ts';
import { countPages } from './page-count.ts';

/** A job inside the simulated printer. */
export interface SimulatedJob {
  readonly id: number;
  readonly name: string;
  /** Job template attributes as they were asked for. */
  readonly template: IppAttributes;
  readonly state: (typeof jobStates)[keyof typeof jobStates];
  readonly reasons: readonly string[];
  /** Impressions that the documents need which are here. */
  readonly impressions: number;
  readonly impressionsCompleted: number;
}

/** A document as it came in, with the job that it came with. */
export interface ReceivedDocument {
  readonly jobId: number;
  readonly jobName: string;
  readonly format: string;
  readonly template: IppAttributes;
  readonly octets: Uint8Array;
}

export type PrinterSimulatorEvent =
  | { readonly type: 'job-created'; readonly jobId: number }
  | { readonly type: 'document-received'; readonly jobId: number }
  | {
      readonly type: 'page-printed';
      readonly jobId: number;
      readonly impression: number;
      readonly of: number;
    }
  | { readonly type: 'job-stopped'; readonly jobId: number }
  | { readonly type: 'job-ended'; readonly jobId: number; readonly state: SimulatedJob['state'] }
  | { readonly type: 'conditions-changed' }
  | { readonly type: 'rebooted' };

/** The mechanics of a printer: jobs, sheets, pace, faults. Knows nothing of IPP messages. */
export interface PrintEngine {
  conditions(): PrinterConditions;
  set(change: Partial<PrinterConditions>): void;
  createJob(name: string, template: IppAttributes, copies: number): SimulatedJob;
  /** Gives a created job a document; with the last one it begins. False if there is no such job or it has all. */
  addDocument(jobId: number, format: string, octets: Uint8Array, isLast: boolean): boolean;
  /** Ends a job; false if there is no such job or it has ended. */
  endJob(jobId: number, how: 'canceled' | 'aborted', reason: string): boolean;
  job(jobId: number): SimulatedJob | null;
  /** All jobs since the last start, oldest first. */
  jobs(): readonly SimulatedJob[];
  /** The job under way, or null. */
  current(): SimulatedJob | null;
  receivedDocuments(): readonly ReceivedDocument[];
  /** Seconds since the printer was switched on, at least 1 (RFC 8011 §5.4.29). */
  upTime(): number;
  /** Off and on: jobs are forgotten, ids begin again; paper and faults stay as they are. */
  reboot(): void;
  onEvent(listener: (event: PrinterSimulatorEvent) => void): () => void;
  /** Lets go of the clock. */
  stop(): void;
}

/** A created job without a document is aborted after this time, in milliseconds (multiple-operation-time-out). */
const documentTimeout = 120_000;

type MutableJob = { -readonly [Key in keyof SimulatedJob]: SimulatedJob[Key] } & {
  readonly copies: number;
  /** All documents are here. */
  whole: boolean;
  cancelWait: () => void;
};

export const createPrintEngine = (clock: Clock, initial: Partial<PrinterConditions> = {}): PrintEngine => {
  const listeners = new Set<(event: PrinterSimulatorEvent) => void>();
  const received: ReceivedDocument[] = [];
  let conditions: PrinterConditions = { ...soundConditions, ...initial };
  let jobs: MutableJob[] = [];
  let switchedOn = clock.monotonic();
  let active: { readonly job: MutableJob; cancelPage: (() => void) | null } | null = null;

  const emit = (event: PrinterSimulatorEvent): void => {
    for (const listener of [...listeners]) {
      listener(event);
    }
  };
  const find = (jobId: number): MutableJob | null => jobs.find(({ id }) => id === jobId) ?? null;

  /** Brings the mechanics into line with jobs and conditions: begins, stops or goes on printing. */
  const advance = (): void => {
    if (active === null) {
      const next = jobs.find(({ state, whole }) => state === jobStates.pending && whole);
      if (next === undefined) {
        return;
      }
      active = { job: next, cancelPage: null };
    }
    const { job } = active;
    if (isBlocked(conditions)) {
      // A page that was under way is lost and printed again.
      active.cancelPage?.();
      active.cancelPage = null;
      if (job.state !== jobStates.processingStopped) {
        job.state = jobStates.processingStopped;
        job.reasons = ['printer-stopped'];
        emit({ type: 'job-stopped', jobId: job.id });
      }
    } else if (active.cancelPage === null) {
      job.state = jobStates.processing;
      job.reasons = ['job-printing'];
      active.cancelPage = clock.after(conditions.millisecondsPerPage, () => finishPage(job));
    }
  };

  const finishPage = (job: MutableJob): void => {
    if (active?.job !== job) {
      return;
    }
    active.cancelPage = null;
    job.impressionsCompleted += 1;
    conditions = { ...conditions, sheetsInTray: conditions.sheetsInTray - 1 };
    emit({
      type: 'page-printed',
      jobId: job.id,
      impression: job.impressionsCompleted,
      of: job.impressions,
    });
    // A listener may just have ended the job or restarted the printer.
    if (active?.job === job && job.impressionsCompleted >= job.impressions) {
      finish(job, jobStates.completed, 'job-completed-successfully');
    } else {
      advance();
    }
  };

  const finish = (job: MutableJob, state: SimulatedJob['state'], reason: string): void => {
    job.cancelWait();
    job.state = state;
    job.reasons = [reason];
    if (active?.job === job) {
      active.cancelPage?.();
      active = null;
    }
    emit({ type: 'job-ended', jobId: job.id, state });
    advance();
  };

  const letGo = (): void => {
    active?.cancelPage?.();
    active = null;
    for (const job of jobs) {
      job.cancelWait();
    }
  };

  return {
    conditions: () => conditions,
    set(change) {
      conditions = { ...conditions, ...change };
      emit({ type: 'conditions-changed' });
      advance();
    },
    createJob(name, template, copies) {
      const id = (jobs.at(-1)?.id ?? 0) + 1;
      const job: MutableJob = {
        id,
        name,
        template,
        copies,
        whole: false,
        state: jobStates.pending,
        reasons: ['job-incoming'],
        impressions: 0,
        impressionsCompleted: 0,
        cancelWait: clock.after(documentTimeout, () => finish(job, jobStates.aborted, 'aborted-by-system')),
      };
      jobs.push(job);
      emit({ type: 'job-created', jobId: id });
      return job;
    },
    addDocument(jobId, format, octets, isLast) {
      const job = find(jobId);
      if (job === null || job.state !== jobStates.pending || job.whole) {
        return false;
      }
      if (isLast) job.cancelWait();
      job.whole = isLast;
      job.impressions += countPages(octets) * job.copies;
      job.reasons = [isLast ? 'none' : 'job-incoming'];
      received.push({ jobId, jobName: job.name, format, template: job.template, octets });
      emit({ type: 'document-received', jobId });
      advance();
      return true;
    },
    endJob(jobId, how, reason) {
      const job = find(jobId);
      if (job === null || job.state >= jobStates.canceled) {
        return false;
      }
      finish(job, jobStates[how], reason);
      return true;
    },
    job: find,
    jobs: () => jobs,
    current: () => active?.job ?? null,
    receivedDocuments: () => received,
    upTime: () => Math.max(1, Math.floor((clock.monotonic() - switchedOn) / 1_000)),
    reboot() {
      letGo();
      jobs = [];
      switchedOn = clock.monotonic();
      emit({ type: 'rebooted' });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: letGo,
  };
};
