import type { Catalogue } from '../../../platform/contract/catalogue.ts';

/** A city that offers nothing. */
export const noCatalogue: Catalogue = { version: '1', items: [], applications: [], packages: [] };
