import { z } from 'zod';
import { agencyServiceSchema, agencyServices } from './agency-service.ts';
import { agencyWaySchema } from './agency-way.ts';
import {
  assuranceLevelSchema,
  type CertificateAgent,
  certificateHolderSchema,
} from './certificate/claims.ts';
import { maskedName } from './masked-name.ts';
import { itemCodeSchema } from './submissions.ts';

/**
 * Helping another 代办: an agent stands at the kiosk, identified with an own card, and acts for a principal. An item says by
 * which ways it admits that; one that says nothing is done by the person alone.
 *
 *   POST /v1/agency/principals   AgencyQuery → AgencyReply, for whom an agent may act by what is registered
 *
 * Whoever asks for a certificate or hands in an application for another sends `Agency` along, and the platform looks at
 * item, authorisation and principal again; so it does where an agent looks at what was filed, answers a department, books,
 * or opens what the principal has (agency-service.ts). Both persons are in its record (`agency_records`) then. Refused is
 * with the reasons of `agencyRefusals`.
 */
/** Number of a registered authorisation 授权委托. */
export const authorisationIdSchema = z.string().regex(/^WT-[0-9A-Z-]{4,40}$/);

export const agencySchema = z
  .strictObject({
    agent: certificateHolderSchema,
    way: agencyWaySchema,
    authorisation: authorisationIdSchema.nullable(),
  })
  .refine(({ way, authorisation }) => (way === 'authorisation') === (authorisation !== null), {
    path: ['authorisation'],
    error: 'is named exactly where the agent acts by one',
  });
export type Agency = z.infer<typeof agencySchema>;

/** What a certificate says of the agent who collects it: who asked and who checks make it from the same agency. */
export const certificateAgentOf = ({ agent, way }: Agency): CertificateAgent => ({
  maskedName: maskedName(agent.name),
  way,
});

/** Why somebody may not act for another. */
export const agencyRefusals = [
  'agency-not-admitted',
  'agent-is-principal',
  'not-authorised',
  'authorisation-expired',
  'authorisation-out-of-scope',
  'principal-deceased',
  'principal-under-guardianship',
] as const;
export type AgencyRefusal = (typeof agencyRefusals)[number];

export const agencyQuerySchema = z.strictObject({
  agent: certificateHolderSchema,
  assuranceLevel: assuranceLevelSchema,
  /** When the agent agreed to being looked up, milliseconds since the Unix epoch; at most the year 9999. */
  consentedAt: z.number().int().nonnegative().max(253_402_300_799_999),
});
export type AgencyQuery = z.infer<typeof agencyQuerySchema>;

/** Somebody for whom the agent may act, or might once. */
export const knownPrincipalSchema = z.strictObject({
  way: z.enum(['authorisation', 'child']),
  authorisation: authorisationIdSchema.nullable(),
  /** 田**: what a public screen shows. */
  maskedName: z.string().min(1).max(10),
  /** Null where the agent may not act for this person (any more). */
  principal: certificateHolderSchema.nullable(),
  /** Codes of the items to which the authorisation is limited; null for all that admit agents. */
  items: z.array(itemCodeSchema).max(200).nullable(),
  /** What the agent may do for this person beside items (agency-service.ts). */
  services: z.array(agencyServiceSchema).max(agencyServices.length),
  /** The last day, YYYY-MM-DD; null for a child. */
  validUntil: z.iso.date().nullable(),
  standing: z.enum([
    'good',
    'not-authorised',
    'authorisation-expired',
    'principal-deceased',
    'principal-under-guardianship',
  ]),
});
export type KnownPrincipal = z.infer<typeof knownPrincipalSchema>;

export const agencyReplySchema = z.strictObject({
  /** Platform time, milliseconds since the Unix epoch. */
  lookedUpAt: z.number().int(),
  principals: z.array(knownPrincipalSchema).max(50),
});
export type AgencyReply = z.infer<typeof agencyReplySchema>;
