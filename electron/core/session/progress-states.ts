import { assign } from 'xstate';
import { noAppointment } from '../appointments/appointment-types.ts';
import { door } from '../hall/hall-place.ts';
import { receiptNumberIn } from '../progress/receipt-text.ts';
import { openReply } from '../replies/reply-form.ts';
import { isAgencyProblem } from './agency-types.ts';
import { noDesk } from './desk-context.ts';
import { failed, present, type VisitContext, type VisitEvent } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

const scannedReceipt = (event: VisitEvent): string | null =>
  event.type === 'codeRead' ? receiptNumberIn(event.text) : null;

const isReceipt = ({ event }: { readonly event: VisitEvent }): boolean => scannedReceipt(event) !== null;

const lookAt =
  (receiptNumber: string | null) =>
  ({ desk }: VisitContext): Pick<VisitContext, 'desk'> => ({
    desk: { ...desk, receiptNumber, receiptRefused: receiptNumber === null, receiptFinding: null },
  });

/**
 * What became of what was filed: for who is identified everything, for who holds a receipt state and light of that one.
 * The short forms that begin here have states of their own (reply-states.ts).
 */
export const progressStates = (visit: VisitSetup) => ({
  progressDoor: visit.createStateConfig({
    invoke: [{ src: 'lookForCard' }, { src: 'lookForCode' }],
    initial: 'waiting',
    on: {
      cardRead: {
        target: 'opening',
        actions: [
          'beginVisit',
          assign({ card: ({ event }) => event.card, desk: { ...noDesk, wantsProgress: true } }),
        ],
      },
      cardFailed: {
        target: 'problem',
        actions: [
          'beginVisit',
          assign({ desk: { ...noDesk, wantsProgress: true } }),
          { type: 'noteUnread', params: 'identify' },
        ],
      },
      endVisit: 'goodbye',
      back: 'hall',
      home: { target: 'hall', actions: assign({ trail: door }) },
    },
    states: {
      waiting: {
        entry: 'runIdle',
        on: {
          cardReading: 'reading',
          codeRead: [
            {
              guard: isReceipt,
              target: '#visit.visit.lookingUp',
              actions: assign(({ context, event }) => lookAt(scannedReceipt(event))(context)),
            },
            {
              target: '#visit.visit.opening',
              actions: [
                'beginVisit',
                assign({ code: ({ event }) => event.text, desk: { ...noDesk, wantsProgress: true } }),
              ],
            },
          ],
          codeFailed: {
            target: '#visit.visit.problem',
            actions: [
              'beginVisit',
              assign({ desk: { ...noDesk, wantsProgress: true } }),
              { type: 'noteUnread', params: 'identify' },
            ],
          },
          typeReceipt: '#visit.visit.receiptEntry',
        },
      },
      reading: {
        entry: 'pauseIdle',
        after: {
          reading: {
            target: '#visit.visit.problem',
            actions: ['beginVisit', { type: 'noteEndlessReading', params: 'identify' }],
          },
        },
      },
    },
  }),
  receiptEntry: visit.createStateConfig({
    entry: 'runIdle',
    invoke: { src: 'lookForCode' },
    on: {
      lookUpReceipt: [
        {
          guard: ({ event }) => event.receiptNumber === null,
          actions: [assign(({ context }) => lookAt(null)(context)), 'runIdle'],
        },
        {
          target: 'lookingUp',
          actions: assign(({ context, event }) => lookAt(event.receiptNumber)(context)),
        },
      ],
      codeRead: {
        guard: isReceipt,
        target: 'lookingUp',
        actions: assign(({ context, event }) => lookAt(scannedReceipt(event))(context)),
      },
      back: 'progressDoor',
      home: { target: 'hall', actions: assign({ trail: door, desk: noDesk }) },
      endVisit: 'goodbye',
    },
  }),
  lookingUp: visit.createStateConfig({
    entry: 'pauseIdle',
    after: {
      working: {
        target: 'problem',
        actions: assign(() =>
          failed({ problem: 'platform-unreachable', staffCode: 'receipt-never-looked-up' }, null),
        ),
      },
    },
    invoke: {
      src: 'lookUpReceipt',
      input: ({ context }) => present(context.desk.receiptNumber, 'receipt number'),
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'receiptLight',
          actions: assign(({ context, event }) =>
            event.output.ok ? { desk: { ...context.desk, receiptFinding: event.output.finding } } : {},
          ),
        },
        {
          target: 'problem',
          actions: assign(({ event }) => (event.output.ok ? {} : failed(event.output, null))),
        },
      ],
    },
  }),
  receiptLight: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      back: { target: 'progressDoor', actions: assign({ desk: noDesk }) },
      home: { target: 'hall', actions: assign({ trail: door, desk: noDesk }) },
      endVisit: 'goodbye',
    },
  }),
  askingProgress: visit.createStateConfig({
    entry: ['pauseIdle', assign({ failure: null, desk: { ...noDesk, wantsProgress: true } })],
    after: {
      working: {
        target: 'problem',
        actions: assign(() =>
          failed({ problem: 'platform-unreachable', staffCode: 'progress-never-told' }, 'progress'),
        ),
      },
    },
    invoke: {
      src: 'askProgress',
      input: ({ context }) => ({
        visitId: present(context.visitId, 'visit id'),
        person: present(context.person, 'person'),
      }),
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'progress',
          actions: assign(({ event }) =>
            event.output.ok ? { desk: { ...noDesk, progress: event.output.finding } } : {},
          ),
        },
        {
          target: 'problem',
          actions: assign(({ event }) =>
            event.output.ok
              ? {}
              : failed(event.output, isAgencyProblem(event.output.problem) ? null : 'progress'),
          ),
        },
      ],
    },
  }),
  progress: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      chooseFiled: {
        target: 'progressDetail',
        actions: assign(({ context, event }) => ({
          desk: { ...context.desk, chosen: event.receiptNumber },
        })),
      },
      openAppointments: [
        {
          guard: { type: 'isWithheld', params: 'appointments' },
          target: 'problem',
          actions: { type: 'noteWithheld', params: 'appointments' },
        },
        { target: 'askingAppointments', actions: assign({ appointment: noAppointment }) },
      ],
      back: 'choose',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  progressDetail: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      openReply: [
        {
          guard: ({ event }) => event.aim.purpose === 'supplement',
          target: 'material',
          actions: assign(({ context, event }) => ({
            desk: { ...context.desk, reply: openReply(event.aim) },
            material: event.aim.purpose === 'supplement' ? event.aim.material.code : null,
          })),
        },
        {
          target: 'replyQuestion',
          actions: assign(({ context, event }) => ({
            desk: { ...context.desk, reply: openReply(event.aim) },
          })),
        },
      ],
      /** The certificate of a decision is printed like any other. */
      chooseItems: { guard: 'mayPrintThese', target: 'assuring', actions: 'noteOrders' },
      back: 'progress',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
});
