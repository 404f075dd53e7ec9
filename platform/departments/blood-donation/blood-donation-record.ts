import type { PlatformDatabase } from '../../store/open-store.ts';
import { dayText } from '../register-dates.ts';

export interface BloodDonation {
  /** YYYY-MM-DD. */
  readonly donatedOn: string;
  readonly kind: '全血' | '血小板';
  /** Millilitres of whole blood, or therapeutic units of platelets. */
  readonly amount: number;
  readonly place: string;
}

/** What 电子献血证 states of a donor. */
export interface BloodDonationRecord {
  readonly bloodGroup: string;
  readonly rhesus: string;
  /** Oldest first. */
  readonly donations: readonly BloodDonation[];
  readonly wholeBloodMillilitres: number;
  readonly plateletUnits: number;
  /** 无偿献血奉献奖; null below the bronze one. */
  readonly honour: '铜奖' | '银奖' | '金奖' | null;
}

/** A unit of platelets counts as one donation, so do 200 ml of whole blood (全国无偿献血表彰奖励办法). */
const millilitresOfOneDonation = 200;

const honours = [
  { from: 40, honour: '金奖' },
  { from: 30, honour: '银奖' },
  { from: 20, honour: '铜奖' },
] as const;

const sumOf = (donations: readonly BloodDonation[], kind: BloodDonation['kind']): number =>
  donations.reduce((sum, donation) => sum + (donation.kind === kind ? donation.amount : 0), 0);

/** The donations of a person; undefined for who never gave blood. */
export const bloodDonationsOf = async (
  database: PlatformDatabase,
  idNumber: string,
): Promise<BloodDonationRecord | undefined> => {
  const rows = await database
    .selectFrom('blood_donations')
    .select(['blood_group', 'rhesus', 'donated_on', 'kind', 'amount', 'place'])
    .where('donor_id_number', '=', idNumber)
    .orderBy('donated_on')
    .orderBy('donation_number')
    .execute();
  const last = rows.at(-1);
  if (last === undefined) {
    return undefined;
  }
  const donations = rows.map(({ donated_on, kind, amount, place }) => ({
    donatedOn: dayText(donated_on),
    kind,
    amount,
    place,
  }));
  const wholeBloodMillilitres = sumOf(donations, '全血');
  const plateletUnits = sumOf(donations, '血小板');
  const counted = Math.floor(wholeBloodMillilitres / millilitresOfOneDonation) + plateletUnits;
  return {
    bloodGroup: last.blood_group,
    rhesus: last.rhesus,
    donations,
    wholeBloodMillilitres,
    plateletUnits,
    honour: honours.find(({ from }) => counted >= from)?.honour ?? null,
  };
};
