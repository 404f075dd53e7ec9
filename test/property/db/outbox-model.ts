import type { OutboxCounts } from '../../../db/stores/outbox.ts';

/** A message as the model has it. */
export interface ModelMessage {
  readonly key: string;
  readonly groupId: string;
  readonly priority: number;
  readonly bytes: number;
  readonly sequence: number;
  readonly createdAt: number;
  /** For each material whether each of its chunks is up. */
  readonly materials: { readonly materialId: string; readonly uploaded: boolean[] }[];
  state: 'pending' | 'acknowledged' | 'refused' | 'settled';
  attempts: number;
  notBefore: number | null;
  settledAt: number | null;
}

export interface Window {
  readonly now: number;
  readonly limit: number;
  readonly bytes: number;
  readonly except: ReadonlySet<string>;
}

/** The outbox said a second time: a list, and every question answered by looking at all of it. */
export const createOutboxModel = () => {
  const messages: ModelMessage[] = [];
  let sequence = 0;

  const isOpen = ({ state }: ModelMessage): boolean => state === 'pending' || state === 'refused';
  const missing = ({ materials }: ModelMessage): number =>
    materials.flatMap(({ uploaded }) => uploaded).filter((isUp) => !isUp).length;
  const isHead = (message: ModelMessage): boolean =>
    messages.find((other) => other.groupId === message.groupId && isOpen(other)) === message;
  const mayGo = (message: ModelMessage, now: number): boolean =>
    message.state === 'pending' && isHead(message) && (message.notBefore ?? now) <= now;
  const find = (key: string): ModelMessage | undefined => messages.find((message) => message.key === key);

  /** Whether the message was in this state and has been changed. */
  const change = (
    key: string,
    from: ModelMessage['state'],
    to: ModelMessage['state'],
    now: number,
  ): boolean => {
    const message = find(key);
    if (message?.state !== from) return false;
    message.state = to;
    message.settledAt = to === 'pending' ? null : now;
    message.notBefore = null;
    return true;
  };

  return {
    messages,
    find,
    missing,
    change,
    add(message: Pick<ModelMessage, 'key' | 'groupId' | 'priority' | 'bytes' | 'createdAt' | 'materials'>) {
      sequence += 1;
      messages.push({
        ...message,
        sequence,
        state: 'pending',
        attempts: 0,
        notBefore: null,
        settledAt: null,
      });
    },
    postpone(key: string, notBefore: number) {
      const message = find(key);
      if (message?.state !== 'pending') return;
      message.attempts += 1;
      message.notBefore = notBefore;
    },
    mark(materialId: string, index: number, isUp: boolean) {
      const material = messages
        .flatMap(({ materials }) => materials)
        .find((each) => each.materialId === materialId);
      if (material && index < material.uploaded.length) material.uploaded[index] = isUp;
    },
    purge(before: number): number {
      const stays = messages.filter(
        (message) => isOpen(message) || message.settledAt === null || message.settledAt >= before,
      );
      const purged = messages.length - stays.length;
      messages.splice(0, messages.length, ...stays);
      return purged;
    },
    ready({ now, limit, bytes, except }: Window): readonly string[] {
      const candidates = messages
        .filter((message) => mayGo(message, now) && missing(message) === 0 && !except.has(message.key))
        .sort((a, b) => a.priority - b.priority || a.sequence - b.sequence);
      const chosen: ModelMessage[] = [];
      for (const message of candidates.slice(0, limit)) {
        const total = chosen.reduce((sum, each) => sum + each.bytes, message.bytes);
        if (total > bytes && chosen.length > 0) break;
        chosen.push(message);
      }
      return chosen.map(({ key }) => key);
    },
    uploads({ now, limit, except }: Window) {
      return messages
        .filter((message) => mayGo(message, now) && missing(message) > 0 && !except.has(message.key))
        .slice(0, limit)
        .map((message) => ({ key: message.key, chunks: missing(message) }));
    },
    nextDue(now: number): number | null {
      const due = messages
        .filter(
          (message) => message.state === 'pending' && isHead(message) && (message.notBefore ?? now) > now,
        )
        .map(({ notBefore }) => notBefore ?? now);
      return due.length === 0 ? null : Math.min(...due);
    },
    nextChunk(key: string): { readonly materialId: string; readonly index: number } | undefined {
      for (const { materialId, uploaded } of find(key)?.materials ?? []) {
        const index = uploaded.indexOf(false);
        if (index >= 0) return { materialId, index };
      }
      return undefined;
    },
    refused: (): readonly string[] =>
      messages.filter(({ state }) => state === 'refused').map(({ key }) => key),
    counts(): OutboxCounts {
      const pending = messages.filter(({ state }) => state === 'pending');
      return {
        pending: pending.length,
        refused: messages.filter(({ state }) => state === 'refused').length,
        oldestPendingAt: pending[0]?.createdAt ?? null,
      };
    },
  };
};
export type OutboxModel = ReturnType<typeof createOutboxModel>;
