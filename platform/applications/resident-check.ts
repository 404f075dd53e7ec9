import type { ProblemReason } from '../contract/api.ts';
import type { ProgressQuery } from '../contract/progress.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** Why nothing is told of a resident; undefined where the register knows the person as the kiosk does. */
export const residentRefusal = async (
  database: PlatformDatabase | PlatformTransaction,
  { idNumber, name, sex }: ProgressQuery['holder'],
): Promise<Extract<ProblemReason, 'unknown-person' | 'person-data-differs'> | undefined> => {
  const known = await database
    .selectFrom('residents')
    .select(['name', 'sex'])
    .where('id_number', '=', idNumber)
    .executeTakeFirst();
  if (known === undefined) {
    return 'unknown-person';
  }
  return known.name.normalize('NFC') === name.normalize('NFC') && known.sex === sex
    ? undefined
    : 'person-data-differs';
};
