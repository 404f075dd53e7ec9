import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';

/** A way of looking at a screen: how it stands, in which language, and for whom it is made easier. */
export type Look = {
  /** Such as `wide-elder-en`: part of the names of pictures. */
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly changes: Partial<ViewSnapshot>;
  /** Whether it is one of staff mode and set-up, too: they know one size and one reach. */
  readonly isForStaff: boolean;
  /** Whether the core's pages hold as many entries as they ever do. */
  readonly isRoomy: boolean;
};

const positions = [
  { name: '', size: { width: 1080, height: 1920 } },
  { name: 'wide', size: { width: 1920, height: 1080 } },
] as const;

const comforts = [
  { name: '', changes: {} },
  { name: 'elder', changes: { elderMode: true } },
  { name: 'contrast', changes: { highContrast: true } },
  { name: 'contrast-elder', changes: { highContrast: true, elderMode: true } },
  { name: 'seated', changes: { seated: true } },
  { name: 'seated-elder', changes: { seated: true, elderMode: true } },
] as const;

const languages = [
  { name: 'zh', changes: {} },
  { name: 'en', changes: { locale: 'en' } },
] as const;

/** Every way in which every screen is looked at. */
export const looks: readonly Look[] = positions.flatMap((position) =>
  comforts.flatMap((comfort) =>
    languages.map((language) => ({
      name: [position.name, comfort.name, language.name].filter((part) => part !== '').join('-'),
      size: position.size,
      changes: { ...comfort.changes, ...language.changes },
      isForStaff: comfort.name === '' || comfort.name === 'contrast',
      isRoomy: comfort.name === '' || comfort.name === 'contrast',
    })),
  ),
);
