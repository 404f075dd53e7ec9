import { assign, raise, setup } from 'xstate';
import type { AgencyService } from '../../../platform/contract/agency-service.ts';
import type { RatingLevel } from '../../../db/stores/ratings.ts';
import { type AppointmentWork, noAppointment } from '../appointments/appointment-types.ts';
import { wipeProvisions } from '../applications/materials/provisions.ts';
import { createWorkingCalendar } from '../../../platform/contract/working-days.ts';
import { isReady } from '../my-documents/document-source.ts';
import { door } from '../hall/hall-place.ts';
import { type AgencyOutcome, type PrincipalsOutcome, serviceObstacle } from './agency-types.ts';
import { creditRuleOf } from './credit-rules.ts';
import { mayKnow } from './known-rules.ts';
import { noPolicies } from './policy-types.ts';
import { noDesk } from './desk-context.ts';
import { newOrders } from './certificate-orders.ts';
import { formIsComplete, openForm } from './form-course.ts';
import { promiseFor } from './chosen-material.ts';
import { visitActors } from './visit-actors.ts';
import {
  contextOfNext,
  failed,
  noBusiness,
  nobody,
  noCertificates,
  present,
  type Retry,
  type VisitContext,
  type VisitEvent,
} from './visit-context.ts';
import {
  agencyObstacleOf,
  cardLevel,
  identifyOutcomeOf,
  isAssured,
  isComparable,
  markOf,
  mayPrint,
  mayTryFace,
  noteObstacle,
  raisingOutcomeOf,
  ratedBusiness,
  scannedOf,
} from './visit-rules.ts';
import type { VisitServices } from './visit-services.ts';
import { wipeDocuments, forgetLastMatch } from './visit-wiping.ts';

/** Elder mode: everything that runs out takes this much longer. */
export const elderModeFactor = 2;

/** How long the goodbye stays before the next resident is invited. */
export const goodbyeMilliseconds = 6_000;

/** Pause between two reminders of a card that was left. */
export const reminderMilliseconds = 10_000;

/** Longest reading of a card: the slowest answer is 6.5 s, and it may be asked twice. */
export const readingMilliseconds = 20_000;

/** Work that ends by limits of its own in seconds; past this it hangs. */
export const workingMilliseconds = 60_000;

/** Asking a department ends by the time-outs of the line; past this it hangs. */
export const preparingMilliseconds = 120_000;

/** A look at a face ends itself; past this the page or an engine hangs. */
export const lookingAtFaceMilliseconds = 90_000;

export interface VisitLimits {
  readonly idleMilliseconds: number;
  readonly warningMilliseconds: number;
}

/** Nothing is ordered or applied for. */
const noOrder = { desk: noDesk, application: null, package: null, grant: null, orders: [] };

/** Twice the time for who has the screen in elder mode. */
export const timeFactor = (context: VisitContext): number => (context.elderMode ? elderModeFactor : 1);

