import type { SeedResident } from '../../../platform/seed/seed-resident.ts';
import type { PlatformDatabase } from '../../../platform/store/open-store.ts';

/** Adds a synthetic person who owns so many dwellings, of which no two are alike. */
export const addOwner = async (database: PlatformDatabase, dwellings: number): Promise<SeedResident> => {
  const owner: SeedResident = {
    idNumber: `43019919700101${String(dwellings).padStart(4, '0')}`,
    name: '欧阳多居',
    sex: '男',
  };
  await database
    .insertInto('residents')
    .values({ id_number: owner.idNumber, name: owner.name, sex: owner.sex })
    .execute();
  const numbers = Array.from({ length: dwellings }, (_, index) => index + 1);
  await database
    .insertInto('properties')
    .values(
      numbers.map((number) => ({
        certificate_number: `湘（2016）潇湘市不动产权第${dwellings}${String(number).padStart(5, '0')}号`,
        owner_id_number: owner.idNumber,
        location: `潇湘市清溪区${(number * 7) % 90}号大道${(number * 31) % 400}号${number % 30}栋${number % 33}层${100 + number}室`,
        area: `${60 + ((number * 13) % 90)}.${number % 100}`,
        use: '住宅',
        share: '单独所有',
        registered_on: `20${String(number % 26).padStart(2, '0')}-03-0${1 + (number % 9)}`,
      })),
    )
    .execute();
  return owner;
};
