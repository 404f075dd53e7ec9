import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CertificateRenderer,
  createCertificateRenderer,
} from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import type { IssueCertificateRequest } from '../../../platform/contract/api.ts';
import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import { encodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { certificateStatus } from '../../../platform/departments/certificate-status.ts';
import { type IssueOutcome, issueCertificate } from '../../../platform/departments/issue-certificate.ts';
import { revokeCertificate } from '../../../platform/feed/revocations.ts';
import { syntheticPopulation } from '../../../platform/seed/synthetic-population.ts';
import { type KeyRing, openKeyRing } from '../../../platform/signing/key-ring.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { fillTestStore, testCatalogue } from '../../helpers/platform-services.ts';
import { housingRequest, testNow } from '../../helpers/platform.ts';
import { fontFolder, templatesFolder } from '../../unit/certificates/rendering/sample-certificate.ts';
import { addBusyResident, busyResident } from './busy-resident.ts';
import { addOwner } from './owner-of-many.ts';

/** One in fifteen gives blood; that is the rarest of the registers. */
const populationSize = 2000;
const people = syntheticPopulation(populationSize);
const residentsOfEachKind = 50;

const clock = { now: () => testNow };
/** What a clerk looks at first is issued here, too. */
const withoutClerks = {
  ...testCatalogue,
  items: testCatalogue.items.map(({ approval: _, ...item }) => item),
};
const items = withoutClerks.items.map((item) => [item.code, item] as const);

let store: Store;
let keyRing: KeyRing;
let renderer: CertificateRenderer;

beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database, { populationSize });
  await addBusyResident(store.database);
  const departments = new Set(testCatalogue.items.map(({ department }) => department.code));
  keyRing = await openKeyRing(store.database, [...departments], clock);
  renderer = await createCertificateRenderer({ fontFolder, templatesFolder });
}, 180_000);

afterAll(() => store.close());

const issue = (
  item: CatalogueItem,
  { idNumber, name, sex }: (typeof people)[number],
  changes: Partial<IssueCertificateRequest> = {},
): Promise<IssueOutcome> =>
  issueCertificate(
    {
      database: store.database,
      catalogue: withoutClerks,
      issuers: certificateIssuers,
      keyRing,
      clock,
      randomBytes: (length) => randomBytes(length),
    },
    housingRequest({
      kind: item.code,
      purpose: item.purposes[idNumber.charCodeAt(16) % item.purposes.length]?.code ?? '',
      holder: { idNumber, name, sex },
      assuranceLevel: item.assuranceLevel,
      ...changes,
    }),
    'K-7K3M9QXAB2',
  );

/** What was issued to the first so many people whom the department knows. */
const issueTo = async (item: CatalogueItem, count: number): Promise<Uint8Array[]> => {
  const issued: Uint8Array[] = [];
  for (const person of people) {
    const outcome = await issue(item, person);
    if (outcome.outcome === 'issued') {
      issued.push(outcome.certificate);
    } else {
      expect(outcome.reason).toBe('unknown-person');
    }
    if (issued.length === count) {
      return issued;
    }
  }
  throw new Error(`Only ${issued.length} people have ${item.code}`);
};

const claimsOf = async (certificate: Uint8Array): Promise<CertificateClaims> => {
  const verified = verifyCertificate(certificate, await keyRing.publicKeySet(), testNow);
  if (verified.outcome !== 'genuine') {
    throw new Error(verified.outcome);
  }
  return verified.claims;
};

const render = async (certificate: Uint8Array) => {
  const qr = encodeQrPayload(certificate);
  if (qr.outcome !== 'encoded') {
    throw new Error(qr.outcome);
  }
  const result = await renderer.render({ claims: await claimsOf(certificate), qrPayload: qr.text });
  if (!result.ok) {
    throw new Error(`${result.reason}: ${result.detail}`);
  }
  return result;
};

