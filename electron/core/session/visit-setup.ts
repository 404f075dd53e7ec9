import { assign, fromCallback, fromPromise, raise, setup } from 'xstate';
import type { RatingLevel } from '../../../db/stores/ratings.ts';
import { missingFields } from '../applications/form-answers.ts';
import type { ApplicationDraft, FilingOutcome } from './filing-types.ts';
import {
  failed,
  nobody,
  noBusiness,
  noCertificate,
  present,
  type Retry,
  type VisitContext,
  type VisitEvent,
} from './visit-context.ts';
import type { VisitRating, VisitServices } from './visit-services.ts';
import type { IdentifyOutcome } from './visit-types.ts';

/** Elder mode: everything that runs out takes this much longer. */
export const elderModeFactor = 2;

/** How long the goodbye stays before the next resident is invited. */
export const goodbyeMilliseconds = 6_000;

/** Longest reading of a card: the slowest answer is 6.5 s, and it may be asked twice. */
export const readingMilliseconds = 20_000;

export interface VisitLimits {
  readonly idleMilliseconds: number;
  readonly warningMilliseconds: number;
}

/** Overwrites documents that nobody needs any more; until they are collected memory would still hold the pages. */
const wipeDocuments = ({ certificate, materials }: VisitContext): void => {
  certificate?.pdf.fill(0);
  for (const { bytes } of materials) bytes.fill(0);
};

/** The piece of business that a rating is of: the application that was filed, or else the certificate. */
const ratedBusiness = (context: VisitContext): Omit<VisitRating, 'level'> => {
  const visitId = present(context.visitId, 'visit id');
  if (context.receipt) {
    const { key, receiptNumber } = context.receipt;
    const itemCode = present(context.application, 'application').code;
    return { visitId, businessId: key, subject: receiptNumber, groupId: key, itemCode };
  }
  const { requestId, certificateNumber } = present(context.certificate, 'certificate');
  const itemCode = present(context.item, 'item').code;
  return { visitId, businessId: requestId, subject: certificateNumber, groupId: null, itemCode };
};

const formIsComplete = ({ application, answers }: VisitContext): boolean =>
  application !== null && missingFields(application, answers).length === 0;

/** Twice the time for who has the screen in elder mode. */
export const timeFactor = (context: VisitContext): number => (context.elderMode ? elderModeFactor : 1);

/** What the visit's states are made of: delays, actors on the services, and actions that several of them share. */
export const setUpVisit = (services: VisitServices, limits: VisitLimits) =>
  setup({
    types: { context: {} as VisitContext, events: {} as VisitEvent },
    delays: {
      idle: ({ context }) => limits.idleMilliseconds * timeFactor(context),
      warning: ({ context }) => limits.warningMilliseconds * timeFactor(context),
      goodbye: goodbyeMilliseconds,
      reading: readingMilliseconds,
    },
    actors: {
      lookForCard: fromCallback<VisitEvent>(({ sendBack }) =>
        services.lookForCard({
          reading: () => sendBack({ type: 'cardReading' }),
          read: (card) => sendBack({ type: 'cardRead', card }),
          failed: (failure) => sendBack({ type: 'cardFailed', failure }),
        }),
      ),
      identify: fromPromise<IdentifyOutcome, { visitId: string; card: unknown }>(({ input }) =>
        services.identify(input.visitId, input.card),
      ),
      prepare: fromCallback<VisitEvent, Parameters<VisitServices['prepare']>[0]>(({ sendBack, input }) => {
        void services
          .prepare(input, (step) => sendBack({ type: 'prepareStep', step }))
          .then((outcome) => sendBack({ type: 'prepared', outcome }));
      }),
      print: fromCallback<VisitEvent, Parameters<VisitServices['print']>[0]>(({ sendBack, input }) => {
        void services
          .print(input, (progress) => sendBack({ type: 'printProgress', progress }))
          .then((outcome) => sendBack({ type: 'printed', outcome }));
      }),
      fileApplication: fromPromise<FilingOutcome, ApplicationDraft>(({ input }) =>
        services.fileApplication(input),
      ),
      printReceipt: fromCallback<VisitEvent, Parameters<VisitServices['printReceipt']>[0]>(
        ({ sendBack, input }) => {
          void services
            .printReceipt(input, (progress) => sendBack({ type: 'printProgress', progress }))
            .then((outcome) => sendBack({ type: 'printed', outcome }));
        },
      ),
    },
    guards: {
      isIdentified: ({ context }) => context.person !== null,
      mayRetry: ({ context }, retry: Retry) => context.failure?.retry === retry,
      maySubmitAgain: ({ context }) => context.failure?.retry === 'fill-in' && formIsComplete(context),
      /** The question was opened from the review, which has nothing to miss. */
      maySeeReview: ({ context }) => context.revising && formIsComplete(context),
    },
    actions: {
      runIdle: raise({ type: 'idle.run' }),
      pauseIdle: raise({ type: 'idle.pause' }),
      forgetBusiness: assign(({ context }) => {
        wipeDocuments(context);
        return { ...noCertificate, ...noBusiness };
      }),
      noteIdentification: assign(() => ({ identifiedAt: services.platformTime() })),
      rate: ({ context }, level: RatingLevel) => services.rate({ ...ratedBusiness(context), level }),
      endAndForget: assign(({ context }) => {
        wipeDocuments(context);
        if (context.visitId !== null) {
          const { visitId, end, locale, elderMode } = context;
          services.endVisit({ visitId, end, presentation: { locale, elderMode } });
        }
        return nobody;
      }),
      beginVisit: assign(({ context: { locale, elderMode } }) => {
        const begun = services.beginVisit({ locale, elderMode });
        return begun.ok ? { visitId: begun.visitId, failure: null } : failed(begun, null);
      }),
    },
  });

export type VisitSetup = ReturnType<typeof setUpVisit>;
