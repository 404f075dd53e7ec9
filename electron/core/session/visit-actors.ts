import { fromCallback, fromPromise } from 'xstate';
import type { ProgressOutcome, ReceiptOutcome } from '../progress/progress-types.ts';
import type { ReplyDraft, ReplyOutcome } from '../replies/reply-types.ts';
import type { AccessTrailOutcome, MyDocumentsOutcome } from '../my-documents/my-documents-types.ts';
import type { ScannedCode, VerifyOutcome } from '../verification/verification-types.ts';
import type { StaffCardOutcome, VouchOutcome } from './assurance-types.ts';
import type { AgencyOutcome, PrincipalsOutcome } from './agency-types.ts';
import type { ApplicationDraft, FilingOutcome } from './filing-types.ts';
import type { MatchOutcome } from './policy-types.ts';
import type { VisitEvent } from './visit-context.ts';
import type { FaceRequest, VisitServices } from './visit-services.ts';
import type { IdentifyOutcome } from './visit-types.ts';

/** The work that the visit's states have done, by the services: each tells its outcome as an event. */
export const visitActors = (services: VisitServices) => ({
  lookForCard: fromCallback<VisitEvent>(({ sendBack }) =>
    services.lookForCard({
      reading: () => sendBack({ type: 'cardReading' }),
      read: (card) => sendBack({ type: 'cardRead', card }),
      failed: (failure) => sendBack({ type: 'cardFailed', failure }),
    }),
  ),
  watchCard: fromCallback<VisitEvent>(({ sendBack }) =>
    services.watchCard({
      lies: () => sendBack({ type: 'cardLies' }),
      gone: () => sendBack({ type: 'cardGone' }),
    }),
  ),
  lookForCode: fromCallback<VisitEvent>(({ sendBack }) =>
    services.lookForCode({
      read: (text) => sendBack({ type: 'codeRead', text }),
      failed: (failure) => sendBack({ type: 'codeFailed', failure }),
    }),
  ),
  /** Who is not known yet may lay a card or hold up a code at any moment. */
  lookForNewcomer: fromCallback<VisitEvent, { readonly isWanted: boolean }>(({ sendBack, input }) => {
    if (!input.isWanted) return;
    const stopCards = services.lookForCard({
      reading: () => sendBack({ type: 'cardReading' }),
      read: (card) => sendBack({ type: 'cardRead', card }),
      failed: (failure) => sendBack({ type: 'cardFailed', failure }),
    });
    const stopCodes = services.lookForCode({
      read: (text) => sendBack({ type: 'codeRead', text }),
      failed: (failure) => sendBack({ type: 'codeFailed', failure }),
    });
    return () => {
      stopCards();
      stopCodes();
    };
  }),
  printNotice: fromCallback<VisitEvent, Parameters<VisitServices['printNotice']>[0]>(
    ({ sendBack, input }) => {
      void services
        .printNotice(input, (progress) => sendBack({ type: 'printProgress', progress }))
        .then((outcome) => sendBack({ type: 'printed', outcome }));
    },
  ),
  staffMode: fromCallback<VisitEvent>(({ sendBack }) =>
    services.staffMode(() => sendBack({ type: 'maintenanceLeft' })),
  ),
  identify: fromPromise<IdentifyOutcome, Parameters<VisitServices['identify']>[0]>(({ input }) =>
    services.identify(input),
  ),
  identifyByCode: fromPromise<IdentifyOutcome, Parameters<VisitServices['identifyByCode']>[0]>(({ input }) =>
    services.identifyByCode(input),
  ),
  verifyScannedCode: fromPromise<VerifyOutcome, ScannedCode>(({ input }) =>
    services.verifyScannedCode(input),
  ),
  verifyFace: fromCallback<VisitEvent, FaceRequest>(({ sendBack, input }) =>
    services.verifyFace(input, {
      progress: (wish) => sendBack({ type: 'faceProgress', wish }),
      done: (outcome) => sendBack({ type: 'faceDone', outcome }),
    }),
  ),
  recogniseStaff: fromPromise<StaffCardOutcome, Parameters<VisitServices['recogniseStaff']>[0]>(({ input }) =>
    services.recogniseStaff(input),
  ),
  vouch: fromPromise<VouchOutcome, Parameters<VisitServices['vouch']>[0]>(({ input }) =>
    services.vouch(input),
  ),
  findMyDocuments: fromPromise<MyDocumentsOutcome, Parameters<VisitServices['findMyDocuments']>[0]>(
    ({ input }) => services.findMyDocuments(input),
  ),
  readAccessTrail: fromPromise<AccessTrailOutcome, Parameters<VisitServices['readAccessTrail']>[0]>(
    ({ input }) => services.readAccessTrail(input),
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
  takePrincipalCard: fromPromise<AgencyOutcome, Parameters<VisitServices['takePrincipalCard']>[0]>(
    ({ input }) => services.takePrincipalCard(input),
  ),
  findPrincipals: fromPromise<PrincipalsOutcome, Parameters<VisitServices['findPrincipals']>[0]>(
    ({ input }) => services.findPrincipals(input),
  ),
  actFor: fromPromise<AgencyOutcome, Parameters<VisitServices['actFor']>[0]>(({ input }) =>
    services.actFor(input),
  ),
  checkCredit: fromPromise<
    Awaited<ReturnType<VisitServices['checkCredit']>>,
    Parameters<VisitServices['checkCredit']>[0]
  >(({ input }) => services.checkCredit(input)),
  askKnownAnswers: fromPromise<
    Awaited<ReturnType<VisitServices['askKnownAnswers']>>,
    Parameters<VisitServices['askKnownAnswers']>[0]
  >(({ input }) => services.askKnownAnswers(input)),
  matchPolicies: fromPromise<MatchOutcome, Parameters<VisitServices['matchPolicies']>[0]>(({ input }) =>
    services.matchPolicies(input),
  ),
  fileApplication: fromPromise<FilingOutcome, ApplicationDraft>(({ input }) =>
    services.fileApplication(input),
  ),
  fileReply: fromPromise<ReplyOutcome, ReplyDraft>(({ input }) => services.fileReply(input)),
  askProgress: fromPromise<ProgressOutcome, Parameters<VisitServices['askProgress']>[0]>(({ input }) =>
    services.askProgress(input),
  ),
  lookUpReceipt: fromPromise<ReceiptOutcome, string>(({ input }) => services.lookUpReceipt(input)),
  findTimes: fromPromise<Awaited<ReturnType<VisitServices['findTimes']>>, string>(({ input }) =>
    services.findTimes(input),
  ),
  bookAppointment: fromPromise<
    Awaited<ReturnType<VisitServices['book']>>,
    Parameters<VisitServices['book']>[0]
  >(({ input }) => services.book(input)),
  findAppointments: fromPromise<
    Awaited<ReturnType<VisitServices['findAppointments']>>,
    Parameters<VisitServices['findAppointments']>[0]
  >(({ input }) => services.findAppointments(input)),
  cancelAppointment: fromPromise<
    Awaited<ReturnType<VisitServices['cancelAppointment']>>,
    Parameters<VisitServices['cancelAppointment']>[0]
  >(({ input }) => services.cancelAppointment(input)),
  printAppointment: fromCallback<VisitEvent, Parameters<VisitServices['printAppointment']>[0]>(
    ({ sendBack, input }) => {
      void services
        .printAppointment(input, (progress) => sendBack({ type: 'printProgress', progress }))
        .then((outcome) => sendBack({ type: 'printed', outcome }));
    },
  ),
  printReceipt: fromCallback<VisitEvent, Parameters<VisitServices['printReceipt']>[0]>(
    ({ sendBack, input }) => {
      void services
        .printReceipt(input, (progress) => sendBack({ type: 'printProgress', progress }))
        .then((outcome) => sendBack({ type: 'printed', outcome }));
    },
  ),
});
