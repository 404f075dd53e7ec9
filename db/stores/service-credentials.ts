import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';

/** A credential beside the own card. Times are milliseconds since the Unix epoch. */
export interface ServiceCredential {
  /** 128 bits at random, base64url. */
  readonly id: string;
  /** Whose it is: of the ID card, under this kiosk's salt. */
  readonly pseudonym: string;
  readonly medium: 'slip' | 'stick';
  /** Under which it was signed: JWK as JSON. The kiosk's own key may have changed since. */
  readonly publicKey: string;
  readonly issuedAt: number;
  readonly endsAt: number;
  readonly revokedAt: number | null;
}

export interface ServiceCredentialReader {
  find(id: string): ServiceCredential | undefined;
  /** Those that nobody has revoked, the newest first. */
  live(): readonly ServiceCredential[];
}

export interface ServiceCredentialStore extends ServiceCredentialReader {
  issue(credential: Omit<ServiceCredential, 'issuedAt' | 'revokedAt'>): void;
  /** Revokes all of one holder; how many there were. */
  revokeOf(pseudonym: string): number;
}

const columns = `id, pseudonym, medium, public_key AS publicKey, issued_at AS issuedAt, ends_at AS endsAt,
  revoked_at AS revokedAt`;

/** Slips and sticks with which somebody who works here comes in without a card. */
export const createServiceCredentialStore = (
  connection: Connection,
  now: () => number,
): ServiceCredentialStore => {
  const selectOne = prepareGet<{ id: string }, ServiceCredential>(
    connection,
    `SELECT ${columns} FROM service_credential WHERE id = @id`,
  );
  const selectLive = prepareAll<Record<string, never>, ServiceCredential>(
    connection,
    `SELECT ${columns} FROM service_credential WHERE revoked_at IS NULL ORDER BY issued_at DESC`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO service_credential (id, pseudonym, medium, public_key, issued_at, ends_at)
     VALUES (@id, @pseudonym, @medium, @publicKey, @at, @endsAt)`,
  );
  const revoke = prepareWrite(
    connection,
    'UPDATE service_credential SET revoked_at = @at WHERE pseudonym = @pseudonym AND revoked_at IS NULL',
  );
  return {
    find: (id) => selectOne({ id }),
    live: () => selectLive({}),
    issue: (credential) => void insert({ ...credential, at: now() }),
    revokeOf: (pseudonym) => revoke({ pseudonym, at: now() }),
  };
};
