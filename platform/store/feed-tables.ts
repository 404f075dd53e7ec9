import type { Generated } from 'kysely';
import type { AgencyWay } from '../contract/agency-way.ts';
import type { CreditRule } from '../contract/credit.ts';
import type { FeedCollection } from '../contract/feed.ts';

/** Rows of what the platform publishes. */
export interface FeedTables {
  feed_documents: {
    collection: FeedCollection;
    id: string;
    version: number;
    /** Position in the feed. */
    sequence: number;
    /** `all`, or the id of a kiosk. */
    audience: string;
    issued_at: Date;
    removed: boolean;
    /** JSON of the content as it is published; `null` when removed. */
    content: string;
    /** SHA-256 of `content`, to tell whether anything changed. */
    digest: Uint8Array;
  };
  feed_marks: {
    sequence: number;
    /** Random: the same position of another history of the feed has another. */
    mark: Generated<string>;
  };
  accepted_forms: {
    item: string;
    form_version: number;
    assurance_level: number;
    /** By which ways it is taken from agents. */
    agency: Generated<AgencyWay[]>;
    /** What credit has to do with it (contract/credit.ts). */
    credit: CreditRule | null;
  };
  feed_position: {
    only_row: boolean;
    last_sequence: number;
  };
}
