import { lookup } from 'node:dns/promises';
import { connect as connectPlain } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectEncrypted } from 'node:tls';
import type { PublicJwk } from '../../../../platform/contract/api.ts';
import { verifyKeySet } from '../../../../platform/contract/signed-key-set.ts';
import type { Clock } from '../../../../drivers/device/clock.ts';
import { createHttpTransport } from '../../../sync/trust/http-transport.ts';
import { createOpenExchange } from '../../../sync/trust/open-exchange.ts';
import { platformAddress } from '../../../sync/trust/signed-exchange.ts';
import type { Finding } from '../../../contract/diagnostics/finding.ts';
import { finding } from './finding.ts';

/** The signature of an answer stands for five minutes (docs/sync.md); half of it is time to look. */
const clocksDifferMilliseconds = 150_000;

const nameOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Connects and hangs up; null, or the name of the failure. */
const tryConnection = (url: URL, encrypted: boolean, timeoutMilliseconds: number): Promise<string | null> =>
  new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const socket = encrypted
      ? connectEncrypted({ host, port, ...(/^[\d.:a-f]+$/.test(host) ? {} : { servername: host }) })
      : connectPlain({ host, port });
    const settle = (problem: string | null): void => {
      socket.destroy();
      resolve(problem);
    };
    socket.setTimeout(timeoutMilliseconds, () => settle('ETIMEDOUT'));
    socket.once(encrypted ? 'secureConnect' : 'connect', () => settle(null));
    socket.once('error', (error) => settle(nameOf(error)));
  });

/** Addresses by which others reach this machine. */
export const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);

const isLoopback = (hostname: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);

/**
 * The way to the platform, step by step, up to the first that fails: address of this machine (where the platform is another
 * one), name, connection, encryption, signature of the keys, clock.
 */
export const checkPlatform = async (
  platform: {
    readonly url: string;
    /** Null where it is not known yet, at a first visit: the look ends with the encryption. */
    readonly rootKey: PublicJwk | null;
    readonly timeoutMilliseconds: number;
  },
  clock: Clock,
  addresses: () => readonly string[] = ownAddresses,
): Promise<readonly Finding[]> => {
  const found = finding('platform');
  const findings: Finding[] = [];
  const url = new URL(platform.url);
  const { timeoutMilliseconds } = platform;

  if (!isLoopback(url.hostname)) {
    const [first] = addresses();
    if (first === undefined) return [found('bad', 'address-missing')];
    findings.push(found('good', 'address-given', first));
  }
  try {
    const { address } = await lookup(url.hostname.replace(/^\[|\]$/g, ''));
    findings.push(found('good', 'name-found', `${url.hostname}: ${address}`));
  } catch (error) {
    return [...findings, found('bad', 'name-not-found', `${url.hostname}: ${nameOf(error)}`)];
  }
  const refused = await tryConnection(url, false, timeoutMilliseconds);
  if (refused !== null) return [...findings, found('bad', 'line-refused', `${url.host}: ${refused}`)];
  findings.push(found('good', 'line-open', url.host));
  if (url.protocol === 'https:') {
    const problem = await tryConnection(url, true, timeoutMilliseconds);
    if (problem !== null) return [...findings, found('bad', 'encryption-refused', problem)];
    findings.push(found('good', 'encryption-good'));
  } else findings.push(found('good', 'encryption-none'));

  if (platform.rootKey === null) return findings;
  const transport = createHttpTransport({ clock, timeoutMilliseconds });
  try {
    const keySet = await createOpenExchange({ url: platform.url, transport }).keySet();
    if (!keySet.ok)
      return [...findings, found('bad', 'answer-not-genuine', `${keySet.reason}: ${keySet.detail}`)];
    const verified = await verifyKeySet(keySet.value.jws, platform.rootKey);
    if (verified.outcome !== 'genuine')
      return [...findings, found('bad', 'answer-not-genuine', verified.outcome)];
    findings.push(found('good', 'answer-genuine'));

    const address = platformAddress(platform.url, 'v1/health');
    const sent = await transport.send({
      method: 'GET',
      url: address,
      headers: { host: address.host, accept: 'application/json' },
      body: null,
    });
    const told = sent.outcome === 'answered' ? Date.parse(sent.answer.headers.date ?? '') : Number.NaN;
    if (Number.isNaN(told)) return [...findings, found('warning', 'time-not-told')];
    const difference = Math.round((told - clock.now()) / 1000);
    return [
      ...findings,
      Math.abs(difference) * 1000 > clocksDifferMilliseconds
        ? found('bad', 'time-differs', `${difference} s`)
        : found('good', 'time-agrees', `${difference} s`),
    ];
  } finally {
    transport.close();
  }
};
