import type { ProblemReason } from '../api.ts';
import type { SchemaName } from './schemas.ts';

/** A body of a request or an answer. */
export interface Content {
  readonly mediaType: 'application/json' | 'application/jose';
  readonly schema: SchemaName;
  readonly example: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example: string | number;
}

/** A route of the contract. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** `kiosk`: signed by an enrolled kiosk; `brought`: signed with the key that the request brings. */
  readonly signature: 'none' | 'kiosk' | 'brought';
  readonly parameters: readonly Parameter[];
  readonly request: Content | null;
  /** The good answer; null without a body. */
  readonly answer: Content | null;
  /** Beside those that any request may meet. */
  readonly reasons: readonly ProblemReason[];
}
