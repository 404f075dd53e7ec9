import type { ScreenName, VisitView } from '../../electron/contract/visit-view.ts';
import type { Business, StepNumber } from '../components/progress-steps.tsx';
import type { Words } from '../i18n/locale-context.tsx';
import { appointmentSentence } from './appointments/appointment-sentence.ts';
import { identifyWords } from './identify/identify-words.ts';
import { beneficiariesWords } from './policies/beneficiaries-words.ts';
import { verdictOf } from './verified/verdict.ts';

/** Step of the visit that each screen belongs to, null where there is none to show. */
export const stepOf: Readonly<Record<ScreenName, StepNumber | null>> = {
  outOfService: null,
  attract: null,
  closed: null,
  maintenance: null,
  setup: null,
  home: null,
  shelf: null,
  search: null,
  guide: null,
  package: null,
  verified: null,
  verifyGuide: null,
  progressDoor: null,
  receiptEntry: null,
  lookingUp: null,
  receiptLight: null,
  progress: null,
  progressDetail: null,
  replyQuestion: null,
  replyReview: null,
  replyFiling: null,
  replyReceipt: null,
  identify: 1,
  helpWays: 1,
  principals: 1,
  policy: null,
  creditConsent: 2,
  creditListed: 2,
  knownConsent: 2,
  policyConsent: 2,
  policyBeneficiaries: 2,
  policyMatches: 2,
  appointmentDays: null,
  appointmentTimes: null,
  appointmentReview: null,
  appointmentWorking: null,
  appointmentOffline: null,
  appointment: null,
  myAppointments: null,
  appointmentCancel: null,
  face: 1,
  faceConsent: 1,
  faceAgain: 1,
  otherWay: 1,
  vouch: 1,
  choose: 2,
  myConsent: 2,
  myLoading: 2,
  myDocuments: 2,
  myCertificate: 2,
  accessTrail: null,
  consent: 2,
  question: 3,
  materials: 3,
  material: 3,
  capture: 3,
  promise: 3,
  review: 3,
  packageReview: 3,
  filing: 4,
  receipt: 4,
  packageReceipt: 4,
  preparing: 3,
  preview: 3,
  printing: 4,
  takePaper: 4,
  rate: null,
  goodbye: null,
  cardLeft: null,
  problem: null,
};

/** What the visit is about, as far as it has been chosen: the names of the last steps follow it. */
export const businessOf = (visit: VisitView): Business => {
  switch (visit.screen) {
    case 'creditConsent':
    case 'creditListed':
    case 'knownConsent':
    case 'question':
    case 'materials':
    case 'material':
    case 'capture':
    case 'promise':
    case 'review':
    case 'filing':
    case 'receipt':
    case 'packageReview':
    case 'packageReceipt':
      return 'application';
    case 'printing':
    case 'takePaper':
      return visit.document === 'receipt' ? 'application' : 'certificate';
    case 'consent':
    case 'preparing':
    case 'preview':
      return 'certificate';
    default:
      return 'open';
  }
};

/** Tells one page from the next where both are of one screen: a touch that was meant for the one is none of the other. */
export const pageOf = (visit: VisitView): string => {
  switch (visit.screen) {
    case 'maintenance':
      return `maintenance ${visit.staff.stage === 'signIn' ? visit.staff.step : visit.staff.page.name}`;
    case 'setup':
      return `setup ${visit.setup.body.step}`;
    case 'question':
      return `question ${visit.question.name} ${visit.prefilled === null}`;
    case 'material':
      return `material ${visit.material.code}`;
    case 'capture':
      return `capture ${visit.look} ${visit.step}`;
    case 'replyQuestion':
      return `replyQuestion ${visit.question.name}`;
    case 'progressDetail':
      return `progressDetail ${visit.application.receiptNumber}`;
    case 'shelf':
      return `shelf ${visit.shelf} ${visit.page}`;
    case 'guide':
      return `guide ${visit.item.code}`;
    case 'package':
      return `package ${visit.package.code}`;
    case 'policy':
      return `policy ${visit.policy.code}`;
    case 'appointment':
      return `appointment ${visit.appointment.number}`;
    case 'myCertificate':
      return `myCertificate ${visit.certificate.key}`;
    default:
      return visit.screen;
  }
};

/** The step that is shown with a screen; a notice is no part of a piece of business. */
export const stepShown = (visit: VisitView): StepNumber | null =>
  visit.screen === 'printing' && (visit.document === 'notice' || visit.document === 'appointment')
    ? null
    : stepOf[visit.screen];

/** What makes the voice say the same sentence once more. */
export const reminderOf = (visit: VisitView): number => (visit.screen === 'cardLeft' ? visit.reminder : 0);

