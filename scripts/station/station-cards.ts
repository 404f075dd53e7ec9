import { residents } from '../../drivers/simulator/residents/residents.ts';
import type { SyntheticResident } from '../../drivers/simulator/residents/synthetic-resident.ts';
import type { SeedResident } from '../../platform/seed/seed-resident.ts';
import type { StationCard } from './station-contract.ts';

/** The cards in the box beside the reader. */
export const stationCards: readonly StationCard[] = residents.map(({ key, remark, card }) => ({
  id: key,
  name: card.name,
  kind: card.kind,
  remark,
}));

/** The resident whose card has this id. */
export const findResident = (id: string): SyntheticResident | undefined =>
  residents.find(({ key }) => key === id);

/** The same people, as the platform's registers know them. */
export const registeredResidents: readonly SeedResident[] = residents.map(({ card }) => ({
  idNumber: card.idNumber,
  name: card.name,
  sex: card.sex,
  validFrom: card.validFrom,
  validUntil: card.validUntil,
}));
