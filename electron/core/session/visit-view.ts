import type { ApplicationItem, CatalogueItem } from '../../../platform/contract/catalogue.ts';
import type { VisitView } from '../../contract/visit-view.ts';
import { stepBack } from '../hall/hall-place.ts';
import { packageReceiptView, packageReviewView } from '../packages/package-views.ts';
import { hallView } from '../hall/hall-view.ts';
import { verifiedView } from '../verification/verification-view.ts';
import { agencyObstacle, standingPerson } from './agency-types.ts';
import { helpWaysScreen, principalsScreen } from './agency-view.ts';
import { faceAttempts } from './assurance-types.ts';
import {
  consentView,
  itemFace,
  itemView,
  pagesOf,
  preparingView,
  previewView,
  residentView,
  unprinted,
} from './certificate-view.ts';
import {
  applicationView,
  askingView,
  captureView,
  materialsView,
  materialWaysView,
  promiseView,
  reviewView,
} from './filing-view.ts';
import { appointmentGoesBack, appointmentScreen, isAppointmentState } from './appointment-view.ts';
import { deskView, isDeskState } from './desk-view.ts';
import { creditConsentScreen, creditListedScreen } from './credit-view.ts';
import { knownConsentScreen } from './known-view.ts';
import { policyBeneficiariesScreen, policyConsentScreen, policyMatchesScreen } from './policy-view.ts';
import { accessTrailView, myCertificateView, myDocumentsView } from './my-documents-view.ts';
import type { Surroundings } from './surroundings.ts';
import { present, type VisitContext } from './visit-context.ts';
import type { VisitState } from './visit-machine.ts';

/** The one that the visit is about where only one can be named: the one that asks for the surest identification. */
const mainItem = ({ application, orders }: VisitContext): ApplicationItem | CatalogueItem =>
  application ??
  present(
    orders.map(({ item }) => item).toSorted((one, other) => other.assuranceLevel - one.assuranceLevel)[0] ??
      null,
    'item',
  );

/** What hangs together with others is offered with them, as a package; by itself it stands on the shelves and in the search. */
const isOfferedByItself =
  ({ packages }: Surroundings) =>
  ({ code }: ApplicationItem): boolean =>
    !packages.connected.has(code);

const problemView = (context: VisitContext): VisitView => {
  const failure = present(context.failure, 'failure');
  return {
    screen: 'problem',
    problem: failure.problem,
    device: failure.device ?? null,
    staffCode: failure.staffCode,
    canRetry: failure.retry !== null,
    certificateNumbers: failure.certificateNumber ? [failure.certificateNumber] : unprinted(context),
    ...(failure.approval && { approval: failure.approval }),
  };
};

const printedBy = {
  printing: 'certificate',
  printingNotice: 'notice',
  printingReceipt: 'receipt',
  printingAppointment: 'appointment',
} as const;

/** Receipts and notices take one page. */
const receiptPages = 1;

type VisitStateValue = VisitState['value']['visit'];

/** The states with steps of their own. */
const stepView = (
  value: Extract<VisitStateValue, object>,
  context: VisitContext,
  around: Surroundings,
): VisitView => {
  if ('hall' in value) {
    return value.hall === 'waiting'
      ? hallView(context, around)
      : { screen: 'identify', step: 'reading', unavailable: [], raising: false, takesCodes: false };
  }
  const unavailable = around.readerProblem ? [around.readerProblem] : [];
  if ('progressDoor' in value) {
    const { takesCodes } = around;
    return value.progressDoor === 'waiting'
      ? { screen: 'progressDoor', takesCards: around.readerProblem === null, takesCodes, unavailable }
      : { screen: 'identify', step: 'reading', unavailable: [], raising: false, takesCodes: false };
  }
  if ('identify' in value) {
    const { takesCodes } = around;
    return { screen: 'identify', step: value.identify, unavailable, raising: false, takesCodes };
  }
  if ('principalCard' in value) {
    return {
      screen: 'identify',
      step: value.principalCard,
      unavailable,
      raising: false,
      takesCodes: false,
      ofPrincipal: true,
    };
  }
  if ('addCard' in value) {
    return { screen: 'identify', step: value.addCard, unavailable, raising: true, takesCodes: false };
  }
  if ('cardLeft' in value) {
    return { screen: 'cardLeft', reminder: context.reminder, canStart: around.closing === null };
  }
  const refusal = context.vouchRefusal;
  return {
    screen: 'vouch',
    step: value.vouch,
    refusal: refusal === null ? null : { reason: refusal.reason, lockedUntil: refusal.lockedUntil ?? null },
    resident: residentView(standingPerson(present(context.person, 'person'))),
    unavailable,
  };
};

