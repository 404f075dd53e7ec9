import type { AuditHead } from '../../../db/audit-chain.ts';
import type { Told, ToldRating } from './told.ts';

/** Everything that one kiosk has told over all its lives. */
export interface Promises {
  heard(told: readonly Told[]): void;
  /** The highest visit that was begun; 0 before the first. */
  lastVisit(): number;
  readonly filed: readonly Extract<Told, { told: 'filed' }>[];
  readonly rated: readonly ToldRating[];
  readonly prints: readonly Extract<Told, { told: 'print' }>[];
  /** Each head of the audit log that was durable when it was told, by sequence. */
  readonly heads: ReadonlyMap<number, string>;
  lastHead(): AuditHead | undefined;
  /** Keys of applications that the platform was made to refuse. */
  readonly refused: Set<string>;
}

export const createPromises = (): Promises => {
  const filed: Extract<Told, { told: 'filed' }>[] = [];
  const rated: ToldRating[] = [];
  const prints: Extract<Told, { told: 'print' }>[] = [];
  const heads = new Map<number, string>();
  let lastVisit = 0;
  let lastHead: AuditHead | undefined;

  const hear = (told: Told): void => {
    switch (told.told) {
      case 'visit':
        lastVisit = Math.max(lastVisit, told.number);
        return;
      case 'filed':
        filed.push(told);
        return;
      case 'rated':
        rated.push(told);
        return;
      case 'print':
        prints.push(told);
        return;
      case 'head':
        heads.set(told.sequence, told.hash);
        lastHead = { sequence: told.sequence, hash: told.hash };
        return;
      case 'starts':
      case 'serves':
      case 'drained':
      case 'dies':
    }
  };
  return {
    heard: (all) => all.forEach(hear),
    lastVisit: () => lastVisit,
    filed,
    rated,
    prints,
    heads,
    lastHead: () => lastHead,
    refused: new Set(),
  };
};
