import {
  type CommandRefusal,
  type RemoteCommand,
  type RemoteOrder,
  remoteOrderSchema,
} from '../../../platform/contract/remote-commands.ts';

/** What is done about a genuine command for this kiosk. */
export type CommandDecision =
  | { readonly decision: 'do'; readonly order: RemoteOrder }
  | { readonly decision: 'refuse'; readonly reason: CommandRefusal }
  /** It came before: it is not begun again, and what became of it is told again. */
  | { readonly decision: 'tell-again' };

const knownKinds: ReadonlySet<string> = new Set(
  remoteOrderSchema.options.map(({ shape }) => shape.kind.value),
);

/**
 * Decides about a command whose signature and kiosk have been verified.
 *
 * @param now platform time, milliseconds since the Unix epoch
 * @param last the highest number that came to this kiosk
 */
export const decideCommand = (
  { number, expiresAt, order }: RemoteCommand,
  { now, last }: { readonly now: number; readonly last: number },
): CommandDecision => {
  if (number <= last) return { decision: 'tell-again' };
  if (expiresAt <= now) return { decision: 'refuse', reason: 'expired' };
  if (!knownKinds.has(order.kind)) return { decision: 'refuse', reason: 'unknown-kind' };
  const parsed = remoteOrderSchema.safeParse(order);
  return parsed.success
    ? { decision: 'do', order: parsed.data }
    : { decision: 'refuse', reason: 'malformed-order' };
};
