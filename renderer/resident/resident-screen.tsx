import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { HelpWaysScreen } from './agency/help-ways-screen.tsx';
import { PrincipalsScreen } from './agency/principals-screen.tsx';
import { AppointmentCancelScreen } from './appointments/appointment-cancel-screen.tsx';
import { AppointmentDaysScreen } from './appointments/appointment-days-screen.tsx';
import { AppointmentOfflineScreen } from './appointments/appointment-offline-screen.tsx';
import { AppointmentReviewScreen } from './appointments/appointment-review-screen.tsx';
import { AppointmentScreen } from './appointments/appointment-screen.tsx';
import { AppointmentTimesScreen } from './appointments/appointment-times-screen.tsx';
import { AppointmentWorkingScreen } from './appointments/appointment-working-screen.tsx';
import { MyAppointmentsScreen } from './appointments/my-appointments-screen.tsx';
import { CaptureScreen } from './capture/capture-screen.tsx';
import { ChooseScreen } from './choose/choose-screen.tsx';
import { ConsentScreen } from './consent/consent-screen.tsx';
import { FaceAgainScreen } from './face/face-again-screen.tsx';
import { FaceConsentScreen } from './face/face-consent-screen.tsx';
import { FaceScreen } from './face/face-screen.tsx';
import { FilingScreen } from './filing/filing-screen.tsx';
import { CardLeftScreen } from './goodbye/card-left-screen.tsx';
import { GoodbyeScreen } from './goodbye/goodbye-screen.tsx';
import { GuideScreen } from './guide/guide-screen.tsx';
import { HomeScreen } from './home/home-screen.tsx';
import { IdentifyScreen } from './identify/identify-screen.tsx';
import { MaterialScreen } from './materials/material-screen.tsx';
import { MaterialsScreen } from './materials/materials-screen.tsx';
import { AccessTrailScreen } from './my-documents/access-trail-screen.tsx';
import { MyCertificateScreen } from './my-documents/my-certificate-screen.tsx';
import { MyConsentScreen } from './my-documents/my-consent-screen.tsx';
import { MyDocumentsScreen } from './my-documents/my-documents-screen.tsx';
import { MyLoadingScreen } from './my-documents/my-loading-screen.tsx';
import { OtherWayScreen } from './other-way/other-way-screen.tsx';
import { PackageReceiptScreen } from './package/package-receipt-screen.tsx';
import { PackageReviewScreen } from './package/package-review-screen.tsx';
import { PackageScreen } from './package/package-screen.tsx';
import { CreditConsentScreen } from './credit/credit-consent-screen.tsx';
import { CreditListedScreen } from './credit/credit-listed-screen.tsx';
import { KnownConsentScreen } from './known/known-consent-screen.tsx';
import { PolicyConsentScreen } from './policies/policy-consent-screen.tsx';
import { PolicyBeneficiariesScreen } from './policies/policy-beneficiaries-screen.tsx';
import { PolicyMatchesScreen } from './policies/policy-matches-screen.tsx';
import { PolicyScreen } from './policies/policy-screen.tsx';
import { PreparingScreen } from './preparing/preparing-screen.tsx';
import { PreviewScreen } from './preview/preview-screen.tsx';
import { PrintingScreen } from './printing/printing-screen.tsx';
import { ProblemScreen } from './problem/problem-screen.tsx';
import { PromiseScreen } from './promise/promise-screen.tsx';
import { LookingUpScreen } from './progress/looking-up-screen.tsx';
import { ProgressDetailScreen } from './progress/progress-detail-screen.tsx';
import { ProgressDoorScreen } from './progress/progress-door-screen.tsx';
import { ProgressScreen } from './progress/progress-screen.tsx';
import { ReceiptEntryScreen } from './progress/receipt-entry-screen.tsx';
import { ReceiptLightScreen } from './progress/receipt-light-screen.tsx';
import { QuestionScreen } from './question/question-screen.tsx';
import { RateScreen } from './rate/rate-screen.tsx';
import { ReceiptScreen } from './receipt/receipt-screen.tsx';
import { ReplyFilingScreen } from './reply/reply-filing-screen.tsx';
import { ReplyQuestionScreen } from './reply/reply-question-screen.tsx';
import { ReplyReceiptScreen } from './reply/reply-receipt-screen.tsx';
import { ReplyReviewScreen } from './reply/reply-review-screen.tsx';
import { ReviewScreen } from './review/review-screen.tsx';
import { SearchScreen } from './search/search-screen.tsx';
import { ShelfScreen } from './shelf/shelf-screen.tsx';
import { TakePaperScreen } from './take-paper/take-paper-screen.tsx';
import { VerifiedScreen } from './verified/verified-screen.tsx';
import { VerifyGuideScreen } from './verify-guide/verify-guide-screen.tsx';
import { VouchScreen } from './vouch/vouch-screen.tsx';

