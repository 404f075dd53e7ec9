import { keySetSchema, signedKeySetSchema } from '../../../platform/contract/api.ts';
import {
  type HttpAnswerParts,
  readRequestSignature,
  signAnswer,
} from '../../../platform/contract/http-signature/index.ts';
import { policyMatchReplySchema } from '../../../platform/contract/policies.ts';
import { answer, at, jsonHeaders, problem, textOf } from './altered-answers.ts';
import { honestly, type Misconduct, type Signing } from './broken-platform.ts';

const keySetRoute = /^\/v1\/keys$/;

const keySetIn = (given: HttpAnswerParts) => {
  const { jws } = signedKeySetSchema.parse(JSON.parse(textOf(given)));
  const [header, payload = '', signature] = jws.split('.');
  return {
    header,
    signature,
    keySet: keySetSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))),
  };
};

/** Its key set is another than the one that its root has signed. */
export const forgesKeySets = at('GET', keySetRoute, (given) => {
  const { header, keySet, signature } = keySetIn(given);
  const forged = Buffer.from(JSON.stringify({ ...keySet, keys: [] })).toString('base64url');
  return answer(200, { jws: `${header}.${forged}.${signature}` });
});

export const hasNoSealingKey = at('GET', keySetRoute, async (given, _request, world) =>
  answer(200, { jws: await world.signKeySet({ ...keySetIn(given).keySet, sealingKeys: [] }) }),
);

/** The first department's key is also good for identity codes. */
export const mixesKeys = at('GET', keySetRoute, async (given, _request, world) => {
  const { keySet } = keySetIn(given);
  const identityKeys = keySet.keys
    .slice(0, 1)
    .map(({ department, ...key }) => ({ ...key, issuer: department }));
  return answer(200, { jws: await world.signKeySet({ ...keySet, identityKeys }) });
});

/** Takes redemptions that do not fit the contract. */
export const redeemsAnything = at('POST', /^\/v1\/identity-codes\/redemptions$/, (given) =>
  given.status === 400 ? answer(200, { redeemedAt: 0 }) : given,
);

/** Compares faces that do not fit the contract. */
export const comparesAnything = at('POST', /^\/v1\/face-comparisons$/, (given) =>
  given.status === 400 ? answer(200, { similarity: 1 }) : given,
);

/** Tells the time of the first time that it was asked. */
export const standsStill = (): Misconduct => {
  let health: HttpAnswerParts | undefined;
  return at('GET', /^\/v1\/health$/, (given) => {
    health ??= given;
    return health;
  });
};

export const hidesRoutes = at('GET', /^\/v1\/openapi.json$/, (given) => {
  const document = JSON.parse(textOf(given)) as { paths: Record<string, unknown> };
  const { '/v1/feed': _feed, ...paths } = document.paths;
  return answer(200, { ...document, paths });
});

/** Every enrolment comes to another kiosk. */
export const enrolsAnew = (): Misconduct => {
  let count = 0;
  return at('POST', /^\/v1\/enrolments$/, (given) => {
    count += 1;
    return given.status === 200
      ? answer(200, {
          ...(JSON.parse(textOf(given)) as object),
          kioskId: `K-${String(count).padStart(10, '0')}`,
        })
      : given;
  });
};

/** Takes only what was signed in the last minute. */
export const isNarrowMinded: Misconduct = async (request, world) => {
  const signature = readRequestSignature(request.headers);
  return signature.outcome === 'read' && Math.abs(signature.created - Date.now() / 1000) > 60
    ? problem(401, 'clock-skew')
    : world.forward(request);
};

export const refusesEverySignature: Misconduct = async (request, world) =>
  request.path.startsWith('/v1/feed') ? problem(401, 'signature-invalid') : world.forward(request);

/** Another certificate for the same request. */
export const issuesAnew = (): Misconduct => {
  let count = 0;
  return at('POST', /^\/v1\/certificates$/, (given) => {
    count += 1;
    return count % 2 === 0 && given.status === 200
      ? answer(200, {
          certificate: `${(JSON.parse(textOf(given)) as { certificate: string }).certificate}AA`,
        })
      : given;
  });
};

