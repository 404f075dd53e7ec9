import fastify, { type FastifyInstance } from 'fastify';
import type { RequestKiosk } from '../../platform/api/context.ts';
import { certificateIssuers } from '../../platform/departments/all.ts';
import { loadCatalogue, loadGuides } from '../../platform/seed/load-catalogue.ts';
import { seedLibrary, seedRegisters } from '../../platform/seed/seed-platform.ts';
import type { SeedResident } from '../../platform/seed/seed-resident.ts';
import type { PlatformDatabase } from '../../platform/store/open-store.ts';

export const testCatalogue = loadCatalogue(certificateIssuers);
export const testGuides = loadGuides(testCatalogue);

/** Fills a store as the platform does at its start; nobody but the given ones unless told. */
export const fillTestStore = async (
  database: PlatformDatabase,
  {
    residents = [],
    populationSize = 0,
  }: { residents?: readonly SeedResident[]; populationSize?: number } = {},
): Promise<void> => {
  await seedRegisters(database, { residents, populationSize });
  await seedLibrary(database, { catalogue: testCatalogue, guides: testGuides });
};

/** A kiosk whose signature was verified: that is tested with the API's own hooks. */
export const verifiedKiosk: RequestKiosk = {
  kioskId: 'K-0000000001',
  stationCode: 'QX-0007',
  keyId: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
};

/** Routes alone, asked by a kiosk that is let through. */
export const serveRoutes = (
  add: (server: FastifyInstance) => void,
  kiosk: RequestKiosk = verifiedKiosk,
): FastifyInstance => {
  const server = fastify({ routerOptions: { maxParamLength: 64 } });
  server.decorateRequest('kiosk', null);
  server.addHook('onRequest', async (request) => {
    request.kiosk = kiosk;
  });
  add(server);
  return server;
};
