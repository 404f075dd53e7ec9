import { expect, it } from 'vitest';
import { allowanceAnswers, createVisitWorld } from '../../../helpers/visit.ts';

const [, , [, telephone]] = allowanceAnswers;

it('at the goodbye the engine forgets what a regular expression matched last, which may be an answer', async () => {
  const world = createVisitWorld();
  await world.applyTo('review');
  expect(RegExp.input).toBe(telephone);
  world.act({ name: 'endVisit' });
  expect(world.view().visit.screen).toBe('goodbye');
  expect(RegExp.input).toBe('');
});
