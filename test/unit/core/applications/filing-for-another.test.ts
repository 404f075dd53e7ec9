import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { grantItem } from '../../../../electron/core/policies/policy-library.ts';
import type { FilingOutcome } from '../../../../electron/core/session/filing-types.ts';
import { policySchema } from '../../../../platform/contract/policies.ts';
import seed from '../../../../platform/seed/policies.json' with { type: 'json' };
import { idOf } from '../../../helpers/database.ts';
import { allowanceDraft, createFilingWorld, type FilingWorld } from '../../../helpers/filing.ts';
import { visitId } from '../../../helpers/journal.ts';
import { allowanceItem, lin } from '../../../helpers/visit.ts';

const principal = {
  name: '田吉生',
  sex: '女',
  idNumber: '430199194502281283',
  assuranceLevel: 3,
  method: 'id-card',
  pseudonym: 'b'.repeat(64),
} as const;
const actedFor = {
  ...principal,
  agency: {
    agent: lin,
    way: 'principal-card',
    authorisation: null,
    items: null,
    services: ['progress', 'appointments', 'documents'],
  },
} as const;

let world: FilingWorld;
beforeEach(() => {
  world = createFilingWorld();
});
afterEach(() => world.database.dispose());

const lastEntry = () => world.database.read(({ audit }) => audit.find(audit.head().sequence));

describe('an application for another', () => {
  const admitted = { ...allowanceItem, agency: ['principal-card'] as ['principal-card'] };

  it('is the principal’s, and names the agent inside the seal and both in the audit log', async () => {
    world.around.items = [admitted];
    const outcome = await world.filing.file(allowanceDraft({ person: actedFor, item: admitted }));
    expect(outcome).toMatchObject({ outcome: 'filed' });
    const [submission] = world.submissions();
    if (!submission) throw new Error('nothing was handed in');
    expect(await world.open(submission)).toMatchObject({
      applicant: { idNumber: principal.idNumber },
      agency: { agent: { idNumber: lin.idNumber }, way: 'principal-card', authorisation: null },
    });
    const entry = lastEntry();
    expect(entry).toMatchObject({ action: 'application.filed', actorPseudonym: lin.pseudonym });
    expect(JSON.parse(entry?.details ?? '')).toMatchObject({ onBehalfOf: principal.pseudonym });
    const kept = world.database.read(({ applications }) => applications.ofHolder(principal.pseudonym));
    expect(kept).toHaveLength(1);
  });

  it('is not filed where the item has stopped to admit agents', async () => {
    expect(await world.filing.file(allowanceDraft({ person: actedFor }))).toEqual({
      outcome: 'agency-refused',
      reason: 'agency-not-admitted',
    });
    expect(world.submissions()).toEqual([]);
  });
});

