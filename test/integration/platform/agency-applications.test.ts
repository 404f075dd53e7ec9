import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyActsFor } from '../../../platform/agency/registered-agency.ts';
import type { Agency } from '../../../platform/contract/agency.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import {
  createSubmissionWorld,
  fileApplication,
  type SubmissionWorld,
} from '../../helpers/platform-submissions.ts';

const agent = { name: '周海峰', sex: '男', idNumber: '430199197207051155' } as const;
const agency: Agency = { agent, way: 'principal-card', authorisation: null };

let world: SubmissionWorld;
beforeAll(async () => {
  world = await createSubmissionWorld();
  await world.database
    .insertInto('residents')
    .values({ id_number: agent.idNumber, name: agent.name, sex: agent.sex })
    .execute();
  await world.database
    .insertInto('accepted_forms')
    .values({
      item: 'elderly-allowance',
      form_version: 1,
      assurance_level: 2,
      agency: ['principal-card', 'authorisation'],
    })
    .execute();
});
afterAll(() => world.close());

/** Hands in an application by the agent, has it opened, and tells where it stands. */
const handIn = async (changes: Partial<Agency> = {}) => {
  const application = await fileApplication(world.sealingKey, {
    content: { agency: { ...agency, ...changes } },
  });
  await world.submit([application]);
  await world.openWaiting();
  const { state } = await world.database
    .selectFrom('applications')
    .select('state')
    .where('receipt_number', '=', application.receiptNumber)
    .executeTakeFirstOrThrow();
  const steps = await world.database
    .selectFrom('application_steps')
    .select(['step', 'actor', 'detail'])
    .where('receipt_number', '=', application.receiptNumber)
    .orderBy('position')
    .execute();
  return { state, steps, receiptNumber: application.receiptNumber };
};

describe('an application that an agent handed in', () => {
  test('goes to review where the agent might, and both persons are on record', async () => {
    const { state, receiptNumber } = await handIn();
    expect(state).toBe('accepted-for-review');
    expect(await agencyActsFor(world.database, demonstrationResident.idNumber)).toMatchObject([
      { agentIdNumber: agent.idNumber, way: 'principal-card', act: 'application', subject: receiptNumber },
    ]);
  });

  test('is not accepted by the platform where the agent might not, with the reason in words', async () => {
    const { state, steps } = await handIn({ way: 'authorisation', authorisation: 'WT-9999-0001' });
    expect(state).toBe('not-accepted');
    expect(steps.at(-1)).toEqual({
      step: 'not-accepted',
      actor: 'platform',
      detail: { reason: '没有查到有效的授权委托。' },
    });
    expect((await handIn({ way: 'child', authorisation: null })).steps.at(-1)?.detail).toEqual({
      reason: '这件事须由本人办理，不能这样代办。',
    });
  });

  test('by an authorisation counts as of when it was handed in, though it was withdrawn since', async () => {
    await world.database
      .insertInto('agent_authorisations')
      .values({
        authorisation_id: 'WT-2026-0099',
        principal_id_number: demonstrationResident.idNumber,
        agent_id_number: agent.idNumber,
        items: null,
        services: [],
        valid_from: '2020-01-01',
        valid_until: '2099-12-31',
        withdrawn_at: new Date('2098-01-01'),
      })
      .execute();
    expect((await handIn({ way: 'authorisation', authorisation: 'WT-2026-0099' })).state).toBe(
      'accepted-for-review',
    );
    await world.database
      .updateTable('agent_authorisations')
      .set({ withdrawn_at: new Date('2020-06-01') })
      .execute();
    expect((await handIn({ way: 'authorisation', authorisation: 'WT-2026-0099' })).state).toBe(
      'not-accepted',
    );
  });
});
