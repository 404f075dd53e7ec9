import type { Intent } from '../../electron/contract/intents.ts';
import type { QuestionView } from '../../electron/contract/question.ts';
import type { VisitView } from '../../electron/contract/visit-view.ts';
import type { SessionPlan } from './session-plan.ts';

/** What a resident does at a screen: a touch, something with the hands, or nothing but waiting. */
export type Deed =
  | { readonly kind: 'touch'; readonly intent: Intent }
  | { readonly kind: 'lay-card' }
  | { readonly kind: 'lift-card' }
  | { readonly kind: 'show-code' }
  | { readonly kind: 'wait' };

/** What a resident remembers of the session. */
export interface SessionSoFar {
  /** Was at the choice and chose something. */
  readonly hasChosen: boolean;
  readonly retries: number;
}

const mostRetries = 1;
/** Certificates above are for faces, and no camera is fitted. */
const withoutFace: ReadonlySet<string> = new Set([
  'housing-status',
  'provident-fund-deposit',
  'social-insurance',
  'medical-insurance',
  'education',
  'blood-donation',
]);

const touch = (intent: Intent): Deed => ({ kind: 'touch', intent });
const wait: Deed = { kind: 'wait' };

const answerTo = (question: QuestionView, pick: number): string | boolean => {
  switch (question.kind) {
    case 'choice':
      return question.options[pick % question.options.length]?.code ?? '';
    case 'yes-no':
      return pick % 2 === 0;
    case 'digits':
      return '1'.repeat(Math.min(question.maximumLength, Math.max(question.minimumLength, 11)));
    case 'text':
      return '青石'.repeat(question.maximumLength).slice(0, Math.max(question.minimumLength, 2));
  }
};

const choose = (
  { items, applications, filing }: Extract<VisitView, { screen: 'choose' }>,
  { wish, pick }: SessionPlan,
): Intent => {
  const printable = items.filter(({ code, printsLeft }) => withoutFace.has(code) && printsLeft > 0);
  const turned = [
    ...printable.slice(pick % printable.length),
    ...printable.slice(0, pick % printable.length),
  ];
  const codes = turned.map(({ code }) => code);
  const [first] = codes;
  if (wish === 'certificate' && first !== undefined) return { name: 'chooseItem', itemCode: first };
  if (wish === 'several-certificates' && first !== undefined)
    return { name: 'chooseItems', itemCodes: codes.slice(0, 2 + (pick % 2)) };
  const application = applications[pick % applications.length];
  if (wish === 'application' && application && filing === 'possible')
    return { name: 'chooseItem', itemCode: application.code };
  return { name: 'endVisit' };
};

/** What is done at this screen by somebody who goes on. */
export const deedAt = (visit: VisitView, plan: SessionPlan, soFar: SessionSoFar): Deed => {
  switch (visit.screen) {
    case 'attract':
      return touch({ name: 'start' });
    case 'home':
      return touch({ name: 'identify' });
    case 'identify':
      if (visit.step !== 'waiting') return wait;
      return plan.fault === 'code-instead-of-card' && visit.takesCodes && !visit.raising
        ? { kind: 'show-code' }
        : { kind: 'lay-card' };
    case 'choose':
      return touch(soFar.hasChosen ? { name: 'endVisit' } : choose(visit, plan));
    case 'consent': {
      const open = visit.orders.find(({ purposeCode }) => purposeCode === null);
      if (!open) return touch({ name: 'consent' });
      const { item } = open;
      const purposeCode = item.purposes[plan.pick % item.purposes.length]?.code ?? '';
      return touch({ name: 'choosePurpose', purposeCode, itemCode: item.code });
    }
    case 'creditConsent':
      return visit.asking ? wait : touch({ name: 'consent' });
    case 'knownConsent':
      if (visit.asking) return wait;
      return touch({ name: plan.pick % 3 === 0 ? 'fillInMyself' : 'consent' });
    case 'creditListed':
      return touch(visit.rule === 'limits-promises' ? { name: 'consent' } : { name: 'home' });
    case 'preview':
      return touch({ name: 'print' });
    case 'question': {
      const { question } = visit;
      if (visit.prefilled !== null) return touch({ name: 'usePrefilled', field: question.name });
      return touch({ name: 'answer', field: question.name, value: answerTo(question, plan.pick) });
    }
    case 'materials': {
      const open = visit.materials.find(({ required, provided }) => required && provided === null);
      return touch(open ? { name: 'openMaterial', material: open.code } : { name: 'materialsDone' });
    }
    case 'material': {
      // Nobody holds a page to a camera in the soak.
      const way = visit.ways.find((offered) => offered.way !== 'capture');
      return touch(way ? { name: 'provideMaterial', way: way.way } : { name: 'endVisit' });
    }
    case 'promise':
      return touch({ name: 'agreePromise' });
    case 'capture':
      return touch({ name: 'endVisit' });
    case 'review':
      return touch({ name: 'submit' });
    case 'receipt':
      return touch(
        visit.print === 'not-asked' && plan.pick % 2 === 0 ? { name: 'printReceipt' } : { name: 'finish' },
      );
    case 'packageReview':
      return touch({ name: 'submit' });
    case 'packageReceipt':
      return touch({ name: 'finish' });
    case 'takePaper':
      return touch({ name: 'paperTaken' });
    case 'rate':
      return touch(plan.rating === null ? { name: 'skipRating' } : { name: 'rate', level: plan.rating });
    case 'problem':
      return touch(visit.canRetry && soFar.retries < mostRetries ? { name: 'retry' } : { name: 'endVisit' });
    case 'policy':
    case 'policyConsent':
    case 'policyBeneficiaries':
    case 'policyMatches':
    case 'appointmentDays':
    case 'appointmentTimes':
    case 'appointmentReview':
    case 'appointmentOffline':
    case 'appointment':
    case 'myAppointments':
    case 'appointmentCancel':
    case 'helpWays':
    case 'principals':
    case 'myConsent':
    case 'myDocuments':
    case 'myCertificate':
    case 'accessTrail':
    case 'shelf':
    case 'search':
    case 'guide':
    case 'package':
    case 'otherWay':
    case 'faceConsent':
    case 'faceAgain':
    case 'face':
    case 'vouch':
    case 'verifyGuide':
    case 'progressDoor':
    case 'receiptEntry':
    case 'receiptLight':
    case 'progress':
    case 'progressDetail':
    case 'replyQuestion':
    case 'replyReview':
    case 'replyReceipt':
      return touch({ name: 'endVisit' });
    case 'cardLeft':
      return { kind: 'lift-card' };
    case 'outOfService':
    case 'closed':
    case 'maintenance':
    case 'setup':
    case 'verified':
    case 'lookingUp':
    case 'appointmentWorking':
    case 'replyFiling':
    case 'myLoading':
    case 'preparing':
    case 'filing':
    case 'printing':
    case 'goodbye':
      return wait;
  }
};
