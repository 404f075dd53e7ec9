import type { FastifyRequest } from 'fastify';
import type { IssuingContext } from '../departments/issue-certificate.ts';
import type { FaceRegister } from '../face-register/reference-register.ts';
import type { DocumentSigner } from '../feed/document-signer.ts';
import type { CityApp } from '../identity-codes/city-app.ts';
import type { KioskRegistry } from '../kiosks/kiosk-registry.ts';
import type { NonceStore } from '../kiosks/nonce-store.ts';
import type { SlowDown } from '../kiosks/slow-down.ts';
import type { DocumentSigningDesk } from '../signing/pdf/open-document-signing.ts';
import type { SubmissionIntake } from '../submissions/submission-intake.ts';

/** What the routes work with; one for the life of the server. */
export interface ApiContext extends IssuingContext {
  readonly platformName: string;
  readonly kiosks: KioskRegistry;
  readonly nonces: NonceStore;
  readonly intake: SubmissionIntake;
  /** For wrong enrolment codes, when many come. */
  readonly slowDown: SlowDown;
  readonly faceRegister: FaceRegister;
  /** Whether the store answers. */
  readonly isStoreReachable: () => Promise<boolean>;
  /** Signs certificates' PDF documents, and vouches for who signs them. */
  readonly documentSigning: DocumentSigningDesk;
  /** Signs the documents of the feed. */
  readonly signer: DocumentSigner;
  /** The demonstration's city app; null where the platform does not play it. */
  readonly cityApp: CityApp | null;
}

/** The kiosk that signed a request, as the platform knows it. */
export interface RequestKiosk {
  readonly kioskId: string;
  readonly stationCode: string;
  /** RFC 7638 thumbprint of the key that signed. */
  readonly keyId: string;
}

/**
 * Who may use a route, as `config.access` of its options; `kiosk` where nothing is said.
 *
 * - `open`: anybody; a signature is not looked at, except that the answer is bound to it
 * - `kiosk`: an enrolled kiosk, by its signature
 * - `own-signature`: the handler verifies the signature with a key that only it knows (enrolment)
 * - `admin`: whoever has the administration's bearer token
 */
export type RouteAccess = 'open' | 'kiosk' | 'own-signature' | 'admin';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: RouteAccess;
  }
  interface FastifyRequest {
    /** Set before the handler of a route with `access` `kiosk` runs; null elsewhere. */
    kiosk: RequestKiosk | null;
    /** Its signature has been verified: what is answered is about what the kiosk sent. */
    signatureVerified: boolean;
    /** The body as it came, before any parsing; null where there was none. */
    rawBody: Buffer | null;
  }
}

/** The kiosk that signed the request; only for handlers of routes with `access` `kiosk`. */
export const kioskOf = (request: FastifyRequest): RequestKiosk => {
  if (request.kiosk === null) {
    throw new Error(`${request.routeOptions.url} is not a route for kiosks`);
  }
  return request.kiosk;
};
