import type { Migration } from 'kysely/migration';
import { residents } from './0001-residents.ts';
import { properties } from './0002-properties.ts';
import { signingKeys } from './0003-signing-keys.ts';
import { certificates } from './0004-certificates.ts';
import { providentFund } from './0005-provident-fund.ts';

/** Every migration by its name, which is also its order. Append only: stores in use have applied them. */
export const migrations: Record<string, Migration> = {
  '0001-residents': residents,
  '0002-properties': properties,
  '0003-signing-keys': signingKeys,
  '0004-certificates': certificates,
  '0005-provident-fund': providentFund,
};
