import {
  certificateStatusSchema,
  type IssueCertificateRequest,
  issueCertificateReplySchema,
} from '../../contract/api.ts';
import { verifyCertificate } from '../../contract/certificate/signed-certificate.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { lacksHolder } from '../holder.ts';
import type { World } from '../world.ts';

const certificates = 'api.ts POST /v1/certificates';

/** A request for the first certificate of the published catalogue that is issued at once. */
export const certificateRequest = async (
  world: World,
  changes: Partial<IssueCertificateRequest> = {},
): Promise<IssueCertificateRequest> => {
  const { holder, stationCode } = world.target;
  const item = (await world.catalogue()).items.find(({ approval }) => approval === undefined);
  const purpose = item?.purposes[0];
  demand(
    holder !== null && item !== undefined && purpose !== undefined,
    'the published catalogue has no certificate that is issued at once',
  );
  return {
    requestId: crypto.randomUUID(),
    kind: item.code,
    purpose: purpose.code,
    holder,
    station: { code: stationCode, name: '合规测试站' },
    assuranceLevel: 3,
    consentedAt: world.now(),
    ...changes,
  };
};

const post = (world: World, content: IssueCertificateRequest) =>
  world.ask({ method: 'POST', path: 'v1/certificates', body: json(content) });

/** The certificate as it was answered, base64url. */
export const issue = async (world: World, content: IssueCertificateRequest): Promise<string> =>
  demandAnswer(await post(world, content), issueCertificateReplySchema).certificate;

export const certificateChecks: readonly Check[] = [
  {
    name: 'A certificate is signed by its department, and anybody is told that it is valid',
    clause: `${certificates}, GET /v1/certificates/:number`,
    lacks: lacksHolder,
    async prove(world) {
      const content = await certificateRequest(world);
      const bytes = Buffer.from(await issue(world, content), 'base64url');
      const verified = verifyCertificate(bytes, await world.keySet(), world.now());
      demand(verified.outcome === 'genuine', `the certificate is ${verified.outcome}`);
      const { claims } = verified;
      demand(
        claims.kind === content.kind && claims.holder.idNumber === content.holder.idNumber,
        'it is of another kind or for another person',
      );
      const path = `v1/certificates/${claims.certificateNumber}`;
      const status = demandAnswer(
        await world.send(world.unsigned({ method: 'GET', path })),
        certificateStatusSchema,
      );
      demand(
        status.state === 'valid' && status.certificateNumber === claims.certificateNumber,
        `its status is ${status.state}`,
      );
    },
  },
  {
    name: 'A certificate asked for again under its request id is the same to the byte',
    clause: `${certificates} requestId`,
    lacks: lacksHolder,
    async prove(world) {
      const content = await certificateRequest(world);
      const first = await issue(world, content);
      await world.pass(world.now() + 1_000);
      demand((await issue(world, content)) === first, 'the second answer has other bytes');
    },
  },
  {
    name: 'A request id used again for something else is refused',
    clause: `${certificates} request-id-reused`,
    lacks: lacksHolder,
    async prove(world) {
      const content = await certificateRequest(world);
      await issue(world, content);
      const other = { ...content, consentedAt: content.consentedAt - 1_000 };
      demandProblem(await post(world, other), 'request-id-reused');
    },
  },
  {
    name: 'A certificate of an unknown kind, for an unknown purpose or person is refused',
    clause: 'api.ts problem reasons',
    lacks: lacksHolder,
    async prove(world) {
      demandProblem(
        await post(world, await certificateRequest(world, { kind: 'no-such-kind' })),
        'unknown-kind',
      );
      demandProblem(
        await post(world, await certificateRequest(world, { purpose: 'no-such-purpose' })),
        'unknown-purpose',
      );
      const holder = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' } as const;
      demandProblem(await post(world, await certificateRequest(world, { holder })), 'unknown-person');
    },
  },
  {
    name: 'A kiosk is not given a certificate in the name of another station',
    clause: 'api.ts station-mismatch',
    lacks: lacksHolder,
    async prove(world) {
      const station = { code: 'ZZ-9999', name: '另一个站' };
      demandProblem(await post(world, await certificateRequest(world, { station })), 'station-mismatch');
    },
  },
];
