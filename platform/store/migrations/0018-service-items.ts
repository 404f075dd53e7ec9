import { type Kysely, sql } from 'kysely';

/**
 * Service item library 事项库: main item → sub-item → situation. What may be applied for is a leaf. `elements` is the
 * implementation list 实施清单 (library/implementation-list.ts). A version that is replaced stays, for what was filed under
 * it.
 *
 * For a city (20,000 items): not partitioned; indexes by department and by parent are enough.
 */
export const serviceItems = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE service_items (
        code text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        parent_code text,
        layer text NOT NULL CHECK (layer IN ('main-item', 'sub-item', 'situation')),
        department text NOT NULL,
        level text NOT NULL CHECK (level IN ('city', 'county', 'township', 'village')),
        item_type text NOT NULL,
        promised_working_days smallint CHECK (promised_working_days >= 0),
        effective_from date NOT NULL,
        is_current boolean NOT NULL,
        elements jsonb NOT NULL,
        guide jsonb,
        PRIMARY KEY (code, version),
        CHECK ((layer = 'main-item') = (parent_code IS NULL))
      )`.execute(database);
    await sql`CREATE UNIQUE INDEX service_items_current ON service_items (code) WHERE is_current`.execute(
      database,
    );
    await sql`
      CREATE INDEX service_items_by_parent ON service_items (parent_code) WHERE is_current`.execute(database);
    await sql`
      CREATE INDEX service_items_by_department ON service_items (department, level) WHERE is_current`.execute(
      database,
    );
  },
};
