import type { World } from './world.ts';

/** A clause of the contract and how it is proven. */
export interface Check {
  /** A sentence that is true of a platform that keeps the contract. */
  readonly name: string;
  /** Where the contract says so. */
  readonly clause: string;
  /** `beside`: takes long and waits most of it, so it runs beside the others. */
  readonly runs?: 'beside';
  /** Whether there is something to prove it with; undefined when there is, else what is lacking. */
  lacks?(world: World): string | undefined;
  /** @throws Breach */
  prove(world: World): Promise<void>;
}

export type CheckResult = Pick<Check, 'name' | 'clause'> &
  (
    | { readonly outcome: 'kept' }
    | { readonly outcome: 'broken'; readonly finding: string }
    | { readonly outcome: 'not-looked-at'; readonly finding: string }
  );
