import { expect, it } from 'vitest';
import { maskedAnswers } from '../../../../electron/core/applications/form-answers.ts';
import { allowanceDraft, createFilingWorld } from '../../../helpers/filing.ts';
import { allowanceAnswers, allowanceItem, lin } from '../../../helpers/visit.ts';

it.each(['revoked', 'unknown'] as const)(
  'takes nothing from the moment on in which the platform has called the kiosk %s',
  async (standing) => {
    const { around, filing, submissions } = createFilingWorld();
    expect(filing.availability()).toBe('possible');
    around[standing] = true;
    expect(filing.availability()).toBe('kiosk-not-recognised');
    expect(await filing.file(allowanceDraft())).toEqual({
      outcome: 'cannot-file',
      reason: 'kiosk-not-recognised',
    });
    expect(submissions()).toEqual([]);
  },
);

it('takes nothing when the kiosk is revoked while the application is being sealed', async () => {
  const { around, filing, submissions } = createFilingWorld();
  const underWay = filing.file(allowanceDraft());
  around.revoked = true;
  expect(await underWay).toEqual({ outcome: 'cannot-file', reason: 'kiosk-not-recognised' });
  expect(submissions()).toEqual([]);
});

it('takes nothing of somebody who was not identified as the item asks for, whatever the screens have let pass', async () => {
  const { around, filing, submissions } = createFilingWorld();
  const raised = { ...allowanceItem, assuranceLevel: 3 as const };
  around.items = [raised];
  const identified = (assuranceLevel: 1 | 2 | 3) => allowanceDraft({ person: { ...lin, assuranceLevel } });
  expect(await filing.file(identified(2))).toEqual({
    outcome: 'identity-not-assured',
    level: 2,
    item: raised,
  });
  expect(submissions()).toEqual([]);
  expect((await filing.file(identified(3))).outcome).toBe('filed');
});

it('shows of a long number in the review no more than who typed it needs', () => {
  const answers = Object.fromEntries(allowanceAnswers);
  expect(maskedAnswers(allowanceItem, answers)).toEqual({ ...answers, telephone: '139******66' });
  expect(maskedAnswers(allowanceItem, { ...answers, telephone: '138' })).toMatchObject({ telephone: '138' });
  expect(maskedAnswers(allowanceItem, { livesAlone: false })).toEqual({ livesAlone: false });
});
