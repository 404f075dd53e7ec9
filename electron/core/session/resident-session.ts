import { createActor } from 'xstate';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { CatalogueItem } from '../../../platform/contract/catalogue.ts';
import { chosenAfter, chosenPackage, jointItem } from '../../../platform/contract/packages/joint-form.ts';
import { tidyText } from '../../../platform/contract/plain-text.ts';
import type { Intent } from '../../contract/intents.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import { answerFits } from '../../../platform/contract/application-form/form-answers.ts';
import type { CaptureReport } from '../../contract/capture.ts';
import { prefilledAnswer } from '../applications/prefill.ts';
import { placeOf } from '../hall/hall-place.ts';
import { isShelf } from '../hall/hall-view.ts';
import type { Log } from '../log/core-log.ts';
import { appointmentEventOf } from './appointment-events.ts';
import { createChartClock } from './chart-clock.ts';
import { deskEventOf } from './desk-events.ts';
import { policyEventOf } from './policy-events.ts';
import { actingForView, isOwnVoice } from './agency-view.ts';
import { heldByKey, orderByKey } from './my-documents-view.ts';
import type { Surroundings } from './surroundings.ts';
import { fillerOf, questionsOf } from './form-course.ts';
import type { VisitEvent } from './visit-context.ts';
import { createVisitMachine } from './visit-machine.ts';
import type { VisitServices } from './visit-services.ts';
import type { VisitLimits } from './visit-setup.ts';
import { canGoBack, visitView } from './visit-view.ts';

/** The part of the snapshot that the visit decides. */
export type SessionView = Pick<
  ViewSnapshot,
  | 'locale'
  | 'elderMode'
  | 'highContrast'
  | 'seated'
  | 'voice'
  | 'timeLeft'
  | 'canGoBack'
  | 'actingFor'
  | 'visit'
>;

export type ActOutcome =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly reason: 'not-now' | 'unknown-choice' };

export interface ResidentSession {
  /** What is to be drawn now. */
  view(around: Surroundings): SessionView;
  /** Does what a touch means, if it fits the moment. */
  act(intent: Intent, around: Surroundings): ActOutcome;
  /** The PDF in preview, if `certificateNumber` is one of those. */
  previewDocument(certificateNumber: string): Uint8Array | null;
  /** What the page says of a page that a resident holds to the camera; of another look it is ignored. */
  captureReport(report: CaptureReport): void;
  /** The page that was taken with this look, while it is looked at. */
  capturedPage(look: number): Uint8Array | null;
  onChange(listener: () => void): void;
  stop(): void;
}

