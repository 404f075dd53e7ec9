import { z } from 'zod';
import { type Catalogue, catalogueSchema } from '../contract/catalogue.ts';
import { type Guide, guideSchema } from '../contract/guide.ts';
import { packagesOf } from '../contract/packages/judge-package.ts';
import type { CertificateIssuer } from '../departments/certificate-issuer.ts';
import type { EarlierForms } from '../submissions/accepted-forms.ts';
import catalogue from './catalogue.json' with { type: 'json' };
import earlierForms from './earlier-forms.json' with { type: 'json' };
import guides from './guides.json' with { type: 'json' };
import packageGuides from './package-guides.json' with { type: 'json' };
import packageItems from './package-items.json' with { type: 'json' };
import packages from './packages.json' with { type: 'json' };

/**
 * The catalogue that this platform serves. It offers nothing that cannot be issued.
 * @throws Error when the file offers more, or does not fit the contract: a mistake of whoever edited it
 */
export const loadCatalogue = (issuers: readonly CertificateIssuer[]): Catalogue => {
  const parsed = catalogueSchema.parse({
    ...catalogue,
    applications: [...catalogue.applications, ...packageItems],
    packages,
  });
  const orphan = [...parsed.items, ...(parsed.myDocuments ?? [])].find(
    ({ code }) => !issuers.some(({ kind }) => kind === code),
  );
  if (orphan !== undefined) {
    throw new Error(`The catalogue offers ${orphan.code}, which no department issues`);
  }
  const [refused] = packagesOf(parsed).refused;
  if (refused !== undefined) {
    const { position, fault, detail } = refused;
    throw new Error(`Package ${position} of the catalogue cannot be offered: ${fault} ${detail}`);
  }
  return parsed;
};

/** Earlier versions of forms that are still taken. */
export const loadEarlierForms = (): EarlierForms =>
  z.record(z.string(), z.array(z.number().int().min(1))).parse(earlierForms);

/**
 * The guides to the items of the catalogue.
 * @throws Error when an item has no guide, a guide no item, or an item two: a mistake of whoever edited the file
 */
export const loadGuides = (served: Catalogue): readonly Guide[] => {
  const parsed = z.array(guideSchema).parse([...guides, ...packageGuides]);
  const items = [...served.items, ...served.applications].map(({ code }) => code);
  const explained = parsed.map(({ item }) => item);
  const misfits = [
    ...items.filter((item) => !explained.includes(item)),
    ...explained.filter((item, index) => !items.includes(item) || explained.indexOf(item) !== index),
  ];
  if (misfits.length > 0) {
    throw new Error(`Catalogue and guides do not fit together: ${misfits.join(', ')}`);
  }
  return parsed;
};
