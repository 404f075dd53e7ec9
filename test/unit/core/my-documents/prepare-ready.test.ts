import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeleteDelivered } from '../../../../electron/core/my-documents/delete-delivered.ts';
import type { DocumentSource } from '../../../../electron/core/my-documents/document-source.ts';
import { createOpenDelivered } from '../../../../electron/core/my-documents/open-delivered.ts';
import { createPrepareReady } from '../../../../electron/core/my-documents/prepare-ready.ts';
import { createMyDocumentsRecords } from '../../../../electron/core/my-documents/record-my-documents.ts';
import { createVerifySigned } from '../../../../electron/core/my-documents/verify-signed.ts';
import { generateKioskKey } from '../../../../electron/sync/trust/kiosk-key.ts';
import { type Account, accountOf } from '../../../../electron/core/session/agency-types.ts';
import type { IdentifiedPerson } from '../../../../electron/core/session/visit-types.ts';
import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import { holderKey, sealPrepared } from '../../../../platform/contract/sealing/index.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../../../helpers/certificate-authority.ts';
import { idOf } from '../../../helpers/database.ts';
import { createJournalWorld, type JournalWorld, silentLog, visitId } from '../../../helpers/journal.ts';
import { housingItem, lin } from '../../../helpers/visit.ts';

const kioskId = 'K-0123456789';
const documentId = 'PD-0123456789abcdef0123456789abcdef';
const cardTerm = { validFrom: '2018-05-20', validUntil: 'long-term' };
const person = { ...lin, cardTerm };
const station = { code: 'qx-0001', name: '清溪镇驿站' };
const kioskKey = generateKioskKey();

let world: JournalWorld;
let authority: CertificateAuthority;
let revoked: string[];
beforeEach(async () => {
  world = createJournalWorld();
  authority = await createCertificateAuthority(world.database.clock.now());
  revoked = [];
});
afterEach(() => world.database.dispose());

const certify = (
  change: (claims: CertificateClaims) => CertificateClaims = (claims) => claims,
): Uint8Array => {
  const claims = authority.claimsFor({
    requestId: '3f0c8a52-7f0e-4d0b-9a57-000000000009',
    kind: housingItem.code,
    purpose: 'school',
    holder: { name: lin.name, sex: lin.sex, idNumber: lin.idNumber },
    station,
    assuranceLevel: 2,
    consentedAt: 0,
  });
  return new Uint8Array(Buffer.from(authority.certify(change(claims)), 'base64url'));
};

const documents = {
  keySet: () => authority.keySet,
  refresh: async () => ({ ok: true, applied: { placed: 0, removed: 0, stale: 0 } }) as const,
  isRevoked: (number: string) => revoked.includes(number),
};

/** A kiosk that prepares what lies ready; the platform hands over what it is told to. */
const open = (handedOver: Uint8Array = certify()) => {
  const { database } = world;
  const records = createMyDocumentsRecords(database.current(), silentLog);
  const renderedBy: string[] = [];
  const done = { ok: true, pdf: new Uint8Array([1]), pages: 1, qrVersion: 12 } as const;
  let requests = 0;
  const prepare = createPrepareReady({
    client: {
      handOverProof: async () => ({
        ok: true,
        value: { certificate: Buffer.from(handedOver).toString('base64url') },
      }),
    },
    verify: createVerifySigned({ documents, now: database.clock.now, log: silentLog }),
    renderer: Promise.resolve({
      render: async () => {
        renderedBy.push('department');
        return { ...done, signedBy: 'department' } as const;
      },
      renderAtKiosk: async () => {
        renderedBy.push('kiosk');
        return { ...done, signedBy: 'kiosk' } as const;
      },
    }),
    records,
    journal: world.journal,
    quota: { isReached: () => false },
    platformTime: database.clock,
    stationCode: station.code,
    newRequestId: () => {
      requests += 1;
      return `3f0c8a52-7f0e-4d0b-9a57-00000000010${requests}`;
    },
    onLine: () => undefined,
    log: silentLog,
  });
  const run = (
    source: Exclude<DocumentSource, { kind: 'held' }>,
    whose: IdentifiedPerson = person,
    visit = visitId,
  ) => prepare({ visitId: visit, person: whose, item: housingItem, source }, () => undefined);
  return { records, renderedBy, run };
};

