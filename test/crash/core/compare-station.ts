import { openDatabase } from '../../../db/connection.ts';
import type { PlatformProcess } from './platform-process.ts';
import type { Finding, Report } from './finding.ts';
import { compareApplications } from './compare-applications.ts';
import { comparePrints } from './compare-prints.ts';
import { compareRatings } from './compare-ratings.ts';
import { readKiosk } from './kiosk-rows.ts';
import { readPlatform } from './platform-rows.ts';
import type { Promises } from './promises.ts';
import type { StationUnderTest } from './station-under-test.ts';

export interface Comparison {
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** The chain from its beginning, over every head that was told, to the last one. */
const compareAudit = ({ databaseFile }: StationUnderTest, promises: Promises, report: Report): number => {
  const opened = openDatabase({ file: databaseFile, now: Date.now });
  if (!opened.ok) {
    report('audit', `${opened.reason}: ${opened.detail}`);
    return 0;
  }
  const { database } = opened;
  const expected = promises.lastHead();
  const checked = database.read(({ audit }) => {
    const chain = audit.verify(expected ? { expected } : {});
    for (const [sequence, hash] of promises.heads) {
      if (audit.find(sequence)?.hash !== hash)
        report('audit', `entry ${sequence} is not the one that was told`);
    }
    return chain;
  });
  database.close();
  if (!checked.ok) {
    report('audit', checked.reason);
    return 0;
  }
  if (!checked.value.ok) {
    report('audit', `${checked.value.reason} at ${checked.value.sequence}`);
    return 0;
  }
  return checked.value.entries;
};

/** Holds what a drained kiosk has told, what it has, what its platform has and what its printer did against each other. */
export const compareStation = async (options: {
  readonly station: StationUnderTest;
  readonly promises: Promises;
  readonly platform: Pick<PlatformProcess, 'query'>;
  readonly seed: number;
}): Promise<Comparison> => {
  const { station, promises, seed } = options;
  const findings: Finding[] = [];
  const report: Report = (kind, detail) => findings.push({ kind, kiosk: station.number, detail });
  const auditEntries = compareAudit(station, promises, report);
  const kiosk = readKiosk(station.databaseFile);
  const platform = await readPlatform(options.platform, station.kioskId);
  const filedEntries = kiosk.filedSubjects.toSorted().join();
  if (
    filedEntries !==
    kiosk.applications
      .map(({ receiptNumber }) => receiptNumber)
      .toSorted()
      .join()
  ) {
    report('audit', 'applications and their audit entries are not the same');
  }
  return {
    counts: {
      'audit entries in a whole chain': auditEntries,
      ...compareApplications({ station, promises, kiosk, platform, seed, report }),
      ...compareRatings({ promises, kiosk, platform, report }),
      ...comparePrints({ station, promises, kiosk, report }),
    },
    findings,
  };
};
