import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../../drivers/device/clock.ts';
import { type PublicJwk, publicJwkSchema } from '../../../platform/contract/api.ts';
import { rootCertificateSchema } from '../../../platform/contract/pdf-signature/index.ts';
import { rootCheckOf } from '../../../platform/contract/root-check.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import type { SetupResult } from '../../contract/setup/setup-words.ts';
import { type EnrolOutcome, enrol } from '../../sync/trust/enrol.ts';
import { createHttpTransport } from '../../sync/trust/http-transport.ts';
import { enrolmentSchema, identityFiles, parseJson } from '../../sync/trust/identity-files.ts';
import { platformAddress } from '../../sync/trust/signed-exchange.ts';
import { readWrappingSecret } from '../../sync/trust/wrapping-secret.ts';
import { checkPlatform } from '../diagnostics/checks/check-platform.ts';

/** Longest wait for an answer in the wizard, where somebody stands and waits. */
const timeoutMilliseconds = 8_000;

/** Of the code only this is kept while a first visit is under way. */
export const codeHashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** As whom this kiosk is enrolled; null where it is not, or its platform has revoked it. */
export const enrolledAs = (dataFolder: string): string | null => {
  const files = identityFiles(dataFolder);
  try {
    if (existsSync(files.revocation) || !existsSync(files.key)) return null;
    return parseJson(enrolmentSchema, readFileSync(files.enrolment, 'utf8'))?.kioskId ?? null;
  } catch {
    return null;
  }
};

export interface JoinRequest {
  readonly dataFolder: string;
  readonly appVersion: string;
  readonly url: string;
  readonly stationCode: string;
  /** In the form of `enrolmentCodeSchema`. */
  readonly code: string;
  /** The root key that came with the machine; null: it is asked of the platform and must have this check number. */
  readonly rootKey: PublicJwk | null;
  readonly rootCheck: string;
  /** Although the kiosk is enrolled. */
  readonly anew: boolean;
  readonly clock: Clock;
}

export interface JoinOutcome {
  readonly result: SetupResult;
  readonly detail: string;
  /** The way to the platform, step by step. */
  readonly findings: readonly Finding[];
  /** Whose check number was right; null where it did not come so far. */
  readonly rootKey: PublicJwk | null;
}

const keyOfCertificate = (certificate: string): PublicJwk | null => {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64url'));
    const jwk = publicJwkSchema.safeParse(publicKey.export({ format: 'jwk' }));
    return jwk.success ? jwk.data : null;
  } catch {
    return null;
  }
};

const answerSchema = z.string().transform((text, { addIssue }): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

/**
 * The root key that the platform says it has. By itself it is nobody's: the check number that came with the code says whether it
 * is the one of the centre.
 */
const askRootKey = async (
  transport: ReturnType<typeof createHttpTransport>,
  base: string,
): Promise<PublicJwk | null> => {
  const url = platformAddress(base, 'v1/root-certificate');
  const sent = await transport.send({
    method: 'GET',
    url,
    headers: { host: url.host, accept: 'application/json' },
    body: null,
  });
  if (sent.outcome !== 'answered') return null;
  const answer = answerSchema
    .pipe(rootCertificateSchema)
    .safeParse(Buffer.from(sent.answer.body).toString('utf8'));
  return answer.success ? keyOfCertificate(answer.data.certificate) : null;
};

const resultOf = (outcome: EnrolOutcome): { readonly result: SetupResult; readonly detail: string } => {
  switch (outcome.outcome) {
    case 'enrolled':
    case 'already-enrolled':
      return { result: 'enrolled', detail: outcome.kioskId };
    case 'code-invalid':
    case 'station-mismatch':
      return { result: outcome.outcome, detail: '' };
    case 'unreachable':
      return { result: 'platform-unreachable', detail: outcome.detail };
    case 'not-genuine':
    case 'malformed-reply':
      return { result: 'platform-not-genuine', detail: outcome.detail };
    case 'refused':
      return { result: 'enrolment-refused', detail: outcome.problem };
    case 'identity-unusable':
    case 'storage':
      return { result: 'enrolment-refused', detail: `${outcome.reason}: ${outcome.detail}` };
    case 'wrong-account':
      return { result: 'enrolment-refused', detail: `${outcome.outcome}: ${outcome.detail}` };
    case 'enrolment-under-way':
      return { result: 'enrolment-refused', detail: outcome.outcome };
  }
};

/**
 * Looks at the way to the platform, makes sure by the check number that it is the centre's, and enrols this kiosk with the
 * one-time code. Nothing but a request for public keys leaves before the platform is known to be the right one.
 */
export const joinPlatform = async (request: JoinRequest): Promise<JoinOutcome> => {
  const { url, clock, rootCheck } = request;
  const failed = (result: SetupResult, detail: string, findings: readonly Finding[]): JoinOutcome => ({
    result,
    detail,
    findings,
    rootKey: null,
  });
  const way = await checkPlatform({ url, rootKey: null, timeoutMilliseconds }, clock);
  const broken = way.find(({ verdict }) => verdict === 'bad');
  if (broken) return failed('platform-unreachable', broken.detail, way);

  const wrapping = readWrappingSecret(process.env);
  if (wrapping.outcome === 'refused') return failed('enrolment-refused', wrapping.detail, way);
  const transport = createHttpTransport({ clock, timeoutMilliseconds });
  try {
    const rootKey = request.rootKey ?? (await askRootKey(transport, url));
    if (rootKey === null) return failed('platform-not-genuine', 'v1/root-certificate', way);
    if (request.rootKey === null && rootCheckOf(rootKey) !== rootCheck) {
      return failed('root-differs', rootCheckOf(rootKey), way);
    }
    const findings = await checkPlatform({ url, rootKey, timeoutMilliseconds }, clock);
    const outcome = await enrol({
      dataFolder: request.dataFolder,
      stationCode: request.stationCode,
      platform: { url, rootKey },
      code: request.code,
      anew: request.anew,
      appVersion: request.appVersion,
      wrapping: wrapping.outcome === 'given' ? wrapping.secret : null,
      transport,
      clock,
      randomBytes,
    });
    const told = resultOf(outcome);
    return { ...told, findings, rootKey: told.result === 'enrolled' ? rootKey : null };
  } finally {
    transport.close();
  }
};