const numberOf = async (signed: Uint8Array): Promise<string> => {
  const verify = createVerifySigned({ documents, now: world.database.clock.now, log: silentLog });
  const verified = await verify(signed);
  return verified.ok ? verified.claims.certificateNumber : '';
};

let prints = 0;
/** A print of this certificate from the intent to the printer's word. */
const print = (
  certificateNumber: string,
  outcome: 'completed' | 'failed' | 'unknown',
  account: Account = { pseudonym: lin.pseudonym },
  visit = visitId,
): void => {
  prints += 1;
  const id = idOf(500 + prints);
  const intended = world.journal.printIntended({
    id,
    visitId: visit,
    certificateNumber,
    pages: 1,
    signedBy: 'kiosk',
    printerUri: 'ipp://printer/',
    ...account,
  });
  expect(intended.ok).toBe(true);
  world.journal.printSent({ ids: [id], jobUri: 'ipp://printer/1', jobId: 1 });
  const settlement =
    outcome === 'completed' ? ({ outcome, impressions: 1 } as const) : ({ outcome, reason: 'x' } as const);
  expect(world.journal.printSettled(id, settlement).ok).toBe(true);
};

const collections = () =>
  world.database
    .read(({ outbox }) => outbox.ready({ now: 1e15, limit: 100, bytes: 1e6, except: new Set() }))
    .filter(({ kind }) => kind === 'collection');

