import type { CertificateIssuer } from './certificate-issuer.ts';
import { housingStatus } from './housing/housing-status.ts';
import { providentFundDeposit } from './provident-fund/provident-fund-deposit.ts';

/** Every kind of certificate that this platform can issue. */
export const certificateIssuers: readonly CertificateIssuer[] = [housingStatus, providentFundDeposit];