/** Turns the state of the chart into what the renderer draws. */
export const visitView = (value: VisitStateValue, context: VisitContext, around: Surroundings): VisitView => {
  if (typeof value === 'object') return stepView(value, context, around);
  if (isDeskState(value)) return deskView(value, context, around);
  if (isAppointmentState(value)) return appointmentScreen(value, context, around);
  switch (value) {
    case 'maintenance':
      return { screen: 'maintenance', staff: around.staff() };
    case 'attract':
    case 'opening':
      if (around.closing !== null) return { screen: 'closed', closing: around.closing };
      return {
        screen: 'attract',
        unavailable: [...around.unavailable],
        takesApplications: around.applications.length > 0 && around.filing === 'possible',
        takesCertificates: around.takesCertificates,
      };
    case 'verifying':
      return verifiedView(null, false);
    case 'verified':
      return verifiedView(context.finding, context.factsShown);
    case 'checking':
    case 'checkingCode':
    case 'identified':
      return { screen: 'identify', step: 'checking', unavailable: [], raising: false, takesCodes: false };
    case 'checkingPrincipal':
    case 'takingPrincipal':
      return {
        screen: 'identify',
        step: 'checking',
        unavailable: [],
        raising: false,
        takesCodes: false,
        ofPrincipal: true,
      };
    case 'creditConsent':
    case 'checkingCredit':
      return creditConsentScreen(context, value === 'checkingCredit');
    case 'creditListed':
      return creditListedScreen(context);
    case 'knownConsent':
    case 'askingKnown':
      return knownConsentScreen(context, value === 'askingKnown');
    case 'policyConsent':
      return policyConsentScreen(context);
    case 'matchingPolicies':
      return policyMatchesScreen(null, context, around);
    case 'policyBeneficiaries':
      return policyBeneficiariesScreen(context, around);
    case 'policyMatches':
      return policyMatchesScreen((context.policies.beneficiary ?? context.policies).matches, context, around);
    case 'helpWays':
      return helpWaysScreen(around);
    case 'findingPrincipals':
      return principalsScreen(null, around);
    case 'principals':
      return principalsScreen(context.principals, around);
    case 'assuring':
    case 'checkingAddedCard':
      return { screen: 'identify', step: 'checking', unavailable: [], raising: true, takesCodes: false };
    case 'face':
      return {
        screen: 'face',
        resident: residentView(standingPerson(present(context.person, 'person'))),
        wish: context.faceWish,
        attempt: context.faceTries + 1,
        attempts: faceAttempts,
      };
    case 'faceConsent':
      return { screen: 'faceConsent' };
    case 'faceAgain':
      return {
        screen: 'faceAgain',
        reason: present(context.faceRefusal, 'refusal of a face'),
        attemptsLeft: faceAttempts - context.faceTries,
      };
    case 'otherWay':
      return {
        screen: 'otherWay',
        item: itemFace(mainItem(context)),
        reason: context.faceRefusal ?? around.faceObstacle ?? (context.photo === null ? 'no-photo' : null),
        staffCanVouch: around.staffCanVouch(),
        canRetry:
          (context.photo !== null || around.platformCompares) &&
          context.faceTries < faceAttempts &&
          around.faceObstacle === null,
      };
    case 'choose': {
      const person = present(context.person, 'person');
      const isOpen = (item: CatalogueItem | ApplicationItem): boolean =>
        agencyObstacle(person, item) === null;
      const items = around.items.filter(isOpen);
      const offered = around.applications.filter(isOfferedByItself(around));
      const applications = offered.filter(isOpen);
      return {
        screen: 'choose',
        resident: residentView(person),
        withheld: around.items.length + offered.length - items.length - applications.length,
        items: items.map((item) => itemView(item, person, around)),
        applications: applications.map(applicationView),
        filing: around.filing,
        catalogueState: around.catalogueState,
      };
    }
    case 'myConsent':
      return { screen: 'myConsent', resident: residentView(present(context.person, 'person')) };
    case 'myAsking':
      return { screen: 'myLoading', what: 'documents' };
    case 'trailAsking':
      return { screen: 'myLoading', what: 'access-trail' };
    case 'myDocuments':
      return myDocumentsView(context, around);
    case 'myCertificate':
      return myCertificateView(context, around);
    case 'accessTrail':
      return accessTrailView(context, around);
    case 'consent':
      return consentView(context, around);
    case 'preparing':
    case 'prepared':
      return preparingView(context);
    case 'preview':
      return previewView(context, around);
    case 'fillingIn':
    case 'openingForm':
    case 'question':
      return askingView(context);
    case 'materials':
      return materialsView(context);
    case 'material':
      return materialWaysView(context, around);
    case 'capturing':
    case 'captured':
      return captureView(context, value === 'captured' ? 'taken' : 'live');
    case 'promising':
      return promiseView(context);
    case 'review':
      return context.package === null ? reviewView(context) : packageReviewView(context, context.package);
    case 'filing':
      return { screen: 'filing', item: applicationView(present(context.application, 'application')) };
    case 'receipt': {
      if (context.package !== null) return packageReceiptView(context, context.package, around);
      const { key, receiptNumber, filedAt, promises, enterprise } = present(context.receipt, 'receipt');
      return {
        screen: 'receipt',
        item: applicationView(present(context.application, 'application')),
        receiptNumber,
        filedAt,
        delivery: around.deliveryOf(key),
        enterprise: enterprise?.name ?? null,
        promises: promises.map(({ name, dueOn }) => ({ name, dueOn })),
        print: context.receiptPrint,
        printerProblem: around.printerProblem,
      };
    }
    case 'printing':
    case 'printingNotice':
    case 'printingReceipt':
    case 'printingAppointment':
      return {
        screen: 'printing',
        document: printedBy[value],
        step: context.printProgress.step,
        pagesPrinted: context.printProgress.pagesPrinted,
        pages: value === 'printing' ? pagesOf(context, false) : receiptPages,
        printerProblem: context.printProgress.printerProblem,
      };
    case 'takePaper':
      return {
        screen: 'takePaper',
        document: context.receipt === null ? 'certificate' : 'receipt',
        pages: context.receipt === null ? pagesOf(context, true) : receiptPages,
        missing: context.missing.map(({ item }) => itemFace(item)),
        cardOnReader: around.cardOnReader,
      };
    case 'rate':
      return { screen: 'rate', item: itemFace(mainItem(context)) };
    case 'goodbye':
      return {
        screen: 'goodbye',
        done: context.end === 'completed',
        // A reader that cannot be asked may have a card on it.
        cardOnReader: context.cardLies || (around.readerProblem !== null && around.cardOnReader),
      };
    case 'problem':
      return problemView(context);
  }
};

