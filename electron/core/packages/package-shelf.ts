import type { Catalogue } from '../../../platform/contract/catalogue.ts';
import type { KnownPackage } from '../../../platform/contract/packages/joint-form.ts';
import { packagesOf } from '../../../platform/contract/packages/judge-package.ts';
import { createSearchIndex } from '../hall/search-index.ts';
import type { Log } from '../log/core-log.ts';

/** The packages 一件事 that this kiosk offers. */
export interface PackageShelf {
  readonly all: readonly KnownPackage[];
  find(code: string): KnownPackage | undefined;
  /** In the order in which the catalogue has them. */
  ofEvent(lifeEvent: string): readonly KnownPackage[];
  /** By name, as items are found (hall/search-index.ts); the best first. */
  search(text: string): readonly KnownPackage[];
  /** Codes of the items that depend on others of a package, or on which others depend. */
  readonly connected: ReadonlySet<string>;
}

/** Packages that a search gives at most: what they hold is found beside them. */
const mostFound = 3;

/** Puts the packages of a catalogue in order. */
export const packageShelf = (all: readonly KnownPackage[]): PackageShelf => {
  const index = createSearchIndex();
  for (const { everydayName, officialName } of all) {
    index.add({ everyday: everydayName, official: officialName }, 0);
  }
  return {
    all,
    find: (wanted) => all.find(({ code }) => code === wanted),
    ofEvent: (event) => all.filter(({ lifeEvent }) => lifeEvent === event),
    search: (text) =>
      index
        .search(text, mostFound)
        .entries.map((entry) => all[entry])
        .filter((found) => found !== undefined),
    connected: new Set(
      all.flatMap(({ parts }) =>
        parts.flatMap(({ item, dependsOn }) => (dependsOn.length === 0 ? [] : [item.code, ...dependsOn])),
      ),
    ),
  };
};

/** The packages of the catalogue as it is when asked; each that cannot be offered is told to the log, once a catalogue. */
export const createPackageShelf = (options: {
  readonly catalogue: () => Catalogue;
  readonly log: Log;
}): (() => PackageShelf) => {
  let made: { readonly from: Catalogue; readonly shelf: PackageShelf } | null = null;
  return () => {
    const catalogue = options.catalogue();
    if (made?.from === catalogue) return made.shelf;
    const { known, refused } = packagesOf(catalogue);
    for (const { position, fault, detail } of refused) {
      options.log.warn('package-refused', { position, fault, detail });
    }
    made = { from: catalogue, shelf: packageShelf(known) };
    return made.shelf;
  };
};
