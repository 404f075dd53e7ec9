import { z } from 'zod';
import type { AnswerKey } from './api.ts';
import type { HttpSigningKey } from './http-signature/message.ts';
import { settingsChangesSchema } from './remote-settings.ts';
import { openStatement, signStatement, type StatementRefusal } from './signed-statement.ts';

/**
 * What the centre has a kiosk do. A command comes with the answer to a health report (kiosks.ts), again with each
 * answer until the kiosk has said what became of it or its time is over. It is a compact JWS (RFC 7515, ES256) by an
 * answer key of the platform, names its kiosk, and has a number: a kiosk does only what has a higher number than all
 * before it, so that a command can neither be moved to another kiosk nor be done twice.
 *
 * Numbers of a kiosk only grow, also over a restoration of the platform from a backup.
 */
export const remoteCommandType = 'yizhan-command+jws';

/** Longest time for which a command may wait for its kiosk, milliseconds. */
export const longestCommandLife = 7 * 86_400_000;

/** Commands that one answer brings at most, and outcomes that one report names at most; the others follow. */
export const maximumCommandsAtOnce = 10;

/** Characters of a notice, or of a reason: in the largest letters, beside what does not work just now, the screen holds no more. */
export const longestNotice = { 'zh-CN': 50, en: 100 } as const;

const noticeText = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    // Two paragraphs of a notice would be two notices; nothing else that does not print belongs on a screen either.
    .regex(/^[^\p{Cc}\p{Cf}]*$/u);
/** A short text that stands on a kiosk's screen, in each language. */
export const localizedNoticeSchema = z.strictObject({
  'zh-CN': noticeText(longestNotice['zh-CN']),
  en: noticeText(longestNotice.en),
});
const time = z.number().int().nonnegative();

/** What a kiosk can be told to do. */
export const remoteOrderSchema = z.discriminatedUnion('kind', [
  /** A notice on the screen that invites, in place of the one before; `until` is epoch milliseconds. */
  z.strictObject({
    kind: z.literal('message'),
    text: localizedNoticeSchema,
    until: time,
  }),
  /** Takes the notice off the screen. */
  z.strictObject({ kind: z.literal('clear-message') }),
  /** Restarts the kiosk's core as soon as nobody is served. */
  z.strictObject({ kind: z.literal('restart') }),
  /**
   * Closes the kiosk for residents, in place of a closing by the centre before it; who is served is served to the end. What
   * staff have closed themselves stays closed beside it.
   */
  z.strictObject({
    kind: z.literal('close'),
    reason: localizedNoticeSchema,
    /** When it opens by itself, epoch milliseconds; null: when the centre says so. */
    until: time.nullable(),
    /** Whether staff at the kiosk may open it before. */
    staffMayOpen: z.boolean(),
  }),
  /** Ends the centre's closing, and no closing by staff: somebody may have their hands in the machine. */
  z.strictObject({ kind: z.literal('open') }),
  /** Hands in the audit log and the kiosk's own logs, signed (submissions.ts, `kiosk-document`), when nobody is served. */
  z.strictObject({ kind: z.literal('collect-log') }),
  /** Changes settings, all of these or none, when nobody is served. */
  z.strictObject({ kind: z.literal('update-settings'), changes: settingsChangesSchema }),
]);
export type RemoteOrder = z.infer<typeof remoteOrderSchema>;

/** A command as it is signed. */
export const remoteCommandSchema = z.strictObject({
  kioskId: z.string().regex(/^K-[0-9A-HJKMNP-TV-Z]{10}$/),
  number: z.number().int().positive(),
  /** Epoch milliseconds, as is the end: from then on it is not begun any more. */
  issuedAt: z.number().int().nonnegative(),
  expiresAt: z.number().int().nonnegative(),
  /** A `RemoteOrder`. One that the kiosk does not know is refused as `unknown-kind`: the platform may be newer. */
  order: z.looseObject({ kind: z.string().regex(/^[a-z][a-z-]{0,39}$/) }),
});
export type RemoteCommand = z.infer<typeof remoteCommandSchema>;

/** Why a kiosk does not do what is genuine and its own. */
export const commandRefusals = [
  'expired',
  'unknown-kind',
  'malformed-order',
  /** To be opened: it is not closed, or by its staff and not by the centre. */
  'not-closed',
  'closed-by-staff',
  'settings-invalid',
  'settings-not-written',
  /** Others are in place that have not proved themselves yet. */
  'settings-on-trial',
  /** The kiosk did not come into service with them, and has its settings before again. */
  'settings-fell-back',
  'log-not-made',
  'log-too-large',
  /** The kiosk has no key of the platform to seal to. */
  'no-sealing-key',
] as const;
export type CommandRefusal = (typeof commandRefusals)[number];

/** What became of a command; final. What could not be written down at the kiosk was not begun, and is begun later. */
export const commandOutcomeSchema = z.strictObject({
  number: z.number().int().positive(),
  outcome: z.enum(['done', 'refused']),
  /** Why it was refused, as a code; null where it was done. */
  reason: z.string().max(40).nullable(),
  /** Epoch milliseconds, by the platform's clock. */
  at: z.number().int().nonnegative(),
});
export type CommandOutcome = z.infer<typeof commandOutcomeSchema>;

/** Signs a command with an answer key of the platform. */
export const signCommand = (command: RemoteCommand, key: HttpSigningKey): Promise<string> =>
  signStatement(command, remoteCommandType, key);

export type CommandVerification =
  | { readonly outcome: 'genuine'; readonly command: RemoteCommand }
  | { readonly outcome: StatementRefusal | 'for-another-kiosk' };

const commandOf = (value: unknown): RemoteCommand => {
  const command = remoteCommandSchema.parse(value);
  const life = command.expiresAt - command.issuedAt;
  if (life <= 0 || life > longestCommandLife) throw new RangeError('it lives too long, or not at all');
  return command;
};

/**
 * Opens a command for this kiosk. Its key must have been good when it was issued. Whether it has run out, and whether it
 * was done before, the kiosk knows. Never throws for what the platform sent.
 *
 * @param findKey the answer key of this id in a key set that was itself verified
 */
export const verifyCommand = async (
  jws: string,
  { kioskId, findKey }: { kioskId: string; findKey: (keyId: string) => AnswerKey | undefined },
): Promise<CommandVerification> => {
  const verified = await openStatement(jws, { type: remoteCommandType, parse: commandOf, findKey });
  if (verified.outcome !== 'genuine') return verified;
  const { statement: command } = verified;
  return command.kioskId === kioskId ? { outcome: 'genuine', command } : { outcome: 'for-another-kiosk' };
};