/** The screen of a resident that a snapshot asks for; the first ones are drawn without this (first-screen.tsx). */
export const ResidentScreen = ({ snapshot }: { readonly snapshot: ViewSnapshot }) => {
  const { visit } = snapshot;
  switch (visit.screen) {
    case 'outOfService':
    case 'attract':
    case 'closed':
    case 'maintenance':
    case 'setup':
      return null;
    case 'home':
      return <HomeScreen visit={visit} snapshot={snapshot} />;
    case 'shelf':
      return <ShelfScreen key={visit.shelf} visit={visit} snapshot={snapshot} />;
    case 'search':
      return <SearchScreen key={visit.among ?? 'items'} visit={visit} snapshot={snapshot} />;
    case 'guide':
      // Another guide begins at its first page.
      return <GuideScreen key={visit.item.code} visit={visit} snapshot={snapshot} />;
    case 'verifyGuide':
      return <VerifyGuideScreen visit={visit} snapshot={snapshot} />;
    case 'progressDoor':
      return <ProgressDoorScreen visit={visit} snapshot={snapshot} />;
    case 'receiptEntry':
      return <ReceiptEntryScreen visit={visit} snapshot={snapshot} />;
    case 'lookingUp':
      return <LookingUpScreen />;
    case 'receiptLight':
      return <ReceiptLightScreen visit={visit} snapshot={snapshot} />;
    case 'progress':
      return <ProgressScreen visit={visit} snapshot={snapshot} />;
    case 'progressDetail':
      return <ProgressDetailScreen visit={visit} snapshot={snapshot} />;
    case 'replyQuestion':
      // A new question starts afresh: nothing that was typed for the one before is left.
      return <ReplyQuestionScreen key={visit.question.name} visit={visit} snapshot={snapshot} />;
    case 'replyReview':
      return <ReplyReviewScreen visit={visit} snapshot={snapshot} />;
    case 'replyFiling':
      return <ReplyFilingScreen />;
    case 'replyReceipt':
      return <ReplyReceiptScreen visit={visit} snapshot={snapshot} />;
    case 'package':
      return <PackageScreen key={visit.package.code} visit={visit} snapshot={snapshot} />;
    case 'packageReview':
      return <PackageReviewScreen visit={visit} snapshot={snapshot} />;
    case 'packageReceipt':
      return <PackageReceiptScreen visit={visit} snapshot={snapshot} />;
    case 'verified':
      return <VerifiedScreen visit={visit} snapshot={snapshot} />;
    case 'identify':
      return <IdentifyScreen visit={visit} snapshot={snapshot} />;
    case 'helpWays':
      return <HelpWaysScreen visit={visit} snapshot={snapshot} />;
    case 'principals':
      return <PrincipalsScreen visit={visit} snapshot={snapshot} />;
    case 'policy':
      return <PolicyScreen visit={visit} snapshot={snapshot} />;
    case 'creditConsent':
      return <CreditConsentScreen visit={visit} snapshot={snapshot} />;
    case 'creditListed':
      return <CreditListedScreen visit={visit} snapshot={snapshot} />;
    case 'knownConsent':
      return <KnownConsentScreen visit={visit} snapshot={snapshot} />;
    case 'policyConsent':
      return <PolicyConsentScreen visit={visit} snapshot={snapshot} />;
    case 'policyBeneficiaries':
      return <PolicyBeneficiariesScreen visit={visit} snapshot={snapshot} />;
    case 'policyMatches':
      return <PolicyMatchesScreen visit={visit} snapshot={snapshot} />;
    case 'appointmentCancel':
      return <AppointmentCancelScreen visit={visit} snapshot={snapshot} />;
    case 'appointmentDays':
      return <AppointmentDaysScreen visit={visit} snapshot={snapshot} />;
    case 'appointmentOffline':
      return <AppointmentOfflineScreen visit={visit} snapshot={snapshot} />;
    case 'appointmentReview':
      return <AppointmentReviewScreen visit={visit} snapshot={snapshot} />;
    case 'appointment':
      return <AppointmentScreen key={visit.appointment.number} visit={visit} snapshot={snapshot} />;
    case 'appointmentTimes':
      return <AppointmentTimesScreen key={visit.day} visit={visit} snapshot={snapshot} />;
    case 'appointmentWorking':
      return <AppointmentWorkingScreen visit={visit} snapshot={snapshot} />;
    case 'myAppointments':
      return <MyAppointmentsScreen visit={visit} snapshot={snapshot} />;
    case 'face':
      return <FaceScreen visit={visit} snapshot={snapshot} />;
    case 'faceConsent':
      return <FaceConsentScreen />;
    case 'faceAgain':
      return <FaceAgainScreen visit={visit} snapshot={snapshot} />;
    case 'otherWay':
      return <OtherWayScreen visit={visit} snapshot={snapshot} />;
    case 'vouch':
      // Digits that were typed for a refused PIN are not offered again.
      return <VouchScreen key={visit.step} visit={visit} snapshot={snapshot} />;
    case 'choose':
      return <ChooseScreen visit={visit} snapshot={snapshot} />;
    case 'myConsent':
      return <MyConsentScreen visit={visit} snapshot={snapshot} />;
    case 'myLoading':
      return <MyLoadingScreen visit={visit} snapshot={snapshot} />;
    case 'myDocuments':
      return <MyDocumentsScreen visit={visit} snapshot={snapshot} />;
    case 'myCertificate':
      return <MyCertificateScreen visit={visit} snapshot={snapshot} />;
    case 'accessTrail':
      return <AccessTrailScreen visit={visit} snapshot={snapshot} />;
    case 'consent':
      return <ConsentScreen visit={visit} snapshot={snapshot} />;
    case 'question':
      // A new question starts afresh: nothing that was typed for the one before is left.
      return <QuestionScreen key={visit.question.name} visit={visit} snapshot={snapshot} />;
    case 'materials':
      return <MaterialsScreen visit={visit} snapshot={snapshot} />;
    case 'material':
      return <MaterialScreen visit={visit} snapshot={snapshot} />;
    case 'capture':
      // Another look starts afresh.
      return <CaptureScreen key={`${visit.look} ${visit.step}`} visit={visit} snapshot={snapshot} />;
    case 'promise':
      return <PromiseScreen visit={visit} snapshot={snapshot} />;
    case 'review':
      return <ReviewScreen visit={visit} snapshot={snapshot} />;
    case 'filing':
      return <FilingScreen visit={visit} snapshot={snapshot} />;
    case 'receipt':
      return <ReceiptScreen visit={visit} snapshot={snapshot} />;
    case 'preparing':
      return <PreparingScreen visit={visit} snapshot={snapshot} />;
    case 'preview':
      return <PreviewScreen visit={visit} snapshot={snapshot} />;
    case 'printing':
      return <PrintingScreen visit={visit} snapshot={snapshot} />;
    case 'takePaper':
      return <TakePaperScreen visit={visit} snapshot={snapshot} />;
    case 'rate':
      return <RateScreen visit={visit} snapshot={snapshot} />;
    case 'goodbye':
      return <GoodbyeScreen visit={visit} snapshot={snapshot} />;
    case 'cardLeft':
      return <CardLeftScreen visit={visit} snapshot={snapshot} />;
    case 'problem':
      return <ProblemScreen visit={visit} snapshot={snapshot} />;
  }
};