/** What the visit's states are made of: delays, actors on the services, and actions that several of them share. */
export const setUpVisit = (services: VisitServices, limits: VisitLimits) => {
  /** Looks at pages so far: what a page says of an earlier one, be it of another visit, is ignored. */
  let looks = 0;
  return setup({
    types: { context: {} as VisitContext, events: {} as VisitEvent },
    delays: {
      idle: ({ context }) => limits.idleMilliseconds * timeFactor(context),
      warning: ({ context }) => limits.warningMilliseconds * timeFactor(context),
      goodbye: goodbyeMilliseconds,
      reminder: reminderMilliseconds,
      reading: readingMilliseconds,
      working: workingMilliseconds,
      preparing: preparingMilliseconds,
      lookingAtFace: ({ context }) => lookingAtFaceMilliseconds * timeFactor(context),
    },
    actors: visitActors(services),
    guards: {
      /** Of the comforts, the colours alone. */
      isOfContrast: ({ event }) => event.type === 'setComfort' && event.change.highContrast !== undefined,
      isIdentified: ({ context }) => context.person !== null,
      /** Nobody else is acted for: who looked at somebody's data is told to the person alone. */
      actsForOneself: ({ context }) => context.person?.agency === undefined,
      /** The short form belongs to an application that was filed. */
      isOfFiled: ({ context }) =>
        context.desk.reply !== null && context.desk.reply.aim.purpose !== 'feedback',
      isSupplying: ({ context }) => context.desk.reply?.aim.purpose === 'supplement',
      mayHelp: ({ context }) =>
        context.aim === 'help' && present(context.person, 'person').assuranceLevel >= cardLevel,
      mayMatch: ({ context }) =>
        context.aim === 'policies' &&
        context.application === null &&
        present(context.person, 'person').assuranceLevel >= cardLevel,
      /** A half hour was chosen, and is booked for a card and its chip. */
      mayBook: ({ context }) =>
        context.aim === 'appointment' &&
        context.appointment.slot !== null &&
        present(context.person, 'person').assuranceLevel >= cardLevel,
      /** What is confirmed has no question. */
      mayGrant: ({ context }) =>
        context.grant !== null && context.application !== null && isAssured(context, context.application),
      /** Somebody acts for another, and not for this. */
      isWithheld: ({ context }, service: AgencyService) =>
        context.person !== null && serviceObstacle(context.person, service) !== null,
      mayNotDoFor: ({ context }) => agencyObstacleOf(context) !== null,
      mayFillIn: ({ context }) => context.application !== null && isAssured(context, context.application),
      /** Credit has to do with what was chosen, the platform can be asked, and the resident has not been. */
      mayAskCredit: ({ context }) =>
        context.credit === null &&
        present(context.person, 'person').assuranceLevel >= cardLevel &&
        creditRuleOf(context) !== null &&
        services.canCheckCredit(),
      /** Something may be known for what was chosen, the platform can be asked, and the resident has not been. */
      mayAskKnown: ({ context }) =>
        context.known === null && mayKnow(context) && services.canAskKnownAnswers(),
      mayConsent: ({ context }) =>
        context.orders.length > 0 && context.orders.every(({ item }) => isAssured(context, item)),
      /** 我的证照 was chosen, and is opened for a card and its chip. */
      mayOpenMine: ({ context }) =>
        context.aim === 'mine' &&
        context.orders.length === 0 &&
        present(context.person, 'person').assuranceLevel >= cardLevel,
      /** What lies ready was agreed to when it was applied for, and is printed for its purpose. */
      mayCollect: ({ context }) =>
        context.orders.length > 0 &&
        context.orders.every(({ item, source }) => isReady(source) && isAssured(context, item)),
      hasMine: ({ context }) => context.mine !== null,
      /** What was chosen in the hall may be gone on with. */
      mayGoOn: ({ context }) =>
        context.application !== null ||
        context.aim === 'policies' ||
        context.aim === 'mine' ||
        context.aim === 'appointment' ||
        (context.orders.length > 0 &&
          mayPrint(
            context,
            context.orders.map(({ item }) => item),
            services,
          )),
      mayPrintThese: ({ context, event }) =>
        event.type === 'chooseItems' && mayPrint(context, event.items, services),
      needsCard: ({ context }) => present(context.person, 'person').assuranceLevel < cardLevel,
      mayTryFace: ({ context }) => mayTryFace(context, services) && isComparable(context, services),
      /** Only the platform could compare, and the resident has not been asked about that. */
      mayAskForComparison: ({ context }) =>
        mayTryFace(context, services) &&
        context.photo === null &&
        context.comparisonAgreedAt === null &&
        services.platformCompares(),
      staffCanVouch: () => services.staffCanVouch(),
      isAnotherScan: ({ context, event }) => markOf(scannedOf(event)) !== markOf(context.scanned),
      mayRetry: ({ context }, retry: Retry) => context.failure?.retry === retry,
      maySubmitAgain: ({ context }) => context.failure?.retry === 'fill-in' && formIsComplete(context),
      /** The question was opened from the review, which has nothing to miss. */
      maySeeReview: ({ context }) => context.revising && formIsComplete(context),
    },
    actions: {
      runIdle: raise({ type: 'idle.run' }),
      pauseIdle: raise({ type: 'idle.pause' }),
      /** Nothing of a short form is left; what was looked at before is. */
      closeReply: assign(({ context }) => {
        if (context.desk.reply?.aim.purpose !== 'supplement')
          return { desk: { ...context.desk, reply: null } };
        wipeProvisions(context.provisions);
        return { desk: { ...context.desk, reply: null }, provisions: {}, material: null };
      }),
      forgetBusiness: assign(({ context }) => {
        wipeDocuments(context);
        return { ...noCertificates, ...noBusiness };
      }),
      /** What was ordered from 我的证照 is wanted no more; what was found stays. */
      forgetOrders: assign(({ context }) => {
        wipeDocuments({ ...context, mine: null });
        return { ...noCertificates, orders: [] };
      }),
      noteOrders: assign(({ event }) =>
        event.type === 'chooseItems'
          ? {
              orders: newOrders(event.items, event.resultOf),
              application: null,
              package: null,
              grant: null,
              aim: null,
            }
          : {},
      ),
      noteMine: assign({ aim: 'mine', orders: [], application: null, package: null, grant: null }),
      noteApplication: assign(({ event }) =>
        event.type === 'chooseApplication'
          ? {
              application: event.application,
              package: event.package ?? null,
              credit: null,
              known: null,
              orders: [],
              grant: null,
              aim: null,
            }
          : {},
      ),
      noteMatchWish: assign(({ event }) => ({
        ...noOrder,
        aim: 'policies' as const,
        policies: { ...noPolicies, asksForEnterprise: event.type === 'matchPolicies' && event.forEnterprise },
      })),
      /** The half hour that is wanted; another one is another booking. */
      noteTime: assign(({ context, event }) =>
        event.type === 'chooseTime'
          ? {
              ...noOrder,
              aim: 'appointment' as const,
              appointment: { ...context.appointment, slot: event.slot, requestId: null, notice: null },
            }
          : {},
      ),
      noteBookingId: assign(({ context: { appointment } }) => ({
        appointment: { ...appointment, requestId: appointment.requestId ?? services.newBookingId() },
      })),
      noteStopped: assign(({ context: { appointment } }, stopped: AppointmentWork) => ({
        appointment: { ...appointment, stopped },
      })),
      leaveAppointments: assign({ trail: door, aim: null, appointment: noAppointment }),
      /** Whoever is identified anew chooses anew; what was chosen before anybody was identified is kept. */
      forgetFormerBusiness: assign(({ context }) =>
        context.person === null ? {} : { ...noCertificates, ...noBusiness },
      ),
      /** Takes over who was identified, and since when. */
      noteIdentification: assign(({ context, event }) => {
        const outcome = identifyOutcomeOf(event);
        if (!outcome?.ok) return {};
        context.photo?.fill(0);
        const { person, photo } = outcome;
        return {
          person,
          photo,
          comparisonAgreedAt: null,
          card: null,
          code: null,
          identifiedAt: services.platformTime(),
        };
      }),
      /** The resident agreed to have the face compared by the platform. */
      noteComparisonAgreed: assign(() => ({ comparisonAgreedAt: services.platformTime() })),
      /** From here on everything is for somebody else. */
      notePrincipal: assign(({ event }) => {
        const { output } = event as { readonly output?: AgencyOutcome };
        return output?.ok ? { person: output.person, card: null, ...noBusiness } : {};
      }),
      noteAgencyRefusal: assign(({ event }) => {
        const { output } = event as { readonly output?: AgencyOutcome | PrincipalsOutcome };
        return output?.ok === false ? { card: null, ...failed(output, 'help') } : {};
      }),
      /** The item is not to be done for another, or not by this agent. */
      noteAgencyObstacle: assign(({ context }) => {
        const obstacle = agencyObstacleOf(context);
        return obstacle === null ? {} : failed({ problem: obstacle, staffCode: obstacle }, null);
      }),
      noteWithheld: assign(({ context }, service: AgencyService) => {
        const obstacle = context.person && serviceObstacle(context.person, service);
        return obstacle === null
          ? {}
          : failed({ problem: obstacle, staffCode: `${obstacle} ${service}` }, null);
      }),
      noteScannedCode: assign(({ event }) => ({ scanned: scannedOf(event) })),
      /** A face or a member of staff has raised the identification. */
      noteRaisedPerson: assign(({ context, event }) => {
        const outcome = raisingOutcomeOf(event);
        if (outcome === null || !('person' in outcome)) return {};
        const { agency } = present(context.person, 'person');
        const { assuranceLevel, method } = outcome.person;
        return {
          person:
            agency === undefined
              ? outcome.person
              : {
                  ...present(context.person, 'person'),
                  assuranceLevel,
                  method,
                  agency: { ...agency, agent: outcome.person },
                },
          identifiedAt: services.platformTime(),
        };
      }),
      /** The raising could not be written down. */
      noteUnrecorded: assign(({ event }) => {
        const outcome = raisingOutcomeOf(event);
        return outcome?.outcome === 'failed' ? failed(outcome, 'assure') : {};
      }),
      noteVouchRefusal: assign(({ event }) => {
        const outcome = raisingOutcomeOf(event);
        return { staffCard: null, vouchRefusal: outcome?.outcome === 'refused' ? outcome : null };
      }),
      /** A card or a code was there and could not be read. */
      noteUnread: assign(({ event }, retry: Retry) =>
        event.type === 'cardFailed' || event.type === 'codeFailed' ? failed(event.failure, retry) : {},
      ),
      noteEndlessReading: assign((_, retry: Retry) =>
        failed({ problem: 'card-read-failed', staffCode: 'reading-never-ended' }, retry),
      ),
      noteEndlessCheck: assign((_, retry: Retry) =>
        failed({ problem: 'identity-not-assured', staffCode: 'check-never-ended' }, retry),
      ),
      noteRefusal: assign(({ event }, retry: Retry) => {
        const outcome = identifyOutcomeOf(event);
        return outcome?.ok === false ? { card: null, code: null, ...failed(outcome, retry) } : {};
      }),
      noteFaceRefusal: assign(({ context, event }) => {
        if (event.type !== 'faceDone') return {};
        const { outcome } = event;
        switch (outcome.outcome) {
          case 'not-verified':
            return { faceTries: context.faceTries + 1, faceRefusal: outcome.reason };
          case 'impossible':
            return noteObstacle(context, outcome.obstacle);
          case 'same-person':
          case 'failed':
            return {};
        }
      }),
      rate: ({ context }, level: RatingLevel) => {
        for (const business of ratedBusiness(context)) services.rate({ ...business, level });
      },
      endAndForget: assign(({ context }) => {
        wipeDocuments(context);
        context.photo?.fill(0);
        if (context.visitId !== null) {
          const { visitId, end, locale, elderMode } = context;
          services.endVisit({ visitId, end, presentation: { locale, elderMode } });
        }
        forgetLastMatch();
        return nobody;
      }),
      meetNext: assign(() => contextOfNext(services.standingLocale())),
      beginVisit: assign(({ context: { visitId, locale, elderMode } }) => {
        if (visitId !== null) return {};
        const begun = services.beginVisit({ locale, elderMode });
        return begun.ok ? { visitId: begun.visitId, failure: null } : failed(begun, null);
      }),
      openForm: assign(({ context }) => openForm(context)),
      /** Another look through the camera; pages that were taken before it stay. */
      newCapture: assign(({ context }) => {
        looks += 1;
        return { capture: { look: looks, fault: null, bytes: null, pages: context.capture?.pages ?? [] } };
      }),
      /** The page that was taken last is looked at again; whatever is newer is overwritten. */
      showLastPage: assign(({ context }) => {
        looks += 1;
        const pages = context.capture?.pages ?? [];
        context.capture?.bytes?.fill(0);
        return {
          capture: { look: looks, fault: null, bytes: pages.at(-1) ?? null, pages: pages.slice(0, -1) },
        };
      }),
      notePromise: assign(({ context }) => ({
        promise: promiseFor(
          context,
          services.platformTime(),
          // Until the platform has said which days are holidays, weekends alone are none.
          services.workingDays() ?? createWorkingCalendar([]),
        ),
      })),
    },
  });
};

export type VisitSetup = ReturnType<typeof setUpVisit>;
