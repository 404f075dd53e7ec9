import { z } from 'zod';
import { catalogueItemSchema } from '../contract/catalogue.ts';
import { guideValueSchema, type HallStructure, hallStructureSchema } from '../contract/service-hall.ts';
import { itemCodeSchema } from '../contract/submissions.ts';
import hall from './hall.json' with { type: 'json' };

const hallSeedSchema = z.strictObject({
  ...hallStructureSchema.shape,
  /** Life events that lead to an item, by its code. */
  placing: z.record(itemCodeSchema, z.array(z.string()).min(1)),
  departmentIcons: z.record(z.string(), catalogueItemSchema.shape.icon),
  /** Elements that somebody wrote, by the code of the main item: they say more than what a template can. */
  written: z.record(itemCodeSchema, z.record(z.string(), guideValueSchema)),
});
export type HallSeed = z.infer<typeof hallSeedSchema>;

/**
 * How the hall is set out.
 * @throws Error when it names a life event or an element that it does not have: a mistake of whoever edited it
 */
export const loadHall = (): HallSeed => {
  const seed = hallSeedSchema.parse(hall);
  const events = new Set(seed.lifeEvents.map(({ code }) => code));
  const elements = new Set(seed.elements.map(({ key }) => key));
  const unknown = [
    ...Object.values(seed.placing)
      .flat()
      .filter((code) => !events.has(code)),
    ...Object.values(seed.written)
      .flatMap((values) => Object.keys(values))
      .filter((key) => !elements.has(key)),
  ];
  if (unknown.length > 0) throw new Error(`hall.json names what it does not have: ${unknown.join(', ')}`);
  return seed;
};

/** The part of it that kiosks get as such. */
export const structureOf = ({ lifeEvents, groups, elements, mostUsed }: HallSeed): HallStructure => ({
  lifeEvents,
  groups,
  elements,
  mostUsed,
});
