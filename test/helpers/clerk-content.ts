import { certificateIssuers } from '../../platform/departments/all.ts';
import { loadPlatformContent, type PlatformContent } from '../../platform/seed/platform-content.ts';

/** What a platform publishes whose clerks look at proofs of housing first, within three working days. */
export const contentWithClerk = (): PlatformContent => {
  const content = loadPlatformContent(certificateIssuers);
  const items = content.catalogue.items.map((item) =>
    item.code === 'housing-status' ? { ...item, approval: { workingDays: 3 } } : item,
  );
  return { ...content, catalogue: { ...content.catalogue, items } };
};
