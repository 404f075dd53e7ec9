import type { AuditLog } from '../../../db/audit-log.ts';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { ApplicationStore } from '../../../db/stores/applications.ts';
import type { OutboxReader, OutboxStore } from '../../../db/stores/outbox.ts';
import type { SupplementStore } from '../../../db/stores/supplements.ts';
import type { ReplyStore } from '../../../db/stores/replies.ts';
import type { PlatformClient } from '../platform-client.ts';

/** What the pump reads and writes of the kiosk's database (db/unit-of-work.ts). */
export interface PumpStore {
  transaction<const Outcome extends { readonly ok: boolean }>(
    work: (unit: PumpUnit) => Outcome,
  ): Outcome | StorageFailure;
  read<Value>(
    work: (unit: { readonly outbox: OutboxReader }) => Value,
  ): { readonly ok: true; readonly value: Value } | StorageFailure;
}

export interface PumpUnit {
  readonly outbox: OutboxStore;
  readonly applications: Pick<ApplicationStore, 'follow'>;
  readonly replies: Pick<ReplyStore, 'follow'>;
  readonly supplements: Pick<SupplementStore, 'follow'>;
  readonly audit: Pick<AuditLog, 'append'>;
}

/** What the pump asks of the platform. No call rejects. */
export type PumpLine = Pick<PlatformClient, 'submit' | 'putChunk' | 'materialStatus'>;
