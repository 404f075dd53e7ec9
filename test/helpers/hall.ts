import { createServiceHall, type ServiceHall } from '../../electron/core/hall/service-hall.ts';
import type { HallStructure, ServiceItems } from '../../platform/contract/service-hall.ts';
import { certificateIssuers } from '../../platform/departments/all.ts';
import { hallDocuments, type ServiceItemsDocument } from '../../platform/library/hall-documents.ts';
import { generateItems } from '../../platform/seed/generate-items.ts';
import { loadCatalogue, loadGuides } from '../../platform/seed/load-catalogue.ts';
import { loadHall, structureOf } from '../../platform/seed/load-hall.ts';

export const seedCatalogue = loadCatalogue(certificateIssuers);
const guides = loadGuides(seedCatalogue);

/** The short guides of the seed, by their item. */
export const seedGuides = new Map(guides.map((guide) => [guide.item, guide]));

/** The documents of service items that a platform of this version publishes. */
export const seedDocuments = (): ServiceItemsDocument[] =>
  hallDocuments(
    generateItems(seedCatalogue, guides).map(({ code, parent_code, layer, elements }) => ({
      code,
      parentCode: parent_code ?? null,
      layer,
      elements,
    })),
    loadHall(),
  );

export interface HallWorld {
  readonly hall: ServiceHall;
  /** What was said in the log, by its event. */
  readonly said: readonly string[];
  /** Puts documents in the place of those there were, and lets the hall bring them in. */
  deliver(documents: readonly { readonly id: string; readonly content: Partial<ServiceItems> }[]): void;
  /** The disk does not give a document back any more. */
  damage(id: string): void;
}

/** A service hall on documents that the test delivers; at first those of the seed. */
export const createHallWorld = (structure: HallStructure | null = structureOf(loadHall())): HallWorld => {
  // Everything is brought in at once.
  const clock = {
    now: () => 0,
    monotonic: () => 0,
    after: (_milliseconds: number, callback: () => void) => {
      callback();
      return () => undefined;
    },
  };
  const said: string[] = [];
  let version = 0;
  let documents = new Map<string, ServiceItems>();
  let tell = (): void => undefined;
  const say = (event: string): void => void said.push(event);
  const hall = createServiceHall({
    clock,
    log: { info: say, warn: say, error: say },
    documents: {
      hallStructure: () => structure,
      serviceItemDocuments: () => new Map([...documents.keys()].map((id) => [id, version])),
      readServiceItems: (id) => documents.get(id),
      onChange: (listener) => {
        tell = listener;
      },
    },
  });
  const deliver: HallWorld['deliver'] = (delivered) => {
    version += 1;
    documents = new Map(
      delivered.map(({ id, content }) => [
        id,
        {
          department: { code: 'no-office', name: { 'zh-CN': '无', en: 'None' } },
          shared: {},
          items: [],
          ...content,
        },
      ]),
    );
    tell();
  };
  deliver(seedDocuments());
  return {
    hall,
    said,
    deliver,
    damage: (id) => {
      documents.delete(id);
    },
  };
};