/** States from which `back` leads somewhere. */
export const canGoBack = (value: VisitStateValue, context: VisitContext): boolean =>
  (typeof value === 'object' &&
    !('cardLeft' in value) &&
    (!('hall' in value) || context.person !== null || stepBack(context.trail) !== null)) ||
  (typeof value === 'string' && appointmentGoesBack(value, context)) ||
  value === 'creditConsent' ||
  value === 'creditListed' ||
  value === 'knownConsent' ||
  value === 'policyConsent' ||
  value === 'policyBeneficiaries' ||
  value === 'policyMatches' ||
  value === 'helpWays' ||
  value === 'principals' ||
  value === 'face' ||
  value === 'faceConsent' ||
  value === 'faceAgain' ||
  value === 'otherWay' ||
  value === 'myConsent' ||
  value === 'myDocuments' ||
  value === 'myCertificate' ||
  value === 'accessTrail' ||
  value === 'consent' ||
  value === 'preview' ||
  value === 'question' ||
  value === 'materials' ||
  value === 'material' ||
  value === 'capturing' ||
  value === 'captured' ||
  value === 'promising' ||
  value === 'review' ||
  value === 'verifyGuide' ||
  (value === 'verified' && context.verifiesInHall) ||
  value === 'receiptEntry' ||
  value === 'receiptLight' ||
  value === 'progress' ||
  value === 'progressDetail' ||
  value === 'replyQuestion' ||
  value === 'replyReview';
