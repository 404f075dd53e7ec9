import { assign } from 'xstate';
import { answered, draftOf, isAtEnd, replyFields, reopened, stepBackIn } from '../replies/reply-form.ts';
import type { OpenReply } from '../replies/reply-types.ts';
import { noDesk } from './desk-context.ts';
import { failed, noForm, present, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

const openIn = ({ desk }: VisitContext): OpenReply => present(desk.reply, 'short form');

const withReply = ({ desk }: VisitContext, reply: OpenReply): Pick<VisitContext, 'desk'> => ({
  desk: { ...desk, reply },
});

/** Short forms beside applications: one question after the other, the review, the filing, the number. */
export const replyStates = (visit: VisitSetup) => {
  /** Where a form that is given up leads back to. */
  const away = [
    { guard: 'isOfFiled', target: 'progressDetail', actions: 'closeReply' },
    { target: 'hall', actions: 'closeReply' },
  ] as const;
  return {
    replyQuestion: visit.createStateConfig({
      entry: 'runIdle',
      on: {
        answer: [
          {
            guard: ({ context, event }) => isAtEnd(answered(openIn(context), event.field, event.value)),
            target: 'replyReview',
            actions: assign(({ context, event }) =>
              withReply(context, answered(openIn(context), event.field, event.value)),
            ),
          },
          {
            target: 'replyQuestion',
            reenter: true,
            actions: assign(({ context, event }) =>
              withReply(context, answered(openIn(context), event.field, event.value)),
            ),
          },
        ],
        back: [
          {
            guard: ({ context }) => stepBackIn(openIn(context)) !== null,
            target: 'replyQuestion',
            reenter: true,
            actions: assign(({ context }) => {
              const reply = openIn(context);
              return withReply(context, stepBackIn(reply) ?? reply);
            }),
          },
          ...away,
        ],
        home: away,
        endVisit: 'goodbye',
      },
    }),
    replyReview: visit.createStateConfig({
      entry: 'runIdle',
      on: {
        changeAnswer: {
          target: 'replyQuestion',
          actions: assign(({ context, event }) => withReply(context, reopened(openIn(context), event.field))),
        },
        submit: 'filingReply',
        back: [
          { guard: 'isSupplying', target: 'material' },
          {
            target: 'replyQuestion',
            actions: assign(({ context }) => {
              const reply = openIn(context);
              const last = replyFields(reply.aim, reply.answers).length - 1;
              return withReply(context, { ...reply, question: last, revising: false });
            }),
          },
        ],
        home: away,
        endVisit: 'goodbye',
      },
    }),
    filingReply: visit.createStateConfig({
      entry: ['pauseIdle', assign({ failure: null })],
      invoke: {
        src: 'fileReply',
        input: ({ context }) => draftOf(openIn(context), context),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'filed',
            target: 'replyReceipt',
            actions: assign(({ context, event }) => {
              if (event.output.outcome !== 'filed') return {};
              const { aim } = openIn(context);
              const { purpose } = aim;
              const itemName = aim.purpose === 'feedback' ? null : aim.itemName;
              return {
                ...noForm,
                desk: { ...noDesk, replied: { ...event.output.receipt, purpose, itemName } },
                end: 'completed' as const,
              };
            }),
          },
          {
            target: 'problem',
            actions: assign(({ event }) => {
              const { output } = event;
              switch (output.outcome) {
                case 'filed':
                  return {};
                case 'cannot-file':
                  return failed({ problem: output.reason, staffCode: output.reason }, 'reply');
                case 'not-recorded':
                  return failed({ problem: 'reply-not-recorded', staffCode: output.reason }, 'reply');
              }
            }),
          },
        ],
      },
    }),
    replyReceipt: visit.createStateConfig({
      entry: 'runIdle',
      on: {
        finish: [
          {
            guard: ({ context }) =>
              context.desk.replied !== null && context.desk.replied.purpose !== 'feedback',
            target: 'askingProgress',
          },
          { guard: 'isIdentified', target: 'choose' },
          { target: 'goodbye' },
        ],
        home: [{ guard: 'isIdentified', target: 'choose' }, { target: 'goodbye' }],
        endVisit: 'goodbye',
      },
    }),
  };
};
