import type { SyntheticResident } from '../../drivers/simulator/residents/synthetic-resident.ts';
import { chanceFrom } from '../../platform/seed/chance.ts';
import { birthDateOf } from '../../platform/seed/id-number.ts';
import { syntheticPopulation } from '../../platform/seed/synthetic-population.ts';

/** What goes wrong in a session. */
export const sessionFaults = [
  'card-lifted-early',
  'paper-out',
  'line-cut',
  'code-instead-of-card',
  'walk-away',
  'core-killed',
] as const;
export type SessionFault = (typeof sessionFaults)[number];

export type SessionWish = 'certificate' | 'several-certificates' | 'application' | 'look-around';

/** What the n-th resident wants and what goes wrong meanwhile, out of the seed alone. */
export interface SessionPlan {
  readonly number: number;
  readonly resident: SyntheticResident;
  readonly wish: SessionWish;
  readonly fault: SessionFault | null;
  /** After so many touches the fault comes, where it is not bound to a screen. */
  readonly faultAfter: number;
  /** Until what the fault took is given back, or until it strikes, milliseconds. */
  readonly faultFor: number;
  /** Chooses among what is offered. */
  readonly pick: number;
  readonly rating: 1 | 2 | 3 | 4 | 5 | null;
}

/** As many as the reference platform is asked to know: each may print three of a kind in a day. */
export const populationSize = 400;

const population: readonly SyntheticResident[] = syntheticPopulation(populationSize).map(
  ({ idNumber, name, sex }) => ({
    key: idNumber,
    remark: { 'zh-CN': name, en: name },
    card: {
      kind: 'resident',
      name,
      sex,
      idNumber,
      nationCode: '01',
      birthDate: birthDateOf(idNumber) ?? '1980-01-01',
      address: '潇湘市清溪区清溪镇柳塘村',
      issuer: '潇湘市公安局清溪分局',
      validFrom: '2019-06-01',
      validUntil: 'long-term',
    },
  }),
);

/** Of a hundred sessions so many have a fault. */
const faultyPercent = 45;
/** The longest walk through the screens has about so many touches before the paper. */
const mostTouches = 9;
const longestFault = 400;

/** The `number`-th session of the run with this seed. Cores are killed only in sessions up to `lastKill`. */
export const planSession = (seed: number, number: number, lastKill: number): SessionPlan => {
  const chance = chanceFrom(`soak ${seed}/${number}`);
  const resident = population[chance.below(population.length)];
  if (!resident) throw new Error('nobody lives in this city');
  const wish = chance.of<SessionWish>([
    'certificate',
    'certificate',
    'certificate',
    'several-certificates',
    'application',
    'application',
    'look-around',
  ]);
  const drawn = chance.percent(faultyPercent) ? chance.of(sessionFaults) : null;
  return {
    number,
    resident,
    wish,
    fault: drawn === 'core-killed' && number > lastKill ? 'walk-away' : drawn,
    faultAfter: chance.below(mostTouches),
    faultFor: chance.below(longestFault),
    pick: chance.below(1_000),
    rating: chance.percent(50) ? chance.of([1, 2, 3, 4, 5]) : null,
  };
};
