import type { ColumnType } from 'kysely';
import type { HealthReport } from '../contract/kiosks.ts';
import type { CommandOutcome, RemoteOrder } from '../contract/remote-commands.ts';
import type { KioskDocumentSubmission } from '../contract/submissions.ts';

/** Tables of the remote care of kiosks. */
export interface KioskCareTables {
  kiosk_states: {
    kiosk_id: string;
    received_at: Date;
    /** 0 green, 1 amber, 2 red, by the report alone. */
    severity: number;
    report: ColumnType<HealthReport, string, string>;
  };
  kiosk_commands: {
    kiosk_id: string;
    /** Of all commands of the kiosk; only grows. */
    number: number;
    command: ColumnType<RemoteOrder, string, never>;
    issued_at: Date;
    expires_at: Date;
    /** When an answer first brought it; null until then. */
    delivered_at: Date | null;
    /** Null until the kiosk has said so, as are reason and time. */
    outcome: CommandOutcome['outcome'] | null;
    reason: string | null;
    ended_at: Date | null;
  };
  kiosk_documents: {
    kiosk_id: string;
    key: string;
    document: KioskDocumentSubmission['document'];
    made_at: Date;
    received_at: Date;
    /** Number of the command that asked for it. */
    command_number: number | null;
    /** Of the plain content: its bytes, and SHA-256 over them as base64url. */
    bytes: number;
    digest: string;
    chunk_count: number;
  };
  kiosk_document_chunks: {
    kiosk_id: string;
    key: string;
    chunk_index: number;
    /** Compact JWE. */
    sealed: string;
  };
}
