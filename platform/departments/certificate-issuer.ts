import type { CertificateClaims } from '../contract/certificate/claims.ts';
import type { HeldCertificateName } from '../contract/library.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** A person whom the departments know. */
export interface Resident {
  readonly idNumber: string;
  readonly name: string;
  readonly sex: CertificateClaims['holder']['sex'];
}

/** What a department states of a person: the part of the claims that differs from kind to kind. */
export type Statements = Pick<CertificateClaims, 'facts' | 'tables'>;

/** Issues one kind of certificate from a department's own data. */
export interface CertificateIssuer {
  /** Code of its catalogue item. */
  readonly kind: string;
  /** Capital letters with which its certificate numbers begin. */
  readonly numberPrefix: string;
  /**
   * Looks the person up in the department's data. `unknown-person` where it keeps records of some people only; `not-held`
   * where the certificate that is to be copied is not the person's, or not valid.
   *
   * @param now instant of the issue, milliseconds since the Unix epoch
   * @param held what is to be copied; undefined for kinds that copy nothing
   */
  state(
    database: PlatformDatabase,
    resident: Resident,
    now: number,
    held?: HeldCertificateName,
  ): Promise<Statements | 'unknown-person' | 'not-held'>;
}
