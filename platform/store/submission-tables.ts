import type { ColumnType } from 'kysely';
import type { CourseState, StepDetail } from '../contract/course.ts';
import type { FindingRule } from '../contract/application-form/application-findings.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import type { SealedCorrection, SealedFeedback, SealedSupplement } from '../contract/sealed-replies.ts';
import type { RatingSubmission, RefusalReason, SubmittedMaterial } from '../contract/submissions.ts';

/** Rows of what kiosks hand in. */
export interface SubmissionTables {
  submission_results: {
    kiosk_id: string;
    key: string;
    /** SHA-256 of the message, to tell a repetition from another message under the same key. */
    digest: Uint8Array;
    outcome: 'received' | 'refused';
    reason: RefusalReason | null;
    decided_at: Date;
  };
  applications: {
    receipt_number: string;
    kiosk_id: string;
    key: string;
    station_code: string;
    item: string;
    form_version: number;
    assurance_level: number;
    /** `not-opened`: waits for somebody at the centre (submissions/open-applications.ts); its course says `received`. */
    state: CourseState | 'not-opened';
    filed_at: Date;
    received_at: Date;
    /** When `state` last changed. */
    changed_at: Date;
  };
  package_parts: {
    receipt_number: string;
    package_code: string;
    package_number: string;
    /** Receipt numbers of what has to be granted first. */
    depends_on: string[];
  };
  sealed_applications: {
    receipt_number: string;
    /** Compact JWE. */
    sealed: string;
    materials: ColumnType<SubmittedMaterial[], string>;
  };
  application_steps: {
    receipt_number: string;
    /** Counts from 1. */
    position: number;
    /** The state that it led to. */
    step: CourseState;
    /** Who took it (applications/course-actor.ts). */
    actor: string;
    happened_at: Date;
    /** Working days within which the next step is due; null where the state's own limit counts. */
    limit_working_days: ColumnType<number | null, number | null | undefined>;
    detail: ColumnType<StepDetail | null, string | null | undefined>;
  };
  ratings: {
    kiosk_id: string;
    key: string;
    station_code: string;
    subject: string | null;
    level: RatingSubmission['level'];
    rated_at: Date;
    received_at: Date;
  };
  application_corrections: {
    receipt_number: string;
    /** Of the step that asked. */
    position: number;
    kiosk_id: string;
    key: string;
    assurance_level: number;
    filed_at: Date;
    received_at: Date;
    /** Compact JWE. */
    sealed: string;
    /** `not-opened`: waits for somebody at the centre (submissions/reply-alerts.ts). */
    state: 'waiting' | 'not-opened' | 'taken' | 'set-aside';
    /** Why it was set aside. */
    reason: string | null;
    content: ColumnType<SealedCorrection | null, string | null, string | null>;
    opened_at: Date | null;
  };
  application_promises: {
    receipt_number: string;
    material: string;
    working_days: number;
    /** YYYY-MM-DD. */
    due_on: string;
    /** When the resident handed it in at a kiosk; null while it is owed. */
    handed_in_at: Date | null;
  };
  application_supplements: {
    kiosk_id: string;
    key: string;
    receipt_number: string;
    material: string;
    assurance_level: number;
    filed_at: Date;
    received_at: Date;
    /** Compact JWE. */
    sealed: string;
    materials: ColumnType<SubmittedMaterial[], string>;
    /** `not-opened`: waits for somebody at the centre (submissions/reply-alerts.ts). */
    state: 'waiting' | 'not-opened' | 'taken' | 'set-aside';
    /** Why it was set aside. */
    reason: string | null;
    content: ColumnType<SealedSupplement | null, string | null, string | null>;
    opened_at: Date | null;
  };
  feedback: {
    feedback_number: string;
    kiosk_id: string;
    key: string;
    station_code: string;
    filed_at: Date;
    received_at: Date;
    /** Compact JWE. */
    sealed: string;
    /** `not-opened`: waits for somebody at the centre (submissions/reply-alerts.ts). */
    state: 'waiting' | 'not-opened' | 'opened' | 'unreadable';
    content: ColumnType<SealedFeedback | null, string | null, string | null>;
    opened_at: Date | null;
  };
  material_chunks: {
    kiosk_id: string;
    material_id: string;
    chunk_index: number;
    chunk_count: number;
    /** Key of the application for which the chunk was sealed. */
    application_key: string;
    /** SHA-256 of `sealed`. */
    digest: Uint8Array;
    /** Characters of `sealed`. */
    bytes: number;
    /** Compact JWE. */
    sealed: string;
    received_at: Date;
    /** The application that named it; null for an orphan. */
    receipt_number: string | null;
  };
  application_contents: {
    receipt_number: string;
    applicant_id_number: string;
    content: ColumnType<SealedApplication, string>;
    opened_at: Date;
  };
  /** What versions of forms ask for (submissions/form-definitions.ts). */
  form_definitions: {
    item: string;
    form_version: number;
    definition: ColumnType<unknown, string>;
  };
  application_findings: {
    receipt_number: string;
    rule: FindingRule;
    /** Of a field or a material. */
    name: string;
    found_at: Date;
  };
  application_openings: {
    receipt_number: string;
    /** With the one under way, if `claimed_until` is to come. */
    attempts: number;
    claimed_until: Date;
  };
  reply_openings: {
    kiosk_id: string;
    key: string;
    /** With the one under way, if `claimed_until` is to come. */
    attempts: number;
    claimed_until: Date;
  };
  application_alerts: {
    receipt_number: string;
    reason: string;
    raised_at: Date;
    settled_at: Date | null;
  };
}
