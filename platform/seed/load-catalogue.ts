import { type Catalogue, catalogueSchema } from '../contract/catalogue.ts';
import type { CertificateIssuer } from '../departments/certificate-issuer.ts';
import catalogue from './catalogue.json' with { type: 'json' };

/**
 * The catalogue that this platform serves. It offers nothing that cannot be issued.
 * @throws Error when the file offers more, or does not fit the contract: a mistake of whoever edited it
 */
export const loadCatalogue = (issuers: readonly CertificateIssuer[]): Catalogue => {
  const parsed = catalogueSchema.parse(catalogue);
  const orphan = parsed.items.find(({ code }) => !issuers.some(({ kind }) => kind === code));
  if (orphan !== undefined) {
    throw new Error(`The catalogue offers ${orphan.code}, which no department issues`);
  }
  return parsed;
};
