import { type Kysely, sql } from 'kysely';

/**
 * Household register 户籍, marriage register 婚姻登记, administrative penalties 行政处罚, education 学历学籍, blood donation
 * 献血; and what of the synthetic data a store was filled with.
 *
 * For a city: by holder, PARTITION BY HASH, as the insurances; a marriage is found from either side, so it stands in a
 * table of its own that is indexed by both.
 */
export const civilRegisters = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE households (
        household_number text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('家庭户', '集体户')),
        address text NOT NULL,
        police_station text NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE household_members (
        id_number text PRIMARY KEY,
        household_number text NOT NULL REFERENCES households (household_number),
        position smallint NOT NULL CHECK (position > 0),
        name text NOT NULL,
        sex text NOT NULL,
        relation text NOT NULL,
        nation_code text NOT NULL CHECK (nation_code ~ '^[0-9]{2}$'),
        birth_date date NOT NULL,
        moved_in_on date NOT NULL,
        moved_from text,
        UNIQUE (household_number, position)
      )`.execute(database);
    await sql`
      CREATE TABLE marriage_registrations (
        registration_number text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('结婚', '离婚')),
        husband_id_number text NOT NULL,
        husband_name text NOT NULL,
        wife_id_number text NOT NULL,
        wife_name text NOT NULL,
        registered_on date NOT NULL,
        office text NOT NULL
      )`.execute(database);
    await sql`CREATE INDEX marriages_by_husband ON marriage_registrations (husband_id_number)`.execute(
      database,
    );
    await sql`CREATE INDEX marriages_by_wife ON marriage_registrations (wife_id_number)`.execute(database);
    await sql`
      CREATE TABLE administrative_penalties (
        decision_number text PRIMARY KEY,
        subject_id_number text NOT NULL,
        authority text NOT NULL,
        decided_on date NOT NULL,
        conduct text NOT NULL,
        legal_basis text NOT NULL,
        penalty text NOT NULL,
        fine numeric(10, 2) NOT NULL CHECK (fine >= 0)
      )`.execute(database);
    await sql`
      CREATE INDEX administrative_penalties_by_subject ON administrative_penalties (subject_id_number)`.execute(
      database,
    );
    await sql`
      CREATE TABLE education_records (
        record_number text PRIMARY KEY,
        holder_id_number text NOT NULL,
        school text NOT NULL,
        level text NOT NULL,
        major text,
        from_date date NOT NULL,
        until_date date NOT NULL CHECK (until_date > from_date),
        state text NOT NULL CHECK (state IN ('在读', '毕业', '结业'))
      )`.execute(database);
    await sql`CREATE INDEX education_records_by_holder ON education_records (holder_id_number)`.execute(
      database,
    );
    await sql`
      CREATE TABLE blood_donations (
        donation_number text PRIMARY KEY,
        donor_id_number text NOT NULL,
        blood_group text NOT NULL CHECK (blood_group IN ('A', 'B', 'O', 'AB')),
        rhesus text NOT NULL CHECK (rhesus IN ('阳性', '阴性')),
        donated_on date NOT NULL,
        kind text NOT NULL CHECK (kind IN ('全血', '血小板')),
        amount smallint NOT NULL CHECK (amount > 0),
        place text NOT NULL
      )`.execute(database);
    await sql`CREATE INDEX blood_donations_by_donor ON blood_donations (donor_id_number)`.execute(database);
    await sql`
      CREATE TABLE seeded_data (
        name text PRIMARY KEY,
        content text NOT NULL
      )`.execute(database);
  },
};
