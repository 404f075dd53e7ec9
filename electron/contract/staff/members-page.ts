import { z } from 'zod';
import { staffRoleNames } from './staff-words.ts';

/** Who works here, for a supervisor: staff numbers and roles; neither name nor number of any card. */

/** How long a service credential may count, days. */
export const credentialDays = [7, 30, 90] as const;

const instant = z.number().int();
export const memberLabel = z.string().max(20);
const digits = z.string().regex(/^\d{0,6}$/);
const days = z.union(credentialDays.map((each) => z.literal(each)));
const role = z.enum(staffRoleNames);

const member = z.strictObject({
  label: z.string(),
  role,
  lockedUntil: instant.nullable(),
  /** It is who has signed in. */
  own: z.boolean(),
  /** A slip or a stick that counts beside the own card. */
  credential: z.strictObject({ medium: z.enum(['slip', 'stick']), endsAt: instant }).nullable(),
});
export type MemberView = z.infer<typeof member>;

export const membersPage = z.strictObject({
  name: z.literal('members'),
  members: z.array(member),
  /** Whether the card of somebody new is waited for, and how far that is; null while nobody is being added. */
  adding: z.enum(['card', 'reading', 'pin']).nullable(),
  /** The last card could not be read, or does not count. */
  cardRefused: z.boolean(),
  sticks: z.array(z.string()),
});
export type MembersPage = z.infer<typeof membersPage>;

/** What a supervisor does about those who work here. */
export const memberIntents = [
  /** Waits for the card of somebody new, or for another one. */
  z.strictObject({ name: z.literal('layNewCard') }),
  z.strictObject({ name: z.literal('endAdding') }),
  z.strictObject({ name: z.literal('addMember'), label: memberLabel, role, chosen: digits, again: digits }),
  z.strictObject({ name: z.literal('changeRole'), label: memberLabel, role }),
  z.strictObject({ name: z.literal('removeMember'), label: memberLabel }),
  z.strictObject({ name: z.literal('unlockMember'), label: memberLabel }),
  z.strictObject({ name: z.literal('printCredential'), label: memberLabel, days }),
  z.strictObject({
    name: z.literal('writeCredential'),
    label: memberLabel,
    days,
    stick: z.string().max(255),
  }),
  z.strictObject({ name: z.literal('revokeCredential'), label: memberLabel }),
] as const;
