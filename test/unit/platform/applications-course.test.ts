import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actorText, roleOf } from '../../../platform/applications/course-actor.ts';
import { type DatedStep, deadlineOf } from '../../../platform/applications/course-deadline.ts';
import { clocks, courseMoveSchema, transitions } from '../../../platform/applications/course-machine.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { type CourseState, courseStates } from '../../../platform/contract/course.ts';
import { deadlineStanding, lightBy } from '../../../platform/contract/course-light.ts';

const calendar = loadWorkingCalendar();

/** Morning in China. */
const on = (day: string): Date => new Date(`${day}T01:30:00Z`);
const step = (state: CourseState, day: string, limitWorkingDays: number | null = null): DatedStep => ({
  step: state,
  happenedAt: on(day),
  limitWorkingDays,
});
const deadline = (steps: readonly DatedStep[], today: string) =>
  deadlineOf(steps, calendar, on(today).getTime());

describe('the table of the course', () => {
  test('leads from receipt to every state, except those of the opening', () => {
    const reached = new Set<CourseState>(['received', 'waiting', 'accepted-for-review']);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const [to, { from }] of Object.entries(transitions)) {
        if (from.some((state) => reached.has(state))) {
          reached.add(to as CourseState);
        }
      }
    }
    expect([...reached].toSorted()).toEqual(
      courseStates.filter((state) => state !== 'unreadable').toSorted(),
    );
  });

  test('has a limit exactly where a step can follow, but for what waits for another', () => {
    const open = courseStates.filter((state) =>
      Object.values(transitions).some(({ from }) => from.includes(state)),
    );
    expect(courseStates.filter((state) => clocks[state] !== null)).toEqual(
      open.filter((state) => state !== 'waiting'),
    );
  });

  test.each([
    [{ step: 'corrections-asked' }],
    [{ step: 'not-accepted', reason: '' }],
    [{ step: 'decided', decision: 'perhaps' }],
    [{ step: 'delivered' }],
    [{ step: 'received' }],
    [{ step: 'accepted', reason: '材料齐全' }],
  ])('does not know the step %j', (move) => {
    expect(courseMoveSchema.safeParse(move).success).toBe(false);
  });

  test('names its actors so that their role can be read again', () => {
    const actors = [
      { role: 'platform' },
      { role: 'department', department: 'xiaoxiang-civil-affairs', clerk: 'clerk-07' },
      { role: 'applicant', kioskId: 'K-0000000001' },
    ] as const;
    expect(actors.map((actor) => roleOf(actorText(actor)))).toEqual(['platform', 'department', 'applicant']);
    expect(() => roleOf('somebody')).toThrow('somebody');
  });
});

const anyDay = fc
  .integer({ min: 0, max: 700 })
  .map((days) => new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

describe('the light', () => {
  test('is green until 70 % of the working days are used, then yellow, and red past the last one', () => {
    const lights = (limit: number, daysLeft: readonly number[]) =>
      daysLeft.map((left) => lightBy(left, limit, 'in-review'));
    expect(lights(20, [20, 7, 6, 0, -1])).toEqual(['green', 'green', 'yellow', 'yellow', 'red']);
    expect(lights(10, [4, 3])).toEqual(['green', 'yellow']);
    expect(lights(1, [1, 0, -1])).toEqual(['green', 'yellow', 'red']);
  });

  test('is never green while corrections are wanted', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), (daysLeft) => {
        expect(lightBy(daysLeft, 60, 'corrections-asked')).toBe(daysLeft < 0 ? 'red' : 'yellow');
      }),
    );
  });

  test('never goes back while time passes, and no free day makes anything overdue', () => {
    const order = ['green', 'yellow', 'red'];
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: 1, max: 120 }), (dueOn, today, limitWorkingDays) => {
        const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
        const standing = deadlineStanding({ dueOn, limitWorkingDays, state: 'accepted' }, today, calendar);
        const next = deadlineStanding({ dueOn, limitWorkingDays, state: 'accepted' }, tomorrow, calendar);
        expect(order.indexOf(next.light)).toBeGreaterThanOrEqual(order.indexOf(standing.light));
        expect(standing.daysLeft - next.daysLeft).toBe(calendar.isWorkingDay(tomorrow) ? 1 : 0);
        if (today <= dueOn) expect(standing.light).not.toBe('red');
      }),
    );
  });
});

describe('the limit that runs', () => {
  const opened = [step('received', '2026-11-20'), step('accepted-for-review', '2026-11-23')];

  test('is five working days from receipt until it is accepted', () => {
    expect(deadline(opened, '2026-11-24')).toEqual({
      waitsFor: 'department',
      limitWorkingDays: 5,
      usedWorkingDays: 2,
      dueOn: '2026-11-27',
      isEstimate: false,
      light: 'green',
    });
    expect(deadline(opened, '2026-11-25')?.light).toBe('green');
    expect(deadline(opened, '2026-11-26')?.light).toBe('yellow');
    expect(deadline(opened, '2026-11-27')?.light).toBe('yellow');
    expect(deadline(opened, '2026-11-30')?.light).toBe('red');
  });

  test('waits for the applicant once corrections are asked, and begins anew when they come', () => {
    const asked = [...opened, step('corrections-asked', '2026-11-25')];
    expect(deadline(asked, '2026-11-26')).toMatchObject({
      waitsFor: 'applicant',
      dueOn: '2026-12-16',
      light: 'yellow',
    });
    const corrected = [...asked, step('corrected', '2026-12-10')];
    expect(deadline(corrected, '2026-12-10')).toMatchObject({ waitsFor: 'department', usedWorkingDays: 0 });
  });

  test('is what was promised when it was accepted, through the review', () => {
    const accepted = [...opened, step('accepted', '2026-11-26', 10)];
    const reviewed = [...accepted, step('in-review', '2026-12-03')];
    expect(deadline(accepted, '2026-12-03')).toMatchObject({ limitWorkingDays: 10, usedWorkingDays: 5 });
    expect(deadline(reviewed, '2026-12-04')).toMatchObject({ usedWorkingDays: 6, light: 'green' });
    expect(deadline(reviewed, '2026-12-07')).toMatchObject({ usedWorkingDays: 7, light: 'yellow' });
  });

  test('is said to be an estimate where it runs into a year whose holidays are not announced', () => {
    const accepted = (day: string) => [...opened, step('accepted', day, 20)];
    expect(deadline(accepted('2026-12-03'), '2026-12-03')).toMatchObject({
      dueOn: '2026-12-31',
      isEstimate: false,
    });
    expect(deadline(accepted('2026-12-04'), '2026-12-04')).toMatchObject({
      dueOn: '2027-01-04',
      isEstimate: true,
    });
  });

  test('is none where nothing was promised, or nothing is waited for', () => {
    expect(deadline([...opened, step('accepted', '2026-11-26')], '2026-12-03')).toBeNull();
    expect(deadline([...opened, step('withdrawn', '2026-11-26')], '2026-12-03')).toBeNull();
    expect(deadline([], '2026-12-03')).toBeNull();
  });
});
