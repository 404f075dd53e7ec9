import { healthSchema } from '../../contract/api.ts';
import { operations } from '../../contract/openapi/operations.ts';
import { contractSchemas } from '../../contract/openapi/schemas.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import type { World } from '../world.ts';

const get = (world: World, path: string) => world.send(world.unsigned({ method: 'GET', path }));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export const openRouteChecks: readonly Check[] = [
  {
    name: 'Anybody is told that the platform serves, and its time',
    clause: 'api.ts GET /v1/health',
    async prove(world) {
      const { time } = demandAnswer(await get(world, 'v1/health'), healthSchema);
      await world.pass(time);
    },
  },
  {
    name: 'The key set is signed by the root key',
    clause: 'api.ts GET /v1/keys, signed-key-set.ts',
    async prove(world) {
      await world.keySet();
    },
  },
  {
    name: 'The key set has an answer key and a sealing key that are good now',
    clause: 'api.ts KeySet',
    async prove(world) {
      const { answerKeys, sealingKeys } = await world.keySet();
      const now = world.now();
      for (const [what, keys] of Object.entries({ 'answer key': answerKeys, 'sealing key': sealingKeys })) {
        demand(
          keys.some(({ notBefore, notAfter }) => notBefore <= now && now < notAfter),
          `no ${what} is good now`,
        );
      }
    },
  },
  {
    name: 'The contract is served as OpenAPI 3.1 with every route',
    clause: 'api.ts GET /v1/openapi.json',
    async prove(world) {
      const document = demandAnswer(await get(world, 'v1/openapi.json'), contractSchemas.OpenApiDocument);
      demand(document.openapi.startsWith('3.1'), `says that it is OpenAPI ${document.openapi}`);
      const { paths } = document;
      const missing = operations.filter(({ path, method }) => {
        const atPath = isObject(paths) ? paths[path] : undefined;
        return !isObject(atPath) || atPath[method] === undefined;
      });
      demand(
        missing.length === 0,
        `lacks ${missing.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
      );
    },
  },
  {
    name: 'An address that is none is answered not-found',
    clause: 'api.ts problem reasons',
    async prove(world) {
      demandProblem(await get(world, 'v1/no-such-address'), 'not-found');
    },
  },
  {
    name: 'A certificate number that was never given out is not found',
    clause: 'api.ts GET /v1/certificates/:number',
    async prove(world) {
      demandProblem(await get(world, 'v1/certificates/ZZ19700101-0000000000'), 'not-found');
    },
  },
];
