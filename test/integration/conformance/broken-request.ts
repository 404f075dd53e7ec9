import type { HttpHeaders } from '../../../platform/contract/http-signature/index.ts';

/** A request as the broken platform got it. */
export interface BrokenRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: HttpHeaders;
  readonly body: Buffer;
}
