import { wipeProvisions } from '../applications/materials/provisions.ts';
import type { VisitContext } from './visit-context.ts';

/** Overwrites documents that nobody needs any more; until they are collected memory would still hold the pages. */
export const wipeDocuments = ({ certificates, provisions, capture, mine }: VisitContext): void => {
  for (const { pdf } of certificates) pdf.fill(0);
  wipeProvisions(provisions);
  capture?.bytes?.fill(0);
  for (const page of capture?.pages ?? []) page.fill(0);
  for (const { source } of mine?.ready ?? []) {
    if (source.kind === 'prepared') source.signed.fill(0);
  }
};

/**
 * JavaScript keeps the text that a regular expression matched last (`RegExp.input`): an answer, a name. After this it is
 * nobody's.
 */
export const forgetLastMatch = (): void => void /^/.test('');