describe('the confirmation of a policy', () => {
  const policy = policySchema.parse(seed.policies.find(({ code }) => code === 'senior-health-check'));
  const item = grantItem(policy);
  if (!item) throw new Error('the policy is not granted here');
  const confirm = (period = '2026', person: typeof lin | typeof actedFor = lin) =>
    world.filing.file(allowanceDraft({ person, item, answers: {}, grant: { policy: policy.code, period } }));
  beforeEach(() => {
    world.around.items = [item];
  });

  it('hands in what is confirmed and no answer', async () => {
    expect(await confirm()).toMatchObject({ outcome: 'filed' });
    const [submission] = world.submissions();
    if (!submission) throw new Error('nothing was handed in');
    expect(await world.open(submission)).toMatchObject({
      item: policy.code,
      answers: {},
      grant: { policy: policy.code, period: '2026' },
    });
  });

  it('is kept once a period and person, and the second leaves nothing behind', async () => {
    await confirm();
    const before = lastEntry()?.sequence;
    expect(await confirm()).toEqual({ outcome: 'policy-confirmed' });
    expect(lastEntry()?.sequence).toBe(before);
    expect(world.submissions()).toHaveLength(1);
    expect(await confirm('2027')).toMatchObject({ outcome: 'filed' });
    expect(await confirm('2026', actedFor)).toMatchObject({ outcome: 'filed' });
  });

  it('for an enterprise is kept once a period and enterprise, whoever confirms, and leaves no name behind', async () => {
    const farm = {
      creditCode: '91430199MA4L0A174E',
      name: '潇湘市海峰生态农业发展有限公司',
      pseudonym: 'f'.repeat(64),
    };
    const confirmFor = (enterprise: typeof farm, person: typeof lin = lin) => {
      const grant = { policy: policy.code, period: '2026', enterprise };
      return world.filing.file(allowanceDraft({ person, item, answers: {}, grant }));
    };
    expect(await confirmFor(farm)).toMatchObject({
      outcome: 'filed',
      receipt: { enterprise: { name: farm.name, creditCode: farm.creditCode } },
    });
    const [submission] = world.submissions();
    if (!submission) throw new Error('nothing was handed in');
    expect((await world.open(submission)).grant).toEqual({
      policy: policy.code,
      period: '2026',
      enterprise: farm.creditCode,
    });
    const details = lastEntry()?.details ?? '';
    expect(JSON.parse(details)).toMatchObject({ period: '2026', enterprise: farm.pseudonym });
    expect(`${details}${JSON.stringify(submission)}`).not.toContain(farm.creditCode);
    expect(await confirmFor(farm, { ...lin, pseudonym: 'd'.repeat(64) })).toEqual({
      outcome: 'policy-confirmed',
    });
    expect(await confirmFor({ ...farm, pseudonym: 'e'.repeat(64) })).toMatchObject({ outcome: 'filed' });
    expect(await confirm()).toMatchObject({ outcome: 'filed' });
  });

  it('may be made again where the platform refused the first', async () => {
    const first = await confirm();
    if (first.outcome !== 'filed') throw new Error('nothing was handed in');
    world.database.commit(({ applications }) => applications.follow(first.receipt.key, 'refused'));
    expect(await confirm()).toMatchObject({ outcome: 'filed' });
    expect(await confirm()).toEqual({ outcome: 'policy-confirmed' });
  });

  const laterVisit = idOf(77);
  /** An hour later the same person comes again; the platform is asked what is open. */
  const comeAgain = async () => {
    await world.database.clock.advance(3_600_000);
    world.journal.endVisit(visitId, 'completed', { locale: 'zh-CN', elderMode: false });
    world.journal.beginVisit(laterVisit, { locale: 'zh-CN', elderMode: false });
    world.journal.identified(laterVisit, lin);
    await world.database.clock.advance(60_000);
  };
  const confirmAgain = () =>
    world.filing.file(
      allowanceDraft({
        visitId: laterVisit,
        item,
        answers: {},
        grant: { policy: policy.code, period: '2026' },
      }),
    );
  const handOver = (outcome: FilingOutcome) => {
    if (outcome.outcome !== 'filed') throw new Error('nothing was handed in');
    world.database.commit(({ applications }) => applications.follow(outcome.receipt.key, 'received'));
  };

  it('may be made again in a later visit where the platform has the first, and once', async () => {
    handOver(await confirm());
    expect(await confirm()).toEqual({ outcome: 'policy-confirmed' });
    await comeAgain();
    const again = await confirmAgain();
    expect(again).toMatchObject({ outcome: 'filed' });
    expect(await confirmAgain()).toEqual({ outcome: 'policy-confirmed' });
    handOver(again);
    expect(await confirmAgain()).toEqual({ outcome: 'policy-confirmed' });
  });

  it('may not be made again while the first waits, nor where it was handed over since the visit began', async () => {
    const first = await confirm();
    await comeAgain();
    expect(await confirmAgain()).toEqual({ outcome: 'policy-confirmed' });
    handOver(first);
    expect(await confirmAgain()).toEqual({ outcome: 'policy-confirmed' });
    expect(world.submissions()).toHaveLength(1);
  });

  it('of many at once comes to one', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => confirm()));
    expect(outcomes.filter(({ outcome }) => outcome === 'filed')).toHaveLength(1);
    expect(world.submissions()).toHaveLength(1);
  });
});
