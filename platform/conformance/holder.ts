import { demand } from './breach.ts';
import type { World } from './world.ts';

/** What checks about somebody's data lack where nobody was named whom the platform knows. */
export const lacksHolder = ({ target }: World): string | undefined =>
  target.holder === null ? 'needs --holder, a person whom the platform knows' : undefined;

/** The person who was named. */
export const holderOf = ({ target }: World): NonNullable<World['target']['holder']> => {
  demand(target.holder !== null, 'nobody to ask for');
  return target.holder;
};
