import { mapWithKeys } from './cbor-map.ts';
import { type CertificateClaims, certificateClaimsSchema } from './claims.ts';
import { type CborValue, decodeCbor, encodeCbor } from './deterministic-cbor.ts';

/**
 * Certificate claims ↔ CBOR Web Token claims set (RFC 8392 §3), deterministically encoded (RFC 8949 §4.2.1).
 *
 * | key    | claim                  | type | holds                                              |
 * |--------|------------------------|------|----------------------------------------------------|
 * | 1      | iss (RFC 8392 §3.1.1)  | text | department.code                                    |
 * | 2      | sub (§3.1.2)           | text | holder.idNumber                                    |
 * | 4      | exp (§3.1.4)           | uint | expiresAt, seconds                                 |
 * | 6      | iat (§3.1.6)           | uint | issuedAt, seconds                                  |
 * | 7      | cti (§3.1.7)           | bstr | certificateNumber, ASCII                           |
 * | −65537 | private use (§9.1.1)   | map  | everything else, by the keys of `privateKeys`      |
 *
 * | private key | type                        | holds            |
 * |-------------|-----------------------------|------------------|
 * | 1           | text                        | kind             |
 * | 2           | text                        | holder.name      |
 * | 3           | text                        | holder.sex       |
 * | 4           | text                        | purpose          |
 * | 5           | text                        | department.name  |
 * | 6           | text                        | station.code     |
 * | 7           | text                        | station.name     |
 * | 8           | uint                        | assuranceLevel   |
 * | 9           | map of text to text         | facts            |
 * | 10          | map of text to array of row | tables           |
 * | 11          | text, where there is one    | agent.maskedName |
 * | 12          | text, along with 11         | agent.way        |
 */
const claimKeys = {
  issuer: 1,
  subject: 2,
  expiresAt: 4,
  issuedAt: 6,
  certificateNumber: 7,
  private: -65537,
} as const;

const privateKeys = {
  kind: 1,
  holderName: 2,
  holderSex: 3,
  purpose: 4,
  departmentName: 5,
  stationCode: 6,
  stationName: 7,
  assuranceLevel: 8,
  facts: 9,
  tables: 10,
} as const;

/** Of a certificate that somebody else collected; the others are the same bytes without. */
const agentKeys = { maskedName: 11, way: 12 } as const;

/** Encodes claims that satisfy `certificateClaimsSchema`; equal claims give equal bytes. */
export const encodeClaims = (claims: CertificateClaims): Uint8Array =>
  encodeCbor(
    new Map<number, CborValue>([
      [claimKeys.issuer, claims.department.code],
      [claimKeys.subject, claims.holder.idNumber],
      [claimKeys.expiresAt, claims.expiresAt],
      [claimKeys.issuedAt, claims.issuedAt],
      [claimKeys.certificateNumber, Buffer.from(claims.certificateNumber, 'ascii')],
      [
        claimKeys.private,
        new Map<number, CborValue>([
          [privateKeys.kind, claims.kind],
          [privateKeys.holderName, claims.holder.name],
          [privateKeys.holderSex, claims.holder.sex],
          [privateKeys.purpose, claims.purpose],
          [privateKeys.departmentName, claims.department.name],
          [privateKeys.stationCode, claims.station.code],
          [privateKeys.stationName, claims.station.name],
          [privateKeys.assuranceLevel, claims.assuranceLevel],
          [privateKeys.facts, new Map(Object.entries(claims.facts))],
          [privateKeys.tables, new Map(Object.entries(claims.tables))],
          ...(claims.agent === undefined
            ? []
            : ([
                [agentKeys.maskedName, claims.agent.maskedName],
                [agentKeys.way, claims.agent.way],
              ] as const)),
        ]),
      ],
    ]),
  );

/** Result of reading a claims set. `problem` names the claim, never its value. */
export type DecodedClaims =
  | { readonly outcome: 'decoded'; readonly claims: CertificateClaims }
  | { readonly outcome: 'claims-invalid'; readonly problem: string };

/** A CBOR map with text keys as an object; anything else as it is, for the schema to refuse. */
const objectOf = (value: CborValue | undefined): unknown =>
  value instanceof Map && [...value.keys()].every((key) => typeof key === 'string')
    ? Object.fromEntries(value)
    : value;

const asciiOf = (value: CborValue | undefined): string | undefined =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : undefined;

/** Decodes a claims set. Refuses what is not deterministic CBOR, has other keys than the tables above, or fails the schema. */
export const decodeClaims = (bytes: Uint8Array): DecodedClaims => {
  const set = mapWithKeys(decodeCbor(bytes), claimKeys);
  const own = mapWithKeys(set?.get(claimKeys.private), privateKeys, agentKeys);
  if (set === undefined || own === undefined) {
    return { outcome: 'claims-invalid', problem: 'not a claims set of this version' };
  }
  const parsed = certificateClaimsSchema.safeParse({
    certificateNumber: asciiOf(set.get(claimKeys.certificateNumber)),
    kind: own.get(privateKeys.kind),
    holder: {
      name: own.get(privateKeys.holderName),
      sex: own.get(privateKeys.holderSex),
      idNumber: set.get(claimKeys.subject),
    },
    ...(Object.values(agentKeys).some((key) => own.has(key))
      ? { agent: { maskedName: own.get(agentKeys.maskedName), way: own.get(agentKeys.way) } }
      : {}),
    purpose: own.get(privateKeys.purpose),
    department: { code: set.get(claimKeys.issuer), name: own.get(privateKeys.departmentName) },
    station: { code: own.get(privateKeys.stationCode), name: own.get(privateKeys.stationName) },
    assuranceLevel: own.get(privateKeys.assuranceLevel),
    issuedAt: set.get(claimKeys.issuedAt),
    expiresAt: set.get(claimKeys.expiresAt),
    facts: objectOf(own.get(privateKeys.facts)),
    tables: objectOf(own.get(privateKeys.tables)),
  });
  return parsed.success
    ? { outcome: 'decoded', claims: parsed.data }
    : {
        outcome: 'claims-invalid',
        problem: parsed.error.issues.map((issue) => issue.path.join('.')).join(', '),
      };
};
