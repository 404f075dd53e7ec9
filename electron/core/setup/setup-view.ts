import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import type { IdCardReaderReasonCode } from '../../../drivers/device/reason-codes.ts';
import type { SetupIntent } from '../../contract/setup/setup-intents.ts';
import type { SetupBody, SetupView } from '../../contract/setup/setup-view.ts';
import { goodSetupResults, type SetupStep, setupSteps } from '../../contract/setup/setup-words.ts';
import type { CoreStart } from '../../contract/supervision.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import { deviceProblem } from '../devices/device-problem.ts';
import { outOfServiceSnapshot } from '../out-of-service.ts';
import type { PortDesk } from '../ports/port-desk.ts';
import type { FirstSupervisor } from './first-supervisor.ts';
import { devicesOf, roleAt } from './setup-devices.ts';
import type { SetupMoment } from './setup-moment.ts';
import type { Trial } from './trial.ts';

/** Everything that the wizard's picture is drawn from. */
export interface SetupPicture {
  readonly moment: SetupMoment;
  readonly ports: PortDesk;
  readonly takesSlip: boolean;
  readonly reader: DeviceStatus<IdCardReaderReasonCode> | null;
  readonly supervisorStage: ReturnType<FirstSupervisor['stage']> | null;
  readonly trial: Trial | null;
  readonly timeLeft: ViewSnapshot['timeLeft'];
  readonly highContrast: boolean;
  readonly start: CoreStart;
  /** Epoch milliseconds. */
  readonly now: number;
}

const isDone = (step: SetupStep, { moment, trial }: SetupPicture): boolean => {
  const { state, authorised, kioskId, settingsWritten, members } = moment;
  switch (step) {
    case 'language':
      return state.step !== 'language' || state.checked;
    case 'checks':
      return state.checked;
    case 'centre':
      return authorised && kioskId !== null;
    case 'devices':
      return state.idCardReader !== null && state.printer !== null && (kioskId === null || settingsWritten);
    case 'supervisor':
      return members > 0;
    case 'trial':
      return trial?.testPage() === 'passed';
  }
};

/** Which steps can be opened: before the code was shown nobody gives rights, and nothing comes out of the printer. */
const isPossible = (step: SetupStep, { moment }: SetupPicture): boolean => {
  const { authorised, kioskId, settingsWritten, members } = moment;
  switch (step) {
    case 'language':
    case 'checks':
    case 'centre':
      return true;
    case 'devices':
      return authorised || kioskId === null;
    case 'supervisor':
      return authorised && kioskId !== null && settingsWritten;
    case 'trial':
      return authorised && kioskId !== null && settingsWritten && members > 0;
  }
};

const bodyOf = (step: SetupStep, picture: SetupPicture): SetupBody => {
  const { moment, ports, trial } = picture;
  const { state, findings } = moment;
  switch (step) {
    case 'language':
      return { step };
    case 'checks':
      return { step, clock: Math.round(picture.now), checked: state.checked, findings: [...findings] };
    case 'centre': {
      const { url, rootCheck, stationCode, nameZh, nameEn, phone } = state;
      return {
        step,
        url,
        rootCheck: state.rootKey !== null && rootCheck === '' ? '✓' : rootCheck,
        stationCode,
        nameZh,
        nameEn,
        phone,
        codeTyped: moment.codeTyped,
        kioskId: moment.kioskId,
        asksCodeAgain: moment.kioskId !== null && !moment.authorised,
        takesSlip: picture.takesSlip,
        findings: [...findings],
      };
    }
    case 'devices':
      return {
        step,
        devices: devicesOf(state, ports),
        places: ports.places(roleAt(state)),
        detection: ports.detection(),
      };
    case 'supervisor':
      return {
        step,
        stage: picture.supervisorStage === null || moment.members > 0 ? 'done' : picture.supervisorStage,
        members: moment.members,
        readerProblem: picture.reader && deviceProblem('idCardReader', picture.reader),
      };
    case 'trial':
      return {
        step,
        testPage: trial?.testPage() ?? null,
        ready: trial?.ready() ?? null,
        findings: [...(trial?.findings() ?? [])],
      };
  }
};

/** The step that is shown: of those that can be opened, the one that was left. */
export const stepShown = (picture: SetupPicture): SetupStep =>
  isPossible(picture.moment.state.step, picture) ? picture.moment.state.step : 'centre';

const viewOf = (picture: SetupPicture): SetupView => {
  const { result, working } = picture.moment;
  return {
    steps: setupSteps.map((name) => ({
      name,
      done: isDone(name, picture),
      possible: isPossible(name, picture),
    })),
    working,
    result: result && { ...result, good: goodSetupResults.includes(result.code) },
    body: bodyOf(stepShown(picture), picture),
  };
};

/** What the page draws while the wizard is open. */
export const setupSnapshot = (picture: SetupPicture): Omit<ViewSnapshot, 'revision'> => {
  const { state, working } = picture.moment;
  return {
    ...outOfServiceSnapshot({ reason: 'not-set-up', detail: '' }, picture.start),
    locale: state.locale,
    highContrast: picture.highContrast,
    timeLeft: working ? null : picture.timeLeft,
    visit: { screen: 'setup', setup: viewOf(picture) },
  };
};

/** Whether a touch fits what is on the screen; one that is meant for another step is none of this one. */
export const mayBeAsked = (intent: SetupIntent, { visit }: Pick<ViewSnapshot, 'visit'>): boolean => {
  if (visit.screen !== 'setup') return false;
  const { body, steps } = visit.setup;
  const at = (step: SetupStep): boolean => body.step === step;
  switch (intent.name) {
    case 'open':
      return false;
    case 'leave':
      return true;
    case 'goTo':
      return steps.some(({ name, possible }) => name === intent.step && possible);
    case 'chooseLanguage':
      return at('language');
    case 'check':
      return at('checks');
    case 'note':
    case 'enrol':
      return at('centre');
    case 'look':
    case 'assign':
    case 'leaveOut':
    case 'detect':
    case 'endDetection':
      return at('devices');
    case 'otherCard':
    case 'supervisor':
      return at('supervisor');
    case 'printTestPage':
    case 'printReport':
      return at('trial');
    case 'finish':
      return at('trial');
  }
};
