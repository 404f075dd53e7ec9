import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  acknowledge,
  fileApplication,
  hashOf,
  idOf,
  openTestDatabase,
  pseudonymOf,
  residentIdNumber,
  sealedMaterial,
  type TestDatabase,
} from '../../helpers/database.ts';

/** A synthetic resident, as the card and the certificate name her. */
const resident = {
  name: '欧阳青岚',
  idNumber: residentIdNumber,
  birthDate: '19491231',
  address: '北京市朝阳区幸福里一号',
  phone: '13800138000',
  housing: '无房产登记记录',
};

const personalValues = Object.values(resident);

/** The visit as the kiosk records it, where everything that comes from outside is as careless as it can be. */
const recordWholeVisit = (database: TestDatabase): void => {
  const careless = personalValues.join(' ');
  const holder = { kind: 'resident', pseudonym: pseudonymOf(resident.idNumber) } as const;
  database.commit((unit) => {
    unit.visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: true });
    unit.audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action: 'visit.begun', subject: idOf(1) });
  });
  database.write((unit) => {
    unit.audit.append({
      actor: holder,
      action: 'visit.identified',
      subject: idOf(1),
      details: { reader: careless },
    });
    return unit.visits.identify({
      id: idOf(1),
      identifiedBy: 'id-card',
      assuranceLevel: 2,
      holderPseudonym: holder.pseudonym,
    });
  });
  for (const requestId of [idOf(100), idOf(101)]) {
    database.write((unit) =>
      unit.certificateIssues.request({
        requestId,
        visitId: idOf(1),
        kind: 'housing-status',
        purposeCode: 'school-entry',
      }),
    );
  }
  database.write((unit) =>
    unit.certificateIssues.markNotIssued({ requestId: idOf(100), state: 'refused', reason: careless }),
  );
  database.write((unit) => {
    unit.audit.append({
      actor: holder,
      action: 'certificate.issued',
      subject: 'HS-2026-000001',
      reason: careless,
    });
    return unit.certificateIssues.markIssued({
      requestId: idOf(101),
      certificateNumber: 'HS-2026-000001',
      claimsHash: hashOf(careless),
    });
  });
  database.write((unit) =>
    unit.printJobs.intend({
      id: idOf(200),
      visitId: idOf(1),
      certificateNumber: 'HS-2026-000001',
      pages: 1,
      printerUri: 'ipp://printer.local/ipp/print',
    }),
  );
  database.write((unit) =>
    unit.printJobs.markSent({ id: idOf(200), jobUri: 'ipp://printer.local/7', jobId: 7 }),
  );
  database.write((unit) => unit.printJobs.markUnknown({ id: idOf(200), reason: careless }));
  database.write((unit) =>
    unit.printJobs.settleByStaff({ id: idOf(200), outcome: 'completed', reason: careless }),
  );
  database.write((unit) =>
    unit.ratings.rate({ businessId: idOf(101), visitId: idOf(1), itemCode: 'housing-status', level: 5 }),
  );
  for (const number of [300, 301]) {
    database.write((unit) => {
      unit.audit.append({ actor: holder, action: 'application.filed', subject: idOf(number) });
      return fileApplication(unit, number, { materials: [sealedMaterial(number + 10, 2)] });
    });
  }
  database.write((unit) => unit.outbox.refuse(idOf(300), careless));
  database.write((unit) => unit.outbox.settle(idOf(300), careless));
  database.write((unit) => acknowledge(unit.outbox, idOf(301)));
  database.commit((unit) => {
    unit.applications.follow(idOf(301), 'received');
    unit.outbox.purge(database.clock.now() + 1, 1);
  });
  database.write((unit) =>
    unit.visits.end({ id: idOf(1), outcome: 'completed', locale: 'zh-CN', elderMode: true }),
  );
};

/** Bytes of every file of the data folder, as a thief of the disk reads them. */
const diskOf = (database: TestDatabase): Buffer =>
  Buffer.concat(readdirSync(database.folder).map((name) => readFileSync(join(database.folder, name))));

const isOn = (disk: Buffer, value: string): boolean =>
  (['utf8', 'utf16le'] as const).some((encoding) => disk.includes(Buffer.from(value, encoding)));

test('no personal value of a visit is in the database, its WAL or any other file', () => {
  const database = openTestDatabase();
  recordWholeVisit(database);
  expect(readdirSync(database.folder)).toContain('kiosk.db-wal');
  const inService = diskOf(database);
  database.current().close();
  const closed = diskOf(database);
  for (const disk of [inService, closed]) {
    expect(personalValues.filter((value) => isOn(disk, value))).toEqual([]);
    // What is kept on purpose is found in the same way, so that finding nothing means something.
    expect(isOn(disk, pseudonymOf(resident.idNumber))).toBe(true);
    expect(isOn(disk, 'HS-2026-000001')).toBe(true);
    expect(isOn(disk, 'withheld')).toBe(true);
  }
  database.dispose();
});

test('the search would find them', () => {
  const database = openTestDatabase();
  database.commit((unit) => unit.keptDocuments.keep({ name: 'catalogue', body: personalValues.join(' ') }));
  const disk = diskOf(database);
  expect(personalValues.filter((value) => isOn(disk, value))).toEqual(personalValues);
  database.dispose();
});
