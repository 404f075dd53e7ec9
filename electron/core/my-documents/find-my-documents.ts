import type { Catalogue, CatalogueItem, LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { IssuedProof } from '../../../platform/contract/issued-proofs.ts';
import type { HolderQuery } from '../../../platform/contract/library.ts';
import type { PlatformClient, PlatformOutcome } from '../../sync/platform-client.ts';
import { agencyField } from '../agency/act-for-another.ts';
import { accountOf } from '../session/agency-types.ts';
import { notAnswered } from '../session/not-answered.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';
import type { MyDocumentsService, PlatformWord, ReadyDocument } from './my-documents-types.ts';
import type { OpenDelivered, OpenedDocument } from './open-delivered.ts';
import type { MyDocumentsRecords } from './record-my-documents.ts';
import { asPrinted, standInItem, type UnlistedDocument } from './stand-in-item.ts';

const wordOf = <Reply, Said>(
  outcome: PlatformOutcome<Reply>,
  said: (reply: Reply) => Said,
): PlatformWord<Said> => {
  if (outcome.ok) return { state: 'listed', said: said(outcome.value) };
  const { ok: _ok, ...failure } = notAnswered(outcome);
  return { state: failure.problem === 'platform-unreachable' ? 'unreachable' : 'refused', failure };
};

/**
 * Finds what a resident has: the certificates of the library and the proofs that lie ready, over the line; what was
 * delivered in advance, with or without one. What has come out of this printer is not ready any more, whether or not the
 * platform has heard of it.
 */
export const createFindMyDocuments = (options: {
  readonly client: Pick<PlatformClient, 'queryLibrary' | 'listProofs' | 'readAccessTrail'>;
  readonly openDelivered: OpenDelivered;
  readonly records: MyDocumentsRecords;
  readonly catalogue: () => Catalogue;
  /** What certificates of a kind are called on paper; null where nobody knows. */
  readonly titleOf: (kind: string) => Promise<LocalizedText | null>;
  readonly platformTime: { now(): number };
  readonly stationCode: string;
  /** Tells the line monitor what a real call found. */
  readonly onLine: (reachable: boolean) => void;
}): MyDocumentsService => {
  const { client, records, platformTime, stationCode } = options;

  const queryOf = (person: IdentifiedPerson): HolderQuery => {
    const { name, sex, idNumber, assuranceLevel } = person;
    return {
      holder: { name, sex, idNumber },
      assuranceLevel,
      consentedAt: Math.round(platformTime.now()),
      ...agencyField(person),
    };
  };
  /** Its item; what the catalogue does not have, because it has not come yet, stands there by its own words. */
  const itemOf = async (unlisted: Omit<UnlistedDocument, 'title'>): Promise<CatalogueItem> => {
    const { myDocuments = [], items } = options.catalogue();
    const listed = [...myDocuments, ...items].find(({ code }) => code === unlisted.kind);
    return listed ?? standInItem({ ...unlisted, title: await options.titleOf(unlisted.kind) });
  };
  const readyProof = async (proof: IssuedProof): Promise<readonly ReadyDocument[]> => {
    const { certificateNumber, purpose, department, station, collectUntil: until } = proof;
    if (records.isPrinted(certificateNumber)) return [];
    const item = await itemOf(proof);
    const elsewhere = station.code === stationCode ? null : station.name;
    const source = { kind: 'proof', certificateNumber } as const;
    return [{ item, source, certificateNumber, purpose, department, elsewhere, until }];
  };
  const readyDelivered = async (opened: OpenedDocument): Promise<readonly ReadyDocument[]> => {
    const { documentId, signed, expiresAt: until, claims } = opened;
    const { certificateNumber, purpose, kind } = claims;
    if (records.isPrinted(certificateNumber)) return [];
    const item = await itemOf({ kind, purpose, department: asPrinted(claims.department.name) });
    const source = { kind: 'prepared', documentId, signed } as const;
    const { name: department } = item.department;
    return [{ item, source, certificateNumber, purpose, department, elsewhere: null, until }];
  };

  return {
    find: async ({ visitId, person }) => {
      const account = accountOf(person);
      const asked = records.asked('documents', visitId, account);
      if (!asked.ok) return { ok: false, problem: 'could-not-record', staffCode: asked.reason };
      const query = queryOf(person);
      const [delivered, held, proofs] = await Promise.all([
        options.openDelivered(person),
        client.queryLibrary({ ...query, purpose: 'view', item: null }),
        client.listProofs(query),
      ]);
      options.onLine(held.ok || held.reason === 'refused');
      // To an agent nothing is shown but what the platform says that the agent may see.
      if (!held.ok && person.agency !== undefined) return notAnswered(held);
      const library = wordOf(held, ({ certificates }) => certificates);
      const fromPlatform = proofs.ok ? (await Promise.all(proofs.value.proofs.map(readyProof))).flat() : [];
      const listed = new Set(
        fromPlatform
          .filter(({ elsewhere }) => elsewhere === null)
          .map(({ certificateNumber }) => certificateNumber),
      );
      // What is to be had both ways is taken over the line, for then the department signs the page.
      const fromDisk = (await Promise.all(delivered.map(readyDelivered)))
        .flat()
        .filter(({ certificateNumber }) => !listed.has(certificateNumber));
      const onDisk = new Set(fromDisk.map(({ certificateNumber }) => certificateNumber));
      const ready = [
        ...fromPlatform.filter(({ certificateNumber }) => !onDisk.has(certificateNumber)),
        ...fromDisk,
      ];
      const shown = records.shown(visitId, account, {
        certificates: library.state === 'listed' ? library.said.length : 0,
        proofs: ready.length - fromDisk.length,
        delivered: fromDisk.length,
      });
      if (!shown.ok) return { ok: false, problem: 'could-not-record', staffCode: shown.reason };
      return { ok: true, documents: { library, ready } };
    },
    readTrail: async ({ visitId, person }) => {
      const asked = records.asked('access-trail', visitId, accountOf(person));
      if (!asked.ok) return { ok: false, problem: 'could-not-record', staffCode: asked.reason };
      const outcome = await client.readAccessTrail(queryOf(person));
      options.onLine(outcome.ok || outcome.reason === 'refused');
      return { ok: true, trail: wordOf(outcome, (reply) => reply) };
    },
  };
};