/** Whether the footer offers to end the visit; elsewhere the screen has its own way out, or none makes sense. */
export const canEndVisit = (visit: VisitView): boolean => {
  switch (visit.screen) {
    case 'identify':
      return visit.step !== 'checking';
    case 'principals':
      return visit.principals !== null;
    case 'policyMatches':
      return visit.matches !== null;
    case 'creditConsent':
    case 'knownConsent':
      return !visit.asking;
    case 'home':
    case 'shelf':
    case 'search':
    case 'guide':
    case 'package':
    case 'packageReview':
    case 'helpWays':
    case 'policy':
    case 'creditListed':
    case 'policyConsent':
    case 'policyBeneficiaries':
    case 'appointmentDays':
    case 'appointmentTimes':
    case 'appointmentReview':
    case 'appointmentOffline':
    case 'appointment':
    case 'myAppointments':
    case 'appointmentCancel':
    case 'face':
    case 'faceConsent':
    case 'faceAgain':
    case 'otherWay':
    case 'vouch':
    case 'choose':
    case 'myConsent':
    case 'myDocuments':
    case 'myCertificate':
    case 'accessTrail':
    case 'consent':
    case 'preview':
    case 'question':
    case 'materials':
    case 'material':
    case 'capture':
    case 'promise':
    case 'review':
    case 'verifyGuide':
    case 'progressDoor':
    case 'receiptEntry':
    case 'receiptLight':
    case 'progress':
    case 'progressDetail':
    case 'replyQuestion':
    case 'replyReview':
      return true;
    default:
      return false;
  }
};

