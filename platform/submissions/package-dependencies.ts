import type { PlatformTransaction } from '../store/open-store.ts';
import type { NewApplication } from './application-rows.ts';

/** The station's applications among these receipt numbers. */
const knownNumbers = async (
  transaction: PlatformTransaction,
  applications: readonly NewApplication[],
): Promise<Set<string>> => {
  const rows = await transaction
    .selectFrom('applications')
    .select(['receipt_number', 'station_code'])
    .where(
      'receipt_number',
      'in',
      applications.flatMap(({ submission }) => submission.package?.dependsOn ?? []),
    )
    .execute();
  return new Set(rows.map(({ receipt_number, station_code }) => `${station_code} ${receipt_number}`));
};

/**
 * Those that depend on an application which the station has not handed in, nor hands in with them. A kiosk sends what they
 * depend on first, so that it will not come.
 */
export const withUnknownDependency = async (
  transaction: PlatformTransaction,
  applications: readonly NewApplication[],
): Promise<ReadonlySet<NewApplication>> => {
  const dependent = applications.filter(({ submission }) => (submission.package?.dependsOn.length ?? 0) > 0);
  if (dependent.length === 0) {
    return new Set();
  }
  const known = await knownNumbers(transaction, dependent);
  const nameOf = ({ kiosk }: NewApplication, number: string): string => `${kiosk.stationCode} ${number}`;
  const unknown = new Set(dependent);
  for (const application of applications) {
    if (!unknown.has(application)) {
      known.add(nameOf(application, application.submission.receiptNumber));
    }
  }
  for (let size = -1; size !== unknown.size; ) {
    size = unknown.size;
    for (const application of unknown) {
      const { receiptNumber, package: together } = application.submission;
      if (together?.dependsOn.every((number) => known.has(nameOf(application, number)))) {
        unknown.delete(application);
        known.add(nameOf(application, receiptNumber));
      }
    }
  }
  return unknown;
};