export const deniesCertificates = at('GET', /^\/v1\/certificates\//, (given) =>
  given.status === 200 ? answer(200, { ...(JSON.parse(textOf(given)) as object), state: 'revoked' }) : given,
);

/** Does not say when it looked. */
export const datesNoAccess = at('POST', /\/library\/query$/, (given) =>
  given.status === 200 ? answer(200, { ...(JSON.parse(textOf(given)) as object), accessedAt: 0 }) : given,
);

/** Names somebody for whom the agent may not act. */
export const namesWhomItShouldNot = at('POST', /\/agency\/principals$/, (given) =>
  given.status === 200
    ? answer(200, {
        lookedUpAt: Date.now(),
        principals: [
          {
            way: 'child',
            authorisation: null,
            maskedName: '某*',
            principal: { name: '某某', sex: '女', idNumber: '990000190001010007' },
            items: null,
            services: [],
            validUntil: null,
            standing: 'principal-deceased',
          },
        ],
      })
    : given,
);

/** Says that a policy fits which is not published. */
export const inventsPolicies = at('POST', /\/policies\/matches$/, (given) =>
  given.status === 200
    ? answer(200, {
        lookedUpAt: Date.now(),
        matches: [{ policy: 'no-such-policy', period: 'once', reasons: [], state: 'open' }],
        enterprises: [],
      })
    : given,
);

/** Tells of an enterprise that what is for persons fits it. */
export const mixesAudiences = at('POST', /\/policies\/matches$/, (given) => {
  if (given.status !== 200) return given;
  const told = policyMatchReplySchema.parse(JSON.parse(textOf(given)));
  const shop = { creditCode: '92430199MA4T5U085T', name: '潇湘市向记米粉店', matches: told.matches };
  return answer(200, { ...told, enterprises: [shop] });
});

/** Shows a trail without the readings by kiosks. */
export const hidesReadings = at('POST', /\/library\/access-trail$/, (given) =>
  given.status === 200 ? answer(200, { ...(JSON.parse(textOf(given)) as object), entries: [] }) : given,
);

/** Looks at no more than the holder. */
export const takesAnyPurpose = at('POST', /\/library\/query$/, (given) =>
  given.status === 400 ? answer(200, { accessedAt: Date.now(), certificates: [] }) : given,
);

/** Says that everything is done already. */
export const promisesTooMuch = at('GET', /\/course$/, (given) =>
  given.status === 200
    ? answer(200, { ...(JSON.parse(textOf(given)) as object), state: 'delivered' })
    : given,
);

export const refusesHealth = at('POST', /\/health$/, () => answer(200, { more: true }));

export const refusesFullBatches: Misconduct = async (request, world) =>
  request.body.length > 1_000_000 ? problem(413, 'too-large') : world.forward(request);

export const problemsAsPlainJson: Misconduct = async (request, world) => {
  const given = await world.forward(request);
  return given.status >= 400 ? { ...given, headers: jsonHeaders } : given;
};

export const doesNotSign: Signing = () => ({});
export const doesNotSignRefusals: Signing = (given, key, request, unverified) =>
  given.status >= 400 ? {} : honestly(given, key, request, unverified);
export const tagsNothing: Signing = (given, key, request) => honestly(given, key, request, false);
export const tagsEverything: Signing = (given, key, request) => honestly(given, key, request, true);
export const doesNotBind: Signing = (given, key) =>
  signAnswer(given, key, { created: Math.floor(Date.now() / 1000) });
export const signsWithAnUnpublishedKey: Signing = (given, key, request, unverified) =>
  honestly(given, { ...key, keyId: 'answer-unpublished' }, request, unverified);
export const goesAnHourWrong: Signing = (given, key, request) =>
  signAnswer(given, key, { created: Math.floor(Date.now() / 1000) - 3_600, request: request.headers });