/** The one sentence that a screen says aloud (to screen readers now, by voice where there is one). */
export const spokenSentence = (visit: VisitView, words: Words): string => {
  const { t, pick, locale } = words;
  const together = (...parts: readonly string[]): string =>
    parts.map((part) => part.replace(/[。.]$/, '')).join(locale === 'zh-CN' ? '。' : '. ');
  switch (visit.screen) {
    case 'outOfService':
      return together(t('outOfService.title'), t(`outOfService.${visit.reason}`));
    case 'attract':
      return t('attract.spoken');
    case 'closed':
      return together(
        t('closed.title'),
        visit.closing.by === 'staff' ? t(`closed.${visit.closing.reason}`) : pick(visit.closing.words),
      );
    case 'maintenance':
      return visit.staff.stage === 'signIn'
        ? t(`signIn.${visit.staff.step}.title`)
        : together(t('staff.mode'), t(`staff.page.${visit.staff.page.name}`));
    case 'setup':
      return together(t('setup.title'), t(`setup.step.${visit.setup.body.step}`));
    case 'home':
      return together(t('home.title'), t('home.identify'));
    case 'shelf':
      if (visit.shelf === 'policies') return t('shelf.policies');
      return visit.name === null ? t('home.title') : pick(visit.name);
    case 'search':
      return together(
        t(visit.among === 'policies' ? 'search.policies.title' : 'search.title'),
        t('search.lead'),
      );
    case 'guide':
      return pick(visit.item.everydayName);
    case 'verifyGuide':
      return together(t('verifyGuide.title'), t('verifyGuide.lead'));
    case 'progressDoor':
      return together(t('progressDoor.title'), t('progressDoor.lead'));
    case 'receiptEntry':
      return together(t('receiptEntry.title'), t('receiptEntry.lead'));
    case 'lookingUp':
      return t('lookingUp.title');
    case 'receiptLight':
      return visit.found === null
        ? t(`receiptLight.${visit.source.from === 'platform' ? 'unknown' : 'unknownHere'}.title`)
        : together(t('receiptLight.title'), t(`course.${visit.found.state}`));
    case 'progress':
      return visit.applications.length === 0
        ? t('progress.none.title')
        : t('progress.lead', { count: visit.applications.length });
    case 'progressDetail':
      return t(`course.${visit.application.state}`);
    case 'replyQuestion':
      return pick(visit.question.label);
    case 'replyReview':
      return t(`replyReview.${visit.purpose}.title`);
    case 'replyFiling':
      return t('replyFiling.title');
    case 'replyReceipt':
      return together(t(`replyReceipt.${visit.purpose}.title`), t(`replyReceipt.${visit.delivery}`));
    case 'package':
      return t('package.spoken', {
        name: pick(visit.package.everydayName),
        count: visit.parts.filter(({ isTaken }) => isTaken).length,
      });
    case 'packageReview':
      return t('packageReview.title');
    case 'packageReceipt':
      return visit.parts.some(({ delivery }) => delivery === 'refused')
        ? t('packageReceipt.refusedTitle')
        : t('packageReceipt.title', { count: visit.parts.length });
    case 'verified':
      return visit.result === null
        ? t('verified.working')
        : together(t(verdictOf(visit.result).title), t(verdictOf(visit.result).lead));
    case 'identify':
      return together(t(identifyWords(visit).title), t(identifyWords(visit).lead));
    case 'policy':
      return pick(visit.policy.everydayName);
    case 'creditConsent':
      return visit.asking
        ? t('creditConsent.asking')
        : together(t('creditConsent.title'), t(`creditConsent.why.${visit.rule}`));
    case 'creditListed':
      return together(t(`creditListed.${visit.rule}.title`), t(`creditListed.${visit.rule}.body`));
    case 'knownConsent':
      return visit.asking
        ? t('knownConsent.asking')
        : together(t('knownConsent.title'), t('knownConsent.lead'));
    case 'policyConsent':
      return together(t('policyConsent.title'), t('policyConsent.lead'));
    case 'policyBeneficiaries': {
      const words = beneficiariesWords(visit);
      return together(t(`${words}.title`), t(`${words}.lead`));
    }
    case 'policyMatches':
      return visit.matches === null
        ? t('matches.asking')
        : visit.matches.length === 0
          ? t(visit.enterprise === null ? 'matches.none' : 'matches.enterprise.none')
          : together(
              t(visit.enterprise === null ? 'matches.title' : 'matches.enterprise.title', {
                count: visit.matches.length,
              }),
              t('matches.lead'),
            );
    case 'appointmentDays':
    case 'appointmentTimes':
    case 'appointmentReview':
    case 'appointmentWorking':
    case 'appointmentOffline':
    case 'appointment':
    case 'myAppointments':
    case 'appointmentCancel':
      return together(...appointmentSentence(visit, words));
    case 'helpWays':
      return together(t('helpWays.title'), t('helpWays.lead'));
    case 'principals':
      return t(visit.principals === null ? 'principals.asking' : 'principals.title');
    case 'face':
      return visit.wish?.hindrance
        ? t(`face.hindrance.${visit.wish.hindrance}`)
        : t(`face.${visit.wish?.stage ?? 'starting'}.title`);
    case 'faceConsent':
      return together(t('faceConsent.title'), t('faceConsent.lead'));
    case 'faceAgain':
      return together(t('faceAgain.title'), t(`faceReason.${visit.reason}`));
    case 'otherWay':
      return t('otherWay.title');
    case 'vouch':
      return t(`vouch.${visit.step}.title`);
    case 'choose':
      return t('choose.title');
    case 'myConsent':
      return together(t('mine.consent.title'), t('mine.consent.trail'));
    case 'myLoading':
      return t(`mine.loading.${visit.what}`);
    case 'myDocuments':
      return visit.library === 'listed'
        ? t('mine.title')
        : together(t('mine.title'), t(`mine.${visit.library}.title`));
    case 'myCertificate':
      return t(`held.${visit.certificate.kind}`);
    case 'accessTrail':
      return t('access.title');
    case 'consent':
      return visit.orders.length > 1
        ? t('consent.several.title', { count: visit.orders.length })
        : pick(visit.orders[0]?.item.everydayName ?? { 'zh-CN': '', en: '' });
    case 'question':
      return visit.notLookedUp
        ? together(pick(visit.question.label), t('known.notLookedUp'))
        : pick(visit.question.label);
    case 'materials':
      return together(t('materials.title'), t('materials.lead'));
    case 'material':
      return t('material.title', { material: pick(visit.material.name) });
    case 'capture':
      return visit.fault === null
        ? t(`capture.${visit.step}.title`, { material: pick(visit.material.name) })
        : t(`capture.fault.${visit.fault}`);
    case 'promise':
      return together(t('promise.title'), t('promise.lead'));
    case 'review':
      return t('review.title');
    case 'filing':
      return t('filing.title');
    case 'receipt':
      return together(
        t(visit.delivery === 'refused' ? 'receipt.refusedTitle' : 'receipt.title'),
        t(`receipt.${visit.delivery}`),
      );
    case 'preparing': {
      const current = visit.certificates.find(({ state }) => state === 'current') ?? visit.certificates[0];
      return visit.step === 'asking' && current
        ? t('preparing.asking', { department: pick(current.item.department) })
        : t(visit.step === 'rendering' ? 'preparing.rendering' : 'preparing.verifying');
    }
    case 'preview':
      return t('preview.title');
    case 'printing':
      return visit.step === 'paused'
        ? together(t('printing.paused.title'), t(`printing.paused.lead.${visit.document}`))
        : t(visit.step === 'sending' ? `printing.sending.${visit.document}` : `printing.${visit.step}`);
    case 'takePaper':
      return visit.cardOnReader
        ? together(t(`takePaper.title.${visit.document}`), t('takePaper.card'))
        : t(`takePaper.title.${visit.document}`);
    case 'rate':
      return t('rate.title');
    case 'goodbye':
      return visit.cardOnReader
        ? t('goodbye.card')
        : t(visit.done ? 'goodbye.done.title' : 'goodbye.ended.title');
    case 'cardLeft':
      return t('cardLeft.title');
    case 'problem':
      return together(
        t(`problem.${visit.problem}.title`),
        t(`problem.${visit.problem}.kept`),
        t(`problem.${visit.problem}.todo`),
      );
  }
};
