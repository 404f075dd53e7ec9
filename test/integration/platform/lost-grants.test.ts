import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeStep } from '../../../platform/applications/course-rows.ts';
import type { CourseState, StepDetail } from '../../../platform/contract/course.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import { grantPolicy } from '../../../platform/policies/grant-policy.ts';
import { matchPolicies } from '../../../platform/policies/match-policies.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { fillTestStore, verifiedKiosk } from '../../helpers/platform-services.ts';
import { testStores } from '../../helpers/platform-submissions.ts';
import { publishTestPolicies } from '../../helpers/published-policies.ts';

const now = Date.UTC(2026, 10, 20, 4);
const holderOf = (wanted: string) => {
  const found = registeredResidents.find(({ idNumber }) => idNumber === wanted);
  if (found === undefined) throw new Error(`nobody has ${wanted}`);
  return { idNumber: wanted, name: found.name, sex: found.sex };
};
const lin = holderOf('430199195803120429');
const zhou = holderOf('430199197207051155');
const farm = '91430199MA4L0A174E';

/** What is confirmed: of a person, and of an enterprise by whoever represents it. */
const kinds = {
  person: { applicant: lin, grant: { policy: 'senior-health-check', period: '2026' } },
  enterprise: {
    applicant: zhou,
    grant: { policy: 'small-firm-rent', period: '2026', enterprise: farm },
  },
} as const;
type Kind = keyof typeof kinds;

let count = 0;
const confirmation = (kind: Kind): SealedApplication => {
  count += 1;
  const serial = String(count).padStart(3, '0');
  const { applicant, grant } = kinds[kind];
  return {
    schemaVersion: 1,
    key: `019aa0c0-5e00-7c3a-9d52-000000000${serial}`,
    receiptNumber: `SL-QX-0007-20261120-0000000${serial}`,
    item: grant.policy,
    formVersion: 1,
    filedAt: now,
    applicant,
    answers: {},
    sources: {},
    materials: [],
    certificates: [],
    promises: [],
    identity: {
      method: 'id-card',
      assuranceLevel: 2,
      identifiedAt: now,
      visitId: '019aa0c0-5e00-7d11-a1b2-c3d4e5f60718',
    },
    grant,
    consentedAt: now,
  };
};

/** How the course of an application goes on: its steps after it was received. */
type Course = readonly (readonly [step: CourseState, detail?: StepDetail])[];
const comeToNothing: readonly (readonly [name: string, course: Course])[] = [
  ['not accepted', [['accepted-for-review'], ['not-accepted', { reason: '账户不对' }]]],
  ['withdrawn', [['withdrawn']]],
  ['timed out', [['accepted-for-review'], ['corrections-asked', { reason: '电话打不通' }], ['timed-out']]],
  ['unreadable', [['unreadable']]],
  ['refused', [['in-review'], ['decided', { decision: 'refused', reason: '不符合条件' }]]],
  [
    'refused and told',
    [
      ['decided', { decision: 'refused' }],
      ['delivered', { delivery: 'message' }],
    ],
  ],
];
const goingOn: readonly (readonly [name: string, course: Course])[] = [
  ['under way', []],
  ['at the department', [['accepted-for-review']]],
  ['asked to be corrected', [['accepted-for-review'], ['corrections-asked', { reason: '电话打不通' }]]],
  ['granted', [['decided', { decision: 'granted' }]]],
  [
    'delivered',
    [
      ['decided', { decision: 'granted' }],
      ['delivered', { delivery: 'message' }],
    ],
  ],
];

describe.each(['embedded', 'PostgreSQL'] as const)('what was granted, on the %s store', (name) => {
  let store: Store;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const { location, ...server } = await testStores[name]();
    stop = () => server.stop();
    store = await openStore(location);
    await fillTestStore(store.database, { residents: registeredResidents });
    await publishTestPolicies(store.database, now);
  });
  afterAll(async () => {
    await store.close();
    await stop();
  });

  const grant = (application: SealedApplication) => grantPolicy(store.database, application);
  /** Takes an application in, with nothing granted to any before. */
  const filed = async (kind: Kind): Promise<SealedApplication> => {
    await store.database.deleteFrom('policy_grants').execute();
    await store.database.deleteFrom('enterprise_policy_grants').execute();
    const application = confirmation(kind);
    await store.database
      .insertInto('applications')
      .values({
        receipt_number: application.receiptNumber,
        kiosk_id: verifiedKiosk.kioskId,
        key: application.key,
        station_code: verifiedKiosk.stationCode,
        item: application.item,
        form_version: 1,
        assurance_level: 2,
        state: 'received',
        filed_at: new Date(now),
        received_at: new Date(now),
        changed_at: new Date(now),
      })
      .execute();
    return application;
  };
  const goOn = ({ receiptNumber }: SealedApplication, course: Course) =>
    store.database.transaction().execute(async (transaction) => {
      for (const [index, [step, detail = {}]] of course.entries()) {
        await writeStep(transaction, receiptNumber, {
          position: index + 2,
          step,
          actor: 'platform',
          happenedAt: new Date(now),
          limitWorkingDays: null,
          detail,
        });
      }
    });
  /** Whether the policy is told as open, or as confirmed. */
  const told = async (kind: Kind): Promise<string | undefined> => {
    const { applicant: holder, grant: wanted } = kinds[kind];
    const answer = await matchPolicies(
      { database: store.database, clock: { now: () => now } },
      verifiedKiosk,
      {
        holder,
        assuranceLevel: 2,
        consentedAt: now,
      },
    );
    if (answer.outcome === 'refused') throw new Error(answer.reason);
    const { matches, enterprises } = answer.reply;
    const own =
      kind === 'person' ? matches : enterprises.find(({ creditCode }) => creditCode === farm)?.matches;
    return own?.find(({ policy }) => policy === wanted.policy)?.state;
  };

  describe.each(['person', 'enterprise'] as const)('to the %s', (kind) => {
    test.each(comeToNothing)('is open again once its application is %s, to one other', async (_, course) => {
      const first = await filed(kind);
      expect(await grant(first)).toBeNull();
      expect(await told(kind)).toBe('confirmed');
      await goOn(first, course);
      expect(await told(kind)).toBe('open');
      expect(await grant(confirmation(kind))).toBeNull();
      expect(await told(kind)).toBe('confirmed');
      expect(await grant(confirmation(kind))).toBe('policy-granted-before');
    });

    test.each(goingOn)('stands while its application is %s', async (_, course) => {
      const first = await filed(kind);
      expect(await grant(first)).toBeNull();
      await goOn(first, course);
      expect(await told(kind)).toBe('confirmed');
      expect(await grant(confirmation(kind))).toBe('policy-granted-before');
      expect(await grant(first)).toBeNull();
    });

    test('to an application that was withdrawn while it was opened bars nobody', async () => {
      const first = await filed(kind);
      await goOn(first, [['withdrawn']]);
      expect(await grant(first)).toBeNull();
      expect(await told(kind)).toBe('open');
      expect(await grant(confirmation(kind))).toBeNull();
    });

    test('and lost goes to one of many who come at once', async () => {
      for (let round = 0; round < 5; round += 1) {
        const first = await filed(kind);
        await grant(first);
        await goOn(first, [['withdrawn']]);
        const outcomes = await Promise.all(Array.from({ length: 8 }, () => grant(confirmation(kind))));
        expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
        expect(await told(kind)).toBe('confirmed');
      }
    });
  });
});
