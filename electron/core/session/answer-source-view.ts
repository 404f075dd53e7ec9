import type { AnswerSourceView } from '../../contract/material.ts';
import type { PrefillOrigin } from '../applications/prefill.ts';

/** Where an answer comes from, as a resident reads it. */
export const sourceView = (origin: PrefillOrigin | 'resident'): AnswerSourceView => {
  if (typeof origin === 'string') return origin;
  if ('certificate' in origin) return { certificate: origin.certificate, validFrom: origin.validFrom };
  return { earlierFiling: origin.itemName, filedOn: origin.filedOn };
};
