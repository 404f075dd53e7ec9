import { certificateIssuers } from '../../platform/departments/all.ts';
import { loadPlatformContent, type PlatformContent } from '../../platform/seed/platform-content.ts';

/** What a platform publishes whose clerks look at certificates of this kind first, within three working days. */
export const contentWithClerk = (kind = 'housing-status'): PlatformContent => {
  const content = loadPlatformContent(certificateIssuers);
  const items = content.catalogue.items.map((item) =>
    item.code === kind ? { ...item, approval: { workingDays: 3 } } : item,
  );
  return { ...content, catalogue: { ...content.catalogue, items } };
};
