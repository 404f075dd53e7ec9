import type { CardRecord } from '../../id-card-reader/card-record.ts';

/** A person who does not exist, with the card to lay on a simulated reader. */
export interface SyntheticResident {
  /** Stable key for tests, the dev dock and scripts. */
  readonly key: string;
  /** What is special about the card, for whoever chooses one. */
  readonly remark: { readonly 'zh-CN': string; readonly en: string };
  readonly card: CardRecord;
}
