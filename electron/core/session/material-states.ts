import { assign } from 'xstate';
import {
  askedMaterials,
  materialsComplete,
  type Provision,
  withProvision,
} from '../applications/materials/provisions.ts';
import { pagesAtMost } from '../../../platform/contract/application-form/material.ts';
import { isJpegPage } from '../applications/materials/jpeg-page.ts';
import { materialOf } from './chosen-material.ts';
import { waysOpenTo } from './credit-rules.ts';
import { formIsComplete, itemOf, lastQuestion } from './form-course.ts';
import { type MaterialWayName, present, type VisitContext } from './visit-context.ts';
import type { VisitSetup } from './visit-setup.ts';

const offers = (context: VisitContext, way: MaterialWayName): boolean =>
  waysOpenTo(context.credit, materialOf(context)).some((offered) => offered.way === way);

const provide = (context: VisitContext, provision: Provision | null): Partial<VisitContext> => ({
  provisions: withProvision(context.provisions, present(context.material, 'material'), provision),
});

/** Nobody looks at a page any more; pictures that were not used are overwritten. */
const endCapture = ({ capture }: VisitContext): Partial<VisitContext> => {
  capture?.bytes?.fill(0);
  for (const page of capture?.pages ?? []) page.fill(0);
  return { capture: null };
};

/** Without the picture that is looked at; the pages before it stay. */
const dropPicture = ({ capture }: VisitContext): Partial<VisitContext> => {
  capture?.bytes?.fill(0);
  return { capture: capture && { ...capture, bytes: null } };
};

/** The pages so far, with the one that is looked at. */
const pagesOf = ({ capture }: VisitContext): readonly Uint8Array[] => {
  const { pages, bytes } = present(capture, 'look at a page');
  return [...pages, present(bytes, 'captured page')];
};

const usePages = (context: VisitContext): Partial<VisitContext> => ({
  ...provide(context, { way: 'capture', pages: pagesOf(context) }),
  capture: null,
});

const useCertificate = (context: VisitContext): Partial<VisitContext> => {
  const way = materialOf(context).ways.find((offered) => offered.way === 'certificate');
  return way ? provide(context, way) : {};
};

const isSupplying = ({ desk }: VisitContext): boolean => desk.reply?.aim.purpose === 'supplement';

const hasPages = ({ context }: { readonly context: VisitContext }): boolean =>
  (context.capture?.pages.length ?? 0) > 0;

/** The states in which materials are handed in: their list, the ways for one of them, the camera, the promise. */
export const materialStates = (visit: VisitSetup) => ({
  materials: visit.createStateConfig({
    entry: ['runIdle', assign({ material: null })],
    on: {
      openMaterial: {
        target: 'material',
        guard: ({ context, event }) =>
          askedMaterials(itemOf(context), context.answers).some(({ code }) => code === event.material),
        actions: assign({ material: ({ event }) => event.material }),
      },
      materialsDone: {
        target: 'review',
        guard: ({ context }) => materialsComplete(itemOf(context), context.answers, context.provisions),
      },
      back: [
        { guard: ({ context }) => context.revising && formIsComplete(context), target: 'review' },
        {
          guard: ({ context }) => lastQuestion(context) !== null,
          target: 'question',
          actions: assign(({ context }) => ({ question: lastQuestion(context) ?? 0, revising: false })),
        },
        { target: 'choose' },
      ],
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  material: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      provideMaterial: [
        {
          guard: ({ context, event }) =>
            event.way === 'certificate' && offers(context, 'certificate') && isSupplying(context),
          target: 'replyReview',
          actions: assign(({ context }) => useCertificate(context)),
        },
        {
          guard: ({ context, event }) => event.way === 'certificate' && offers(context, 'certificate'),
          target: 'materials',
          actions: assign(({ context }) => useCertificate(context)),
        },
        {
          guard: ({ context, event }) => event.way === 'capture' && offers(context, 'capture'),
          target: 'capturing',
        },
        {
          guard: ({ context, event }) => event.way === 'later' && offers(context, 'later'),
          target: 'promising',
        },
      ],
      dropMaterial: [
        {
          guard: 'isSupplying',
          target: 'material',
          reenter: true,
          actions: assign(({ context }) => provide(context, null)),
        },
        { target: 'materials', actions: assign(({ context }) => provide(context, null)) },
      ],
      back: [
        { guard: 'isSupplying', target: 'progressDetail', actions: 'closeReply' },
        { target: 'materials' },
      ],
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
  /** The camera is on, for the next page. */
  capturing: visit.createStateConfig({
    entry: ['runIdle', 'newCapture'],
    on: {
      captureTaken: [
        {
          guard: ({ context, event }) => event.look === context.capture?.look && isJpegPage(event.jpeg),
          target: 'captured',
          actions: assign(({ context, event }) =>
            context.capture ? { capture: { ...context.capture, bytes: event.jpeg } } : {},
          ),
        },
        {
          guard: ({ context, event }) => event.look === context.capture?.look,
          actions: assign(({ context, event }) => {
            event.jpeg.fill(0);
            return context.capture ? { capture: { ...context.capture, fault: 'no-picture' as const } } : {};
          }),
        },
      ],
      captureFailed: {
        guard: ({ context, event }) => event.look === context.capture?.look,
        actions: assign(({ context, event }) =>
          context.capture ? { capture: { ...context.capture, fault: event.fault } } : {},
        ),
      },
      retry: { target: 'capturing', reenter: true },
      lookAtLastPage: { guard: hasPages, target: 'captured', actions: 'showLastPage' },
      back: { target: 'material', actions: assign(({ context }) => endCapture(context)) },
      home: { target: 'choose', actions: assign(({ context }) => endCapture(context)) },
      endVisit: 'goodbye',
    },
  }),
  /** The page that was taken is looked at before it is used. */
  captured: visit.createStateConfig({
    entry: 'runIdle',
    on: {
      usePage: [
        {
          guard: 'isSupplying',
          target: 'replyReview',
          actions: assign(({ context }) => usePages(context)),
        },
        { target: 'materials', actions: assign(({ context }) => usePages(context)) },
      ],
      /** The page stays, and another one follows. */
      addPage: {
        guard: ({ context }) => pagesOf(context).length < pagesAtMost(materialOf(context).ways),
        target: 'capturing',
        actions: assign(({ context }) =>
          context.capture ? { capture: { ...context.capture, bytes: null, pages: pagesOf(context) } } : {},
        ),
      },
      /** The page goes; the one before it is looked at. */
      dropPage: {
        guard: hasPages,
        target: 'captured',
        reenter: true,
        actions: 'showLastPage',
      },
      retry: { target: 'capturing', actions: assign(({ context }) => dropPicture(context)) },
      back: { target: 'material', actions: assign(({ context }) => endCapture(context)) },
      home: { target: 'choose', actions: assign(({ context }) => endCapture(context)) },
      endVisit: 'goodbye',
    },
  }),
  /** 容缺受理: what is promised is spelled out, and agreed to. */
  promising: visit.createStateConfig({
    entry: ['runIdle', 'notePromise'],
    on: {
      agreePromise: {
        target: 'materials',
        actions: assign(({ context }) => provide(context, present(context.promise, 'promise'))),
      },
      back: 'material',
      home: 'choose',
      endVisit: 'goodbye',
    },
  }),
});
