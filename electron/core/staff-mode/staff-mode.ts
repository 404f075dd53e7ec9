import { type Actor, createActor } from 'xstate';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { StaffIntent } from '../../contract/staff/staff-intents.ts';
import type { StaffView } from '../../contract/staff/staff-view.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import type { Log } from '../log/core-log.ts';
import { createChartClock } from '../session/chart-clock.ts';
import type { ActOutcome } from '../session/resident-session.ts';
import type { DeviceProblem } from '../session/visit-types.ts';
import type { StaffPages } from './pages/staff-pages.ts';
import { createStaffMachine, type StaffEvent, type StaffLimits, type StaffMachine } from './staff-machine.ts';
import type { SignedIn, StaffServices } from './staff-types.ts';

/** Staff mode of a kiosk: off until somebody asks for it, and off again when they leave. */
export interface StaffMode {
  /** Begins with nobody signed in; `left` is called when they leave. The returned function ends it at once. */
  enter(left: () => void): () => void;
  /** What is to be drawn. While it is off, the door: a kiosk that is stopped in staff mode is drawn once more. */
  view(): StaffView;
  timeLeft(): ViewSnapshot['timeLeft'];
  isOn(): boolean;
  /** Who has signed in. */
  member(): SignedIn | null;
  act(intent: StaffIntent): ActOutcome;
  onChange(listener: () => void): void;
}

/** As it begins, with nothing asked of database and reader. */
const door = {
  stage: 'signIn',
  step: 'card',
  refusal: null,
  nobodyEnrolled: false,
  readerProblem: null,
} as const;

const notNow = { accepted: false, reason: 'not-now' } as const;

/** Runs the chart of staff mode, one member after another, on the given clock. */
export const createStaffMode = (options: {
  readonly services: StaffServices;
  readonly pages: StaffPages;
  readonly nobodyEnrolled: () => boolean;
  readonly readerProblem: () => DeviceProblem | null;
  /** A code scanner is fitted. */
  readonly takesSlip: boolean;
  readonly limits: StaffLimits;
  readonly clock: Clock;
  readonly log: Log;
}): StaffMode => {
  const { services, pages, clock, log } = options;
  const listeners = new Set<() => void>();
  let actor: Actor<StaffMachine> | null = null;

  const panelOf = (member: SignedIn, running: Actor<StaffMachine>): StaffView => {
    const { value, context } = running.getSnapshot();
    return {
      stage: 'panel',
      member: { label: member.label, role: member.role },
      pages: [...pages.of(member.role)],
      working: JSON.stringify(value.staff) === '{"panel":"performing"}',
      result: context.result,
      page: pages.view(context.page, member.role),
    };
  };

  const signInOf = (running: Actor<StaffMachine>): StaffView => {
    const { value, context } = running.getSnapshot();
    const { staff } = value;
    const step =
      typeof staff === 'object'
        ? 'card' in staff && staff.card === 'reading'
          ? 'reading'
          : 'card'
        : staff === 'left'
          ? 'card'
          : staff;
    return {
      stage: 'signIn',
      step,
      refusal: context.refusal,
      nobodyEnrolled: options.nobodyEnrolled(),
      readerProblem: options.readerProblem(),
      takesSlip: options.takesSlip,
    };
  };

  const eventOf = (intent: StaffIntent, member: SignedIn | null): StaffEvent | null => {
    switch (intent.name) {
      case 'pin':
        return { type: 'pin', pin: intent.pin };
      case 'signOut':
      case 'stillHere':
      case 'useStick':
      case 'cancelTest':
        return { type: intent.name };
      case 'openPage':
        return member !== null && pages.of(member.role).includes(intent.page)
          ? { type: 'openPage', page: intent.page }
          : null;
      default:
        return { type: 'perform', action: intent };
    }
  };

  return {
    enter: (left) => {
      const timers = createChartClock(clock);
      const running = createActor(createStaffMachine(services, options.limits, clock), { clock: timers });
      actor = running;
      let state = '';
      let gone = false;
      const end = (): void => {
        gone = true;
        if (actor === running) actor = null;
        running.stop();
        timers.cancelAll();
      };
      running.subscribe(({ value }) => {
        const now = JSON.stringify(value.staff).replaceAll('"', '');
        if (now !== state) log.info('staff-state', { state: now });
        state = now;
        if (gone) return;
        if (value.staff !== 'left') for (const listener of listeners) listener();
        else {
          end();
          left();
        }
      });
      running.start();
      return end;
    },
    isOn: () => actor !== null,
    member: () => actor?.getSnapshot().context.member ?? null,
    view: () => {
      if (actor === null) return { ...door, takesSlip: options.takesSlip };
      const { member } = actor.getSnapshot().context;
      return member === null ? signInOf(actor) : panelOf(member, actor);
    },
    timeLeft: () => {
      if (actor === null) return null;
      const { value, context } = actor.getSnapshot();
      return context.idleEndsAt === null
        ? null
        : {
            milliseconds: Math.max(0, Math.round(context.idleEndsAt - clock.monotonic())),
            warning: value.idle === 'warning',
          };
    },
    act: (intent) => {
      if (actor === null) return notNow;
      const event = eventOf(intent, actor.getSnapshot().context.member);
      if (event === null) return { accepted: false, reason: 'unknown-choice' };
      if (!actor.getSnapshot().can(event)) return notNow;
      actor.send(event);
      return { accepted: true };
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
  };
};
