import type { CatalogueItem, LocalizedText } from '../../../platform/contract/catalogue.ts';

/** What the document itself, or who tells of it, says of its kind. */
export interface UnlistedDocument {
  readonly kind: string;
  /** As its template has it; null where the kiosk has none for it. */
  readonly title: LocalizedText | null;
  readonly department: LocalizedText;
  readonly purpose: string;
}

/** Of a document that nobody names. */
const someCertificate: LocalizedText = { 'zh-CN': '证明', en: 'Certificate' };

/** In one language only, as it stands on the paper. */
export const asPrinted = (text: string): LocalizedText => ({ 'zh-CN': text, en: text });

/**
 * The item of a document that lies ready where the catalogue has none for it: it has not come yet, or has dropped the
 * kind since. What the catalogue would decide is taken strictly: who collects is identified as surely as a kiosk can. How
 * many may be printed in a day is left open, since what lies ready comes out once.
 */
export const standInItem = ({ kind, title, department, purpose }: UnlistedDocument): CatalogueItem => {
  const name = title ?? someCertificate;
  return {
    code: kind,
    everydayName: name,
    officialName: name,
    description: name,
    department: { code: 'department', name: department },
    icon: 'document',
    assuranceLevel: 3,
    dataUsed: [name],
    purposes: [{ code: 'other', name: asPrinted(purpose) }],
    printsADay: 20,
    validDays: 1,
  };
};