describe('what lies ready', () => {
  it('is signed by the department when it was handed over, and by the kiosk when it lay here', async () => {
    const signed = certify();
    const { run, renderedBy } = open(signed);
    const certificateNumber = await numberOf(signed);
    expect(await run({ kind: 'proof', certificateNumber })).toMatchObject({ ok: true });
    print(certificateNumber, 'failed');
    expect(await run({ kind: 'prepared', documentId, signed })).toMatchObject({ ok: true });
    expect(renderedBy).toEqual(['department', 'kiosk']);
    expect(world.audit()).toContain('proof.handed-over');
  });

  it('is told once, whatever it took until it came out', async () => {
    const signed = certify();
    const { run } = open(signed);
    const certificateNumber = await numberOf(signed);
    await run({ kind: 'prepared', documentId, signed });
    print(certificateNumber, 'failed');
    expect(collections()).toEqual([]);
    await run({ kind: 'prepared', documentId, signed });
    print(certificateNumber, 'completed');
    expect(collections().map(({ body }) => JSON.parse(body))).toMatchObject([
      { kind: 'collection', certificateNumber },
    ]);
    expect(world.audit().filter((action) => action === 'document.collected')).toHaveLength(1);
    expect(await run({ kind: 'prepared', documentId, signed })).toMatchObject({
      problem: 'document-not-ready',
    });
  });

  it('is not prepared again while nobody knows whether it came out', async () => {
    const signed = certify();
    const { run, records } = open(signed);
    const certificateNumber = await numberOf(signed);
    await run({ kind: 'proof', certificateNumber });
    print(certificateNumber, 'unknown');
    expect(records.isPrinted(certificateNumber)).toBe(true);
    expect(await run({ kind: 'proof', certificateNumber })).toMatchObject({ problem: 'document-not-ready' });
    expect(collections()).toEqual([]);
  });

  describe('for whom an agent comes', () => {
    // 林晓岚 stands in the first visit, 田吉生 in the second; the proof is his.
    const tian = { ...person, name: '田吉生', idNumber: '430199194502281283', pseudonym: 'b'.repeat(64) };
    const byAgent: IdentifiedPerson = {
      ...tian,
      agency: {
        agent: lin,
        way: 'authorisation',
        authorisation: 'WT-2026-0001',
        items: null,
        services: ['documents'],
      },
    };
    const tiansVisit = '019a9c00-0000-7000-8000-0000000000b1';
    const holder = { name: tian.name, sex: tian.sex, idNumber: tian.idNumber };
    const openTians = async () => {
      const signed = certify((claims) => ({ ...claims, holder }));
      const certificateNumber = await numberOf(signed);
      const { run } = open(signed);
      return {
        certificateNumber,
        run: (whose: IdentifiedPerson, visit?: string) =>
          run({ kind: 'proof', certificateNumber }, whose, visit),
      };
    };
    const hisVisitBegins = () => {
      world.journal.beginVisit(tiansVisit, { locale: 'zh-CN', elderMode: false });
      world.journal.identified(tiansVisit, tian);
    };
    /** Who did it and for whom, each time it was done. */
    const recorded = (action: string) =>
      world.database
        .read(({ audit }) =>
          Array.from({ length: audit.head().sequence }, (_, index) => audit.find(index + 1)),
        )
        .filter((entry) => entry?.action === action)
        .map((entry) => {
          const { onBehalfOf, collectedBy } = JSON.parse(entry?.details ?? '{}');
          return { by: entry?.actorPseudonym ?? collectedBy ?? null, for: onBehalfOf ?? null };
        });
    const agents = { by: lin.pseudonym, for: tian.pseudonym };
    const his = { by: tian.pseudonym, for: null };

    it('names the agent on the record alone: it was signed before anybody came for it', async () => {
      const { certificateNumber, run } = await openTians();
      expect(await run(byAgent)).toMatchObject({ ok: true });
      print(certificateNumber, 'completed', accountOf(byAgent));
      for (const action of ['proof.handed-over', 'print.intended', 'document.collected'])
        expect(recorded(action), action).toEqual([agents]);
      // The print counts as the holder's.
      const printed = (pseudonym: string) =>
        world.database.read(
          ({ printJobs }) => printJobs.printedSince(pseudonym, 0).get(housingItem.code) ?? 0,
        );
      expect([printed(tian.pseudonym), printed(lin.pseudonym)]).toEqual([1, 0]);
    });

    it('is collected by the holder when the agent opened it before and left without paper', async () => {
      const { certificateNumber, run } = await openTians();
      await run(byAgent);
      hisVisitBegins();
      expect(await run(tian, tiansVisit)).toMatchObject({ ok: true });
      print(certificateNumber, 'completed', accountOf(tian), tiansVisit);
      expect(recorded('proof.handed-over')).toEqual([agents, his]);
      expect(recorded('print.intended')).toEqual([his]);
      expect(recorded('document.collected')).toEqual([{ by: null, for: null }]);
    });

    it('is collected by the agent when the holder’s print failed before', async () => {
      const { certificateNumber, run } = await openTians();
      hisVisitBegins();
      await run(tian, tiansVisit);
      print(certificateNumber, 'failed', accountOf(tian), tiansVisit);
      expect(await run(byAgent)).toMatchObject({ ok: true });
      print(certificateNumber, 'completed', accountOf(byAgent));
      expect(recorded('proof.handed-over')).toEqual([his, agents]);
      expect(recorded('print.intended')).toEqual([his, agents]);
      expect(recorded('document.collected')).toEqual([agents]);
    });
  });

  it.each([
    [
      'of another holder',
      (claims: CertificateClaims) => ({ ...claims, holder: { ...claims.holder, name: '张三' } }),
    ],
    ['of another kind', (claims: CertificateClaims) => ({ ...claims, kind: 'education' })],
    [
      'for another station',
      (claims: CertificateClaims) => ({ ...claims, station: { code: 'yy-1', name: '别处' } }),
    ],
  ])('is not printed when it is one %s', async (_what, change) => {
    const signed = certify(change);
    const { run, renderedBy } = open(signed);
    const certificateNumber = await numberOf(signed);
    expect(await run({ kind: 'proof', certificateNumber })).toMatchObject({
      problem: 'certificate-not-genuine',
    });
    expect(renderedBy).toEqual([]);
  });

  it('is not printed once it was revoked', async () => {
    const signed = certify();
    const { run } = open(signed);
    revoked.push(await numberOf(signed));
    expect(await run({ kind: 'prepared', documentId, signed })).toMatchObject({
      problem: 'certificate-not-genuine',
    });
  });
});