/** Runs the visit chart, one resident after another, on the given clock. */
export const createResidentSession = (options: {
  readonly services: VisitServices;
  readonly limits: VisitLimits;
  readonly clock: Clock;
  readonly log: Log;
}): ResidentSession => {
  const { clock, log } = options;
  const timers = createChartClock(clock);
  const actor = createActor(createVisitMachine(options.services, options.limits, clock), { clock: timers });
  let screen = '';
  const listeners = new Set<() => void>();
  // No `error` here: a chart that throws has stopped for good, so XState must throw it on as uncaught; the core ends and
  // the shell starts a clean one.
  actor.subscribe((state) => {
    const now = JSON.stringify(state.value.visit);
    if (now !== screen) log.info('visit-state', { state: now.replaceAll('"', '') });
    screen = now;
    for (const listener of listeners) listener();
  });
  actor.start();

  /** The event for an intent, with choices looked up in what was offered. */
  const eventOf = (intent: Intent, around: Surroundings): VisitEvent | 'unknown-choice' | 'not-now' => {
    const { context } = actor.getSnapshot();
    const aboutDesk = deskEventOf(intent, context, around);
    if (aboutDesk !== undefined) return aboutDesk;
    const aboutPolicies = policyEventOf(intent, context, around);
    if (aboutPolicies !== undefined) return aboutPolicies;
    const aboutAppointments = appointmentEventOf(intent, context, around);
    if (aboutAppointments !== undefined) return aboutAppointments;
    switch (intent.name) {
      case 'start':
        return around.closing === null ? { type: 'start' } : 'not-now';
      case 'identify':
        return around.readerProblem === null ? { type: 'identify' } : 'not-now';
      case 'openShelf':
        return isShelf(intent.shelf, around)
          ? { type: 'goTo', place: { kind: 'shelf', shelf: intent.shelf, page: 1 } }
          : 'unknown-choice';
      case 'openSearch':
        return { type: 'goTo', place: { kind: 'search', among: 'items', text: '', page: 1 } };
      case 'openGuide':
        return around.hall.items().byCode.has(intent.itemCode)
          ? { type: 'goTo', place: { kind: 'guide', code: intent.itemCode } }
          : 'unknown-choice';
      case 'openPackage':
        return around.packages.find(intent.packageCode) === undefined
          ? 'unknown-choice'
          : { type: 'goTo', place: { kind: 'package', code: intent.packageCode, chosen: [] } };
      case 'takePart': {
        const place = placeOf(context.trail);
        if (place.kind !== 'package') return 'not-now';
        const whole = around.packages.find(place.code);
        const part = whole?.parts.find(({ item }) => item.code === intent.itemCode);
        if (whole === undefined || part?.need !== 'chosen') return 'unknown-choice';
        const chosen = chosenAfter(whole, place.chosen, { item: intent.itemCode, on: intent.on });
        return { type: 'takeParts', chosen };
      }
      case 'beginPackage': {
        const place = placeOf(context.trail);
        const whole = place.kind === 'package' ? around.packages.find(place.code) : undefined;
        if (place.kind !== 'package' || whole === undefined) return 'not-now';
        if (context.person === null && around.readerProblem !== null) return 'not-now';
        if (around.filing !== 'possible') return 'not-now';
        const chosen = chosenPackage(whole, place.chosen);
        if (chosen.parts.length === 0) return 'not-now';
        return { type: 'chooseApplication', application: jointItem(chosen), package: chosen };
      }
      case 'search':
        return { type: 'searchFor', text: intent.text };
      case 'turnPage':
        return { type: 'turnPage', page: intent.page };
      case 'printNotice':
        return around.printerProblem === null ? { type: 'printNotice' } : 'not-now';
      case 'chooseItem': {
        if (context.person === null && around.readerProblem !== null) return 'not-now';
        const item = around.items.find(({ code }) => code === intent.itemCode);
        if (item) return { type: 'chooseItems', items: [item] };
        const application = around.applications.find(({ code }) => code === intent.itemCode);
        if (!application) return 'unknown-choice';
        return around.filing === 'possible' ? { type: 'chooseApplication', application } : 'not-now';
      }
      case 'openMine':
        return context.person === null && around.readerProblem !== null ? 'not-now' : { type: 'openMine' };
      case 'openMyCertificate': {
        const held = heldByKey(context.mine, intent.key);
        return held === undefined ? 'unknown-choice' : { type: 'openMyCertificate', held };
      }
      case 'printMine': {
        if (around.printerProblem !== null) return 'not-now';
        const order = orderByKey(context, intent.key, around);
        return order === undefined ? 'unknown-choice' : { type: 'printMine', order };
      }
      case 'chooseItems': {
        const items = around.items.filter(({ code }) => intent.itemCodes.includes(code));
        if (items.length !== new Set(intent.itemCodes).size) return 'unknown-choice';
        return context.person === null ? 'not-now' : { type: 'chooseItems', items };
      }
      case 'answer': {
        const field = context.application?.form.fields[context.question];
        if (field?.name !== intent.field) return 'not-now';
        const value =
          field.kind === 'text' && typeof intent.value === 'string' ? tidyText(intent.value) : intent.value;
        return answerFits(field, value) ? { type: 'answer', field: field.name, value } : 'unknown-choice';
      }
      case 'usePrefilled': {
        const field = context.application?.form.fields[context.question];
        if (field?.name !== intent.field || context.person === null) return 'not-now';
        const prefilled = prefilledAnswer(field, fillerOf(context));
        return prefilled ? { type: 'answer', field: field.name, value: prefilled.value } : 'unknown-choice';
      }
      case 'changeAnswer': {
        const known =
          context.application !== null &&
          context.person !== null &&
          questionsOf(context, context.answers).some(({ name }) => name === intent.field);
        return known ? { type: 'changeAnswer', field: intent.field } : 'unknown-choice';
      }
      case 'openMaterial':
        return { type: 'openMaterial', material: intent.material };
      case 'addPage':
      case 'lookAtLastPage':
      case 'dropPage':
        return { type: intent.name };
      case 'provideMaterial':
        return intent.way === 'capture' && !around.cameraWorks
          ? 'not-now'
          : { type: 'provideMaterial', way: intent.way };
      case 'printReceipt':
        return around.printerProblem === null ? { type: 'printReceipt' } : 'not-now';
      case 'choosePurpose': {
        const { purposeCode, itemCode } = intent;
        const meant = context.orders.filter(({ item }) => itemCode === undefined || item.code === itemCode);
        const known = meant.length > 0 && meant.every(({ item }) => hasPurpose(item, purposeCode));
        if (!known) return 'unknown-choice';
        return { type: 'choosePurpose', purposeCode, ...(itemCode === undefined ? {} : { itemCode }) };
      }
      case 'print':
        return around.printerProblem === null ? { type: 'print' } : 'not-now';
      case 'rate':
        return { type: 'rate', level: intent.level };
      case 'staffPin':
        return { type: 'staffPin', pin: intent.pin };
      case 'setLocale':
        return { type: 'setLocale', locale: intent.locale };
      case 'setElderMode':
        return { type: 'setElderMode', on: intent.on };
      case 'setContrast':
        return { type: 'setComfort', change: { highContrast: intent.on } };
      case 'setSeated':
        return { type: 'setComfort', change: { seated: intent.on } };
      case 'setVoice':
        return { type: 'setComfort', change: { voice: intent.on } };
      case 'staff':
      case 'setup':
      // These are about what was filed before: told above.
      case 'openVerification':
      case 'openProgress':
      case 'typeReceipt':
      case 'lookUpReceipt':
      case 'chooseFiled':
      case 'answerCorrection':
      case 'handInPromised':
      case 'collectResult':
      case 'openFeedback':
      // And these about appointments.
      case 'findTimes':
      case 'chooseDay':
      case 'chooseTime':
      case 'confirmBooking':
      case 'openAppointments':
      case 'openAppointment':
      case 'printAppointment':
      case 'cancelAppointment':
      case 'confirmCancelling':
      // And these about policies.
      case 'searchPolicies':
      case 'openPolicy':
      case 'matchPolicies':
      case 'choosePoliciesOf':
      case 'confirmPolicy':
        return 'not-now';
      case 'choosePrincipal': {
        const principal = context.principals[intent.place];
        return principal === undefined ? 'unknown-choice' : { type: 'choosePrincipal', principal };
      }
      case 'helpByCard':
        return around.readerProblem === null ? { type: 'helpByCard' } : 'not-now';
      case 'fillInMyself':
        return { type: 'fillInMyself' };
      case 'helpAnother':
      case 'helpByRegister':
      case 'actForMyself':
      case 'enterMaintenance':
      case 'openHall':
      case 'openAccessTrail':
      case 'consent':
      case 'submit':
      case 'showPrefilled':
      case 'changeMaterials':
      case 'dropMaterial':
      case 'materialsDone':
      case 'usePage':
      case 'agreePromise':
      case 'finish':
      case 'paperTaken':
      case 'skipRating':
      case 'retry':
      case 'otherWay':
      case 'callStaff':
      case 'showFacts':
      case 'back':
      case 'home':
      case 'endVisit':
      case 'stillHere':
        return { type: intent.name };
    }
  };

  return {
    view: (around) => {
      const { value, context } = actor.getSnapshot();
      return {
        locale: context.locale,
        elderMode: context.elderMode,
        highContrast: context.highContrast,
        seated: context.seated,
        voice: context.voice ?? around.speaksAtThisHour,
        timeLeft:
          context.idleEndsAt === null
            ? null
            : {
                milliseconds: Math.max(0, Math.round(context.idleEndsAt - clock.monotonic())),
                warning: value.idle === 'warning',
              },
        canGoBack: canGoBack(value.visit, context),
        actingFor: isOwnVoice(context) ? null : actingForView(context.person),
        visit: visitView(value.visit, context, around),
      };
    },
    act: (intent, around) => {
      const event = eventOf(intent, around);
      if (event === 'unknown-choice' || event === 'not-now') return { accepted: false, reason: event };
      if (!actor.getSnapshot().can(event)) return { accepted: false, reason: 'not-now' };
      actor.send(event);
      return { accepted: true };
    },
    previewDocument: (certificateNumber) => {
      const { value, context } = actor.getSnapshot();
      if (value.visit !== 'preview') return null;
      const shown = context.certificates.find((one) => one.certificateNumber === certificateNumber);
      return shown?.pdf ?? null;
    },
    captureReport: (report) => {
      const isHeard = actor.getSnapshot().can(report);
      actor.send(report);
      if (isHeard || report.type !== 'captureTaken') return;
      log.warn('capture-ignored', { look: report.look, bytes: report.jpeg.length });
      report.jpeg.fill(0);
    },
    capturedPage: (look) => {
      const { capture } = actor.getSnapshot().context;
      return capture?.look === look ? capture.bytes : null;
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
    stop: () => {
      actor.stop();
      timers.cancelAll();
    },
  };
};

const hasPurpose = (item: CatalogueItem, purposeCode: string): boolean =>
  item.purposes.some(({ code }) => code === purposeCode);
