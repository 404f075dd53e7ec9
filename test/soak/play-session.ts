import { trayCapacity } from '../../drivers/simulator/printer/conditions.ts';
import type { ScreenName } from '../../electron/contract/visit-view.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import type { CoreProcess } from './core-process.ts';
import type { SessionPlan } from './session-plan.ts';
import { deedAt } from './touches.ts';

/** What came of a session. */
export type SessionEnd =
  /** At the attract screen, everything in order; `printed`: pages were taken; `filed`: an application was. */
  | { readonly end: 'attract'; readonly printed: boolean; readonly filed: boolean; readonly struck: boolean }
  | { readonly end: 'killed' }
  | { readonly end: 'stuck'; readonly screen: ScreenName | 'nothing'; readonly detail: string }
  | { readonly end: 'died'; readonly detail: string };

/** A session that takes longer hangs: a walk-away is over in three seconds, a line that was cut in ten. Milliseconds. */
const sessionPatience = 90_000;
/** A touch that the core did not take, because the moment had passed, is made again after so long, milliseconds. */
const touchAgain = 400;

/** What the runner does with its hands, and what it must give back. */
export interface SoakWorld {
  readonly station: Station;
  readonly core: CoreProcess;
  /** Calls back after so many milliseconds. */
  later(milliseconds: number, callback: () => void): void;
}

/** Paper in the tray, the line up, nothing on the reader. */
export const putRight = async ({ station }: Pick<SoakWorld, 'station'>): Promise<void> => {
  station.liftCard();
  station.paperTray.refill();
  await station.network.restore();
};

/** Waits until the kiosk invites, with every device and the line there; null, or what is missing. */
export const untilInviting = async ({ core }: Pick<SoakWorld, 'core'>): Promise<SessionEnd | null> => {
  const until = performance.now() + sessionPatience;
  for (;;) {
    const death = core.death();
    if (death !== null) return { end: 'died', detail: death };
    const screen = core.screen();
    if (
      screen?.visit.screen === 'attract' &&
      screen.visit.unavailable.length === 0 &&
      screen.line === 'online'
    )
      return null;
    if (performance.now() > until) {
      const detail =
        screen?.visit.screen === 'attract'
          ? `line ${screen.line}, unavailable ${JSON.stringify(screen.visit.unavailable)}`
          : 'before the session';
      return { end: 'stuck', screen: screen?.visit.screen ?? 'nothing', detail };
    }
    await core.change(touchAgain);
  }
};

/**
 * Plays one session from the attract screen until the kiosk is there again, with the fault that is planned. A kill ends it
 * at once: the next core's first screen tells the rest.
 */
export const playSession = async (world: SoakWorld, plan: SessionPlan): Promise<SessionEnd> => {
  const { station, core, later } = world;
  const until = performance.now() + sessionPatience;
  const { fault } = plan;
  let touches = 0;
  let hasChosen = false;
  let retries = 0;
  let printed = false;
  let filed = false;
  let struck = false;
  let begun = false;
  /** The screen that was answered last, so that each is answered once, and again when it stays. */
  let answered = '';
  let answeredAt = 0;

  const strikesNow = (kind: SessionPlan['fault']): boolean =>
    fault === kind && !struck && touches >= plan.faultAfter;
  const strike = async (): Promise<'killed' | 'gone' | null> => {
    if (strikesNow('core-killed')) {
      struck = true;
      // At any moment of what this touch sets off.
      await core.change(Math.max(1, plan.faultFor));
      await core.kill();
      return 'killed';
    }
    if (strikesNow('line-cut')) {
      struck = true;
      await station.network.cut();
      later(plan.faultFor * 5, () => void station.network.restore());
    }
    if (strikesNow('walk-away')) {
      struck = true;
      station.liftCard();
    }
    return struck && fault === 'walk-away' ? 'gone' : null;
  };

  for (;;) {
    const death = core.death();
    if (death !== null) return { end: 'died', detail: death };
    const visit = core.screen()?.visit;
    if (visit === undefined || performance.now() > until) {
      const detail = visit?.screen === 'problem' ? `${visit.problem} ${visit.staffCode}` : '';
      return { end: 'stuck', screen: visit?.screen ?? 'nothing', detail };
    }
    if (visit.screen !== 'attract') begun = true;
    else if (begun) return { end: 'attract', printed, filed, struck };
    if (visit.screen === 'takePaper') printed = true;
    if (visit.screen === 'receipt') filed = true;

    const shown = JSON.stringify(visit);
    if (shown !== answered || performance.now() - answeredAt > touchAgain) {
      const isNews = shown !== answered;
      answered = shown;
      answeredAt = performance.now();
      const deed = deedAt(visit, plan, { hasChosen, retries });
      const isGone = begun && deed.kind !== 'wait' && (await strike()) === 'gone';
      if (fault === 'core-killed' && struck) return { end: 'killed' };
      if (
        visit.screen === 'identify' &&
        visit.step === 'reading' &&
        fault === 'card-lifted-early' &&
        !struck
      ) {
        struck = true;
        later(plan.faultFor / 40, () => station.liftCard());
      }
      if (visit.screen === 'preview' && fault === 'paper-out' && !struck) {
        struck = true;
        station.paperTray.empty();
        later(plan.faultFor * 5, () => station.paperTray.fill(trayCapacity));
      }
      if (!isGone && isNews && deed.kind === 'touch') {
        touches += 1;
        if (visit.screen === 'choose') hasChosen = true;
        if (deed.intent.name === 'retry') retries += 1;
      }
      if (!isGone) await perform(world, plan, deed);
    }
    await core.change(touchAgain);
  }
};

const perform = async (
  { station, core }: SoakWorld,
  { resident }: SessionPlan,
  deed: ReturnType<typeof deedAt>,
): Promise<void> => {
  switch (deed.kind) {
    case 'touch':
      core.touch(deed.intent);
      return;
    case 'lay-card':
      station.simulators.reader.layCard(resident);
      return;
    case 'lift-card':
      station.liftCard();
      return;
    case 'show-code': {
      const issued = await station.platform.cityApp?.issueCode({ idNumber: resident.card.idNumber });
      if (issued) station.showCode(issued.code);
      return;
    }
    case 'wait':
  }
};