describe('the certificates that are issued while one waits', () => {
  test('are eight kinds or more, each of a template of its own', () => {
    expect(items.length).toBeGreaterThanOrEqual(8);
    expect(renderer.refusedTemplates).toEqual([]);
  });

  test.each(items)(
    '%s renders for 50 residents of the city, within 100 KB, on two pages at most',
    async (_, item) => {
      const versions: number[] = [];
      for (const certificate of await issueTo(item, residentsOfEachKind)) {
        const { pdf, pages, qrVersion } = await render(certificate);
        expect(pdf.length).toBeLessThan(100_000);
        expect(pages).toBeLessThanOrEqual(2);
        versions.push(qrVersion);
      }
      // Households of five and more, and people with three dwellings, take a little more than 30 mm.
      expect(Math.max(...versions)).toBeLessThanOrEqual(15);
      const larger = versions.filter((version) => version > 13);
      expect(larger.length).toBeLessThanOrEqual(residentsOfEachKind / 4);
    },
    180_000,
  );

  test.each(items.filter(([code]) => code !== 'housing-status' && code !== 'provident-fund-deposit'))(
    '%s renders for somebody of whom the register is full',
    async (_, item) => {
      const outcome = await issue(item, busyResident);
      if (outcome.outcome === 'refused') {
        throw new Error(outcome.reason);
      }
      expect((await render(outcome.certificate)).pages).toBeLessThanOrEqual(2);
    },
  );

  test.each([[1], [8], [61], [400]])(
    'housing-status of somebody with %i dwellings is printed with all of them, or refused before it is issued',
    async (dwellings) => {
      const owner = await addOwner(store.database, dwellings);
      const item = testCatalogue.items.find(({ code }) => code === 'housing-status');
      if (!item) throw new Error('no such item');
      const outcome = await issue(item, owner);
      const issued = await store.database
        .selectFrom('certificates')
        .select('certificate_number')
        .where('holder_id_number', '=', owner.idNumber)
        .execute();
      if (outcome.outcome === 'refused') {
        expect(dwellings).toBeGreaterThan(8);
        expect(outcome.reason).toBe('statement-too-long');
        expect(issued).toEqual([]);
      } else {
        expect(dwellings).toBeLessThanOrEqual(8);
        expect(issued).toHaveLength(1);
        const { tables } = await claimsOf(outcome.certificate);
        expect(tables.properties).toHaveLength(dwellings);
        expect((await render(outcome.certificate)).pages).toBeLessThanOrEqual(2);
      }
    },
  );

  test.each(items)('%s signs nothing that its template does not show', async (_, item) => {
    const [certificate = new Uint8Array()] = await issueTo(item, 1);
    const { facts, tables } = await claimsOf(certificate);
    const template = await import(`../../../assets/templates/${item.code}.json`, { with: { type: 'json' } });
    const {
      factKeys,
      tables: shown,
      ...texts
    } = template.default as {
      readonly factKeys: readonly string[];
      readonly tables: readonly { readonly key: string }[];
    };
    expect(Object.keys(facts).toSorted()).toEqual(factKeys.toSorted());
    expect(Object.keys(tables).toSorted()).toEqual(shown.map(({ key }) => key).toSorted());
    const text = JSON.stringify(texts);
    expect(factKeys.filter((key) => !text.includes(`{facts.${key}}`))).toEqual([]);
  });

  test.each(items)('%s can be revoked', async (_, item) => {
    const [certificate = new Uint8Array()] = await issueTo(item, 1);
    const { certificateNumber } = await claimsOf(certificate);
    const state = async () => (await certificateStatus(store.database, certificateNumber, testNow))?.state;
    expect(await state()).toBe('valid');
    expect(await revokeCertificate(store.database, clock, certificateNumber)).toBe('revoked');
    expect(await state()).toBe('revoked');
  });

  test.each(items)('%s is refused below its assurance level', async (_, item) => {
    const [person] = people;
    const below = item.assuranceLevel === 3 ? 2 : 1;
    if (person === undefined) {
      throw new Error('Nobody lives in the city');
    }
    expect(await issue(item, person, { assuranceLevel: below })).toEqual({
      outcome: 'refused',
      reason: 'assurance-level-too-low',
    });
  });
});
