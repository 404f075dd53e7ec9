import type { VisitView } from '../../../electron/contract/visit-view.ts';

type IdentifyView = Extract<VisitView, { screen: 'identify' }>;

/** What the screen says while it waits, reads or checks; the same is said aloud. */
export const identifyWords = ({ step, raising, takesCodes, ofPrincipal = false }: IdentifyView) => {
  if (step !== 'waiting') return { title: `identify.${step}.title`, lead: `identify.${step}.lead` } as const;
  if (ofPrincipal) return { title: 'identify.principal.title', lead: 'identify.principal.lead' } as const;
  if (raising) return { title: 'identify.raising.title', lead: 'identify.raising.lead' } as const;
  return {
    title: 'identify.waiting.title',
    lead: takesCodes ? 'identify.waiting.leadWithCode' : 'identify.waiting.lead',
  } as const;
};
