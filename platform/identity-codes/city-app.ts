import type { PlatformClock } from '../clock.ts';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { kioskAudience } from '../contract/identity-code/claims.ts';
import { identityCodeLifetime, signIdentityCode } from '../contract/identity-code/signed-code.ts';
import { identityOwner } from '../signing/key-owners.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { registerCode } from './code-register.ts';

const codeIdBytes = 16;

/** A code as the app shows it. */
export interface IssuedCode {
  /** The text of the QR code. */
  readonly code: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** Whose code, and how the app errs where somebody wants to see what a kiosk makes of it. */
export interface CodeWish {
  readonly idNumber: string;
  /** Whom the code is for; the kiosks unless told. */
  readonly audience?: string;
  /** How long ago it was made, seconds: past 60 it is the screenshot of an old one. */
  readonly age?: number;
}

/** Stands in for the city's app: in a real city residents log in to it, here anybody is given anybody's code. */
export interface CityApp {
  /** A code of a resident whom the registers know; undefined when they do not. */
  issueCode(wish: CodeWish): Promise<IssuedCode | undefined>;
}

/** The app of the demonstration, over the platform's registers and its key for identity codes. */
export const createCityApp = ({
  database,
  keyRing,
  clock,
  randomBytes,
}: {
  readonly database: PlatformDatabase;
  readonly keyRing: Pick<KeyRing, 'identitySigner'>;
  readonly clock: PlatformClock;
  readonly randomBytes: (length: number) => Uint8Array;
}): CityApp => ({
  async issueCode({ idNumber, audience = kioskAudience, age = 0 }) {
    const resident = await database
      .selectFrom('residents')
      .selectAll()
      .where('id_number', '=', idNumber)
      .executeTakeFirst();
    if (resident === undefined) {
      return undefined;
    }
    const signer = await keyRing.identitySigner();
    const issuedAt = Math.floor(clock.now() / 1000) - age;
    const expiresAt = issuedAt + identityCodeLifetime;
    const id = Buffer.from(randomBytes(codeIdBytes)).toString('base64url');
    const holder = certificateHolderSchema.parse({
      name: resident.name,
      sex: resident.sex,
      idNumber: resident.id_number,
    });
    await registerCode(database, { codeId: id, keyId: signer.keyId, expiresAt: expiresAt * 1000 });
    const claims = { issuer: identityOwner, audience, issuedAt, expiresAt, id, holder };
    return { code: signIdentityCode(claims, signer), expiresAt: expiresAt * 1000 };
  },
});