describe('a document that was delivered in advance', () => {
  const sealed = async (signed = certify()): Promise<string> => {
    const { name, idNumber } = lin;
    const holder = await holderKey({ name, idNumber, ...cardTerm }, kioskId);
    const kiosk = { kioskId, keyId: kioskKey.keyId, jwk: kioskKey.publicJwk };
    return sealPrepared(signed, { holder, kiosk }, documentId);
  };
  const opening = (text: string, keyId = kioskKey.keyId) =>
    createOpenDelivered({
      documents: {
        ...documents,
        preparedDocuments: async () => [
          { id: documentId, content: { kioskKey: keyId, expiresAt: 2, sealed: text } },
        ],
      },
      identity: { kioskId, openingKey: (id) => (id === kioskKey.keyId ? kioskKey.privateKey : null) },
      verify: createVerifySigned({ documents, now: world.database.clock.now, log: silentLog }),
      now: () => 1,
    });

  it('is opened by its holder’s card alone', async () => {
    const open = opening(await sealed());
    expect(await open(person)).toMatchObject([{ documentId, claims: { holder: { name: lin.name } } }]);
    expect(await open(lin)).toEqual([]);
    expect(await open({ ...person, idNumber: '430199195803120437' })).toEqual([]);
    expect(await open({ ...person, cardTerm: { ...cardTerm, validFrom: '2018-05-21' } })).toEqual([]);
    const agency = {
      agent: lin,
      way: 'child',
      authorisation: null,
      items: null,
      services: ['documents'],
    } as const;
    expect(await open({ ...person, agency })).toEqual([]);
  });

  it('is left where it is once the kiosk has changed its key', async () => {
    expect(await opening(await sealed(), 'k'.repeat(43))(person)).toEqual([]);
  });

  it('opens to nothing when anything of it was changed', async () => {
    const text = await sealed();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('A', 'Q', '.', '_', ''),
        async (place, character) => {
          const changed = text.slice(0, place) + character + text.slice(place + 1);
          // The last character of a base64url part holds bits that say nothing.
          const same = changed
            .split('.')
            .every((part, index) =>
              Buffer.from(part, 'base64url').equals(Buffer.from(text.split('.')[index] ?? '', 'base64url')),
            );
          fc.pre(changed !== text && !same);
          expect(await opening(changed)(person)).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is deleted once it has run out or was collected, also when the feed brings it again', async () => {
    const { database } = world;
    const place = (id: string): void =>
      database.commit(({ feedDocuments }) => {
        feedDocuments.stage({
          documents: [
            { collection: 'prepared-document', id, version: 1, removed: false, jws: 'eyJ.eyJ.c2ln' },
          ],
          next: 'c1',
        });
        feedDocuments.apply();
      });
    const lying = () =>
      database.read(({ feedDocuments }) => feedDocuments.list('prepared-document').map(({ id }) => id));
    for (const id of ['expired', documentId, 'other']) place(id);
    const signed = certify();
    const { run } = open(signed);
    await run({ kind: 'prepared', documentId, signed });
    print(await numberOf(signed), 'completed');
    expect(lying()).toEqual(['expired', 'other']);
    place(documentId);
    const deleteDelivered = createDeleteDelivered({
      database: database.current(),
      documents: { expiredPrepared: () => ['expired'] },
      now: () => 1,
      log: silentLog,
    });
    deleteDelivered();
    expect(lying()).toEqual(['other']);
  });
});
