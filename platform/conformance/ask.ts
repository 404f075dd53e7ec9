import type { HttpAnswerParts } from '../contract/http-signature/index.ts';
import type { KioskKey } from './kiosk-key.ts';

/** What is asked; the path is relative to the platform's address and carries the query. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: { readonly type: string; readonly content: string | Uint8Array };
}

export interface SigningChoices {
  /** The kiosk's present key unless told. */
  readonly key?: KioskKey;
  /** Seconds by which `created` differs from the platform's time. */
  readonly skew?: number;
}

export const json = (value: unknown): NonNullable<Ask['body']> => ({
  type: 'application/json',
  content: JSON.stringify(value),
});

/** Asks as the suite's kiosk. */
export type AskSigned = (ask: Ask, choices?: SigningChoices) => Promise<HttpAnswerParts>;
