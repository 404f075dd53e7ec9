import type { Clock } from '../../../../drivers/device/clock.ts';
import type { CodeRedemptionRequest } from '../../../../platform/contract/identity-code/redemption.ts';
import type { LineMonitor } from '../../../sync/line-monitor.ts';
import type { PlatformClient } from '../../../sync/platform-client.ts';
import type { Failure } from '../../session/visit-types.ts';

/** A resident waits for the answer no longer than this, milliseconds; then the code is taken as without a line. */
export const redemptionMilliseconds = 4_000;

export type CodeRedemption =
  | { readonly outcome: 'redeemed' }
  /** `offline`: there is no line, nobody was asked. `unanswered`: asked, and no answer that says yes or no. */
  | { readonly outcome: 'offline' | 'unanswered' }
  | { readonly outcome: 'refused'; readonly problem: Failure['problem']; readonly reason: string };

type Reply = Awaited<ReturnType<PlatformClient['redeemIdentityCode']>>;

const redemptionOf = (reply: Reply): CodeRedemption => {
  if (reply.ok) return { outcome: 'redeemed' };
  if (reply.reason !== 'refused') return { outcome: 'unanswered' };
  switch (reply.problem) {
    case 'code-used':
    case 'code-expired':
      return { outcome: 'refused', problem: reply.problem, reason: reply.problem };
    case 'code-unknown':
    case 'kiosk-revoked':
      return { outcome: 'refused', problem: 'code-refused', reason: reply.problem };
    // Anything else says nothing about the code: too much to do, a clock that is being set.
    default:
      return { outcome: 'unanswered' };
  }
};

/**
 * Has the platform take a code, so that it is taken once at all kiosks. Without a line, or an answer in time, the code
 * stands by its signature, its clock window and this kiosk's memory: then the same code can be shown once at each kiosk
 * that has no line either, within its minute.
 */
export const createRedeemCode =
  (options: {
    readonly client: Pick<PlatformClient, 'redeemIdentityCode'>;
    readonly line: Pick<LineMonitor, 'state' | 'observed'>;
    readonly clock: Pick<Clock, 'after'>;
    /** Makes the id of a redemption, a UUID. */
    readonly newRedemptionId: () => string;
  }) =>
  async (code: Omit<CodeRedemptionRequest, 'redemptionId'>): Promise<CodeRedemption> => {
    const { client, line, clock } = options;
    if (line.state() === 'offline') return { outcome: 'offline' };
    let cancel = (): void => undefined;
    const tooLate = new Promise<CodeRedemption>((resolve) => {
      cancel = clock.after(redemptionMilliseconds, () => resolve({ outcome: 'unanswered' }));
    });
    const asked = client
      .redeemIdentityCode({ ...code, redemptionId: options.newRedemptionId() })
      .then((reply) => {
        if (reply.ok || reply.reason === 'unreachable') line.observed(reply.ok);
        return redemptionOf(reply);
      });
    const redemption = await Promise.race([asked, tooLate]);
    cancel();
    return redemption;
  };
