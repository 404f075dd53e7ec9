import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { kioskAudience } from '../../platform/contract/identity-code/claims.ts';
import {
  identityCodeLifetime,
  type IdentitySigner,
  signIdentityCode,
} from '../../platform/contract/identity-code/signed-code.ts';
import type { Platform } from '../../platform/server.ts';
import { findResident } from './station-cards.ts';
import type { IdentityCodeKind } from './station-contract.ts';

/** The phones of the simulated residents, with the city's app on them. */
export interface IdentityCodes {
  /** The text of the code that is shown; undefined where the app does not know the resident. */
  text(residentId: string, kind: IdentityCodeKind): Promise<string | undefined>;
}

/** Older than a code may be, seconds. */
const screenshotAge = 300;
const noiseCharacters = 3 * 1024;
/** What a QR code in its alphanumeric mode can hold (ISO/IEC 18004 §7.3.4). */
const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

const noise = (): string =>
  Array.from({ length: noiseCharacters }, () => alphanumeric.charAt(randomInt(alphanumeric.length))).join('');

/** An app that nobody knows: its codes are well made, under a key that was never published. */
const codeOfStranger = (residentId: string, stranger: IdentitySigner, now: number): string | undefined => {
  const card = findResident(residentId)?.card;
  if (!card) return undefined;
  const issuedAt = Math.floor(now / 1000);
  const claims = {
    issuer: 'city-app',
    audience: kioskAudience,
    issuedAt,
    expiresAt: issuedAt + identityCodeLifetime,
    id: randomBytes(16).toString('base64url'),
    holder: { name: card.name, sex: card.sex, idNumber: card.idNumber },
  };
  return signIdentityCode(claims, stranger);
};

/** Codes as the platform's city app makes them, and such as a kiosk must not take. */
export const createIdentityCodes = (
  platform: Pick<Platform, 'cityApp'>,
  now: () => number,
): IdentityCodes => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = { keyId: 'city-app-unknown', privateKey };
  const issue = async (residentId: string, changes: { audience?: string; age?: number } = {}) => {
    const card = findResident(residentId)?.card;
    return card && (await platform.cityApp?.issueCode({ idNumber: card.idNumber, ...changes }))?.code;
  };
  return {
    async text(residentId, kind) {
      switch (kind) {
        case 'fresh':
          return issue(residentId);
        case 'old-screenshot':
          return issue(residentId, { age: screenshotAge });
        case 'for-another-place':
          return issue(residentId, { audience: 'bus-gate' });
        case 'unknown-key':
          return codeOfStranger(residentId, stranger, now());
        case 'noise':
          return noise();
      }
    },
  };
};
