import { join } from 'node:path';
import { announcedYears } from '../applications/working-days.ts';
import type { AppointmentDirectory } from '../contract/appointments.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import type { Guide } from '../contract/guide.ts';
import type { HelpDirectory } from '../contract/help.ts';
import type { WorkingYears } from '../contract/working-days.ts';
import type { CertificateIssuer } from '../departments/certificate-issuer.ts';
import type { Policy } from '../contract/policies.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type AcceptedForms, acceptedForms, grantForms } from '../submissions/accepted-forms.ts';
import { loadAppointments } from './load-appointments.ts';
import { loadCatalogue, loadEarlierForms, loadGuides } from './load-catalogue.ts';
import { type HallSeed, loadHall } from './load-hall.ts';
import { loadHelp } from './load-help.ts';
import { loadPolicies } from './load-policies.ts';

/** What a version of the platform brings with it and publishes. */
export interface PlatformContent {
  /**
   * Counts up with every change of the rest. Of several versions behind one database, as during a rolling upgrade, the
   * content of the highest edition is published, whichever of them starts last. To go back to older content is to
   * publish it as the next edition.
   */
  readonly edition: number;
  readonly catalogue: Catalogue;
  readonly guides: readonly Guide[];
  /** How the service hall is set out. */
  readonly hall: HallSeed;
  /** The years whose holidays kiosks count working days with. */
  readonly workingYears: WorkingYears;
  /** Who can be called from a kiosk. */
  readonly help: HelpDirectory;
  /** What can be booked at the service halls. */
  readonly appointments: AppointmentDirectory;
  /** What persons and enterprises can get 政策超市. */
  readonly policies: readonly Policy[];
  /** Versions of forms that are taken. */
  readonly forms: AcceptedForms;
  /** Folder of JSON files, one template each, named as the template is. */
  readonly templatesFolder: string;
}

/**
 * The edition of appointments.json, catalogue.json, package-items.json, packages.json, earlier-forms.json, guides.json, package-guides.json,
 * hall.json, help.json, holidays.json, item-templates.json, policies.json and assets/templates.
 */
const edition = 14;

/**
 * The content of this version.
 * @throws Error when the files do not fit together: a mistake of whoever edited them
 */
export const loadPlatformContent = (issuers: readonly CertificateIssuer[]): PlatformContent => {
  const catalogue = loadCatalogue(issuers);
  const policies = loadPolicies(catalogue);
  return {
    edition,
    catalogue,
    guides: loadGuides(catalogue),
    hall: loadHall(),
    workingYears: { years: announcedYears() },
    help: loadHelp(),
    appointments: loadAppointments(),
    policies,
    forms: new Map([...acceptedForms(catalogue, loadEarlierForms()), ...grantForms(policies)]),
    templatesFolder: join(import.meta.dirname, '../../assets/templates'),
  };
};

const editionName = 'edition';

/**
 * Whether content of this edition may be published: false once a higher one was. From then on lower ones may not. Only
 * one instance at a time may ask.
 */
export const claimEdition = async (database: PlatformDatabase, claimed: number): Promise<boolean> => {
  const published = await database
    .selectFrom('seeded_data')
    .select('content')
    .where('name', '=', editionName)
    .executeTakeFirst();
  if (published !== undefined && Number(published.content) > claimed) {
    return false;
  }
  await database
    .insertInto('seeded_data')
    .values({ name: editionName, content: String(claimed) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ content: String(claimed) }))
    .execute();
  return true;
};
