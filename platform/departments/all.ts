import { bloodDonationCertificate } from './blood-donation/blood-donation-certificate.ts';
import type { CertificateIssuer } from './certificate-issuer.ts';
import { educationCertificate } from './education/education-certificate.ts';
import { householdRegisterCertificate } from './household-register/household-register-certificate.ts';
import { familyRelationProof } from './family-relation/family-relation-proof.ts';
import { heldCertificateCopy } from './held-certificate/held-certificate-copy.ts';
import { housingStatus } from './housing/housing-status.ts';
import { marriageRecordCertificate } from './marriage-register/marriage-record-certificate.ts';
import { medicalInsuranceCertificate } from './medical-insurance/medical-insurance-certificate.ts';
import { noPenaltyCertificate } from './penalty-register/no-penalty-certificate.ts';
import { providentFundDeposit } from './provident-fund/provident-fund-deposit.ts';
import { socialInsuranceCertificate } from './social-insurance/social-insurance-certificate.ts';

/** Every kind of certificate that this platform can issue. */
export const certificateIssuers: readonly CertificateIssuer[] = [
  housingStatus,
  providentFundDeposit,
  socialInsuranceCertificate,
  medicalInsuranceCertificate,
  householdRegisterCertificate,
  marriageRecordCertificate,
  noPenaltyCertificate,
  educationCertificate,
  bloodDonationCertificate,
  heldCertificateCopy,
  familyRelationProof,
];
