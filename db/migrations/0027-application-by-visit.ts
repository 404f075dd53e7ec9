import type { Migration } from './migration.ts';

/** What expires goes visit by visit (stores/expired-records.ts): its applications are found without reading them all. */
export const applicationByVisit: Migration = {
  name: '0027-application-by-visit',
  sql: `
    CREATE INDEX application_by_visit ON application (visit_id);
    CREATE INDEX visit_ended ON visit (ended_at) WHERE ended_at IS NOT NULL;
  `,
};
