import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createPrepareCertificate,
  type PrepareRequest,
} from '../../../electron/core/certificates/prepare-certificate.ts';
import type { SignedRenderResult } from '../../../electron/core/certificates/signing/signing-renderer.ts';
import type { PrepareStep } from '../../../electron/core/session/visit-types.ts';
import type { PlatformClient } from '../../../electron/sync/platform-client.ts';
import type { IssueCertificateRequest, KeySet } from '../../../platform/contract/api.ts';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../../helpers/certificate-authority.ts';
import { createJournalWorld, type JournalWorld, silentLog, visitId } from '../../helpers/journal.ts';
import { housingItem, lin } from '../../helpers/visit.ts';

let world: JournalWorld;
let authority: CertificateAuthority;
const requestId = '3f0c8a52-7f0e-4d0b-9a57-000000000001';
let approvals: Awaited<ReturnType<PlatformClient['certificateApprovals']>>;
const request: PrepareRequest = { visitId, person: lin, item: housingItem, purposeCode: 'school' };

const zhouByCard = { maskedName: '周**', way: 'principal-card' } as const;

beforeEach(async () => {
  world = createJournalWorld();
  approvals = { ok: false, reason: 'unreachable', detail: '' };
  authority = await createCertificateAuthority(world.database.clock.now());
});
afterEach(() => world.database.dispose());

/** A platform that answers as told, and a renderer that remembers what it was given. */
const createPreparing = async (
  answer: (asked: IssueCertificateRequest) => ReturnType<PlatformClient['issueCertificate']>,
  rendering: SignedRenderResult = {
    ok: true,
    pdf: new Uint8Array([1]),
    pages: 1,
    qrVersion: 12,
    signedBy: 'department',
  },
  revoked: readonly string[] = [],
  standing: 'known' | 'revoked' | 'unknown' = 'known',
  quotaReached = false,
) => {
  const asked: IssueCertificateRequest[] = [];
  const rendered: CertificateClaims[] = [];
  let keySet: KeySet = { issuedAt: 0, keys: [], answerKeys: [], sealingKeys: [], identityKeys: [] };
  const documents = {
    keySet: () => keySet,
    refresh: async () => {
      keySet = authority.keySet;
      return { ok: true, applied: { placed: 0, removed: 0, stale: 0 } } as const;
    },
    isRevoked: (certificateNumber: string) => revoked.includes(certificateNumber),
  };
  const steps: PrepareStep[] = [];
  const prepare = createPrepareCertificate({
    client: {
      issueCertificate: (issueRequest) => {
        asked.push(issueRequest);
        return answer(issueRequest);
      },
      certificateApprovals: async () => approvals,
    },
    documents,
    renderer: Promise.resolve({
      render: async ({ claims }) => {
        rendered.push(claims);
        return rendering;
      },
    }),
    journal: world.journal,
    quota: { isReached: () => quotaReached },
    identity: { isRevoked: () => standing === 'revoked', isUnknown: () => standing === 'unknown' },
    platformTime: world.database.clock,
    log: silentLog,
    newRequestId: () => requestId,
    station: { code: 'qx-0001', name: '清溪镇驿站' },
    onLine: () => undefined,
  });
  return {
    asked,
    rendered,
    steps,
    documents,
    run: (wanted = request) => prepare(wanted, (step) => steps.push(step)),
  };
};

const issuing = async (change: (claims: CertificateClaims) => CertificateClaims = (claims) => claims) =>
  createPreparing(async (asked) => ({
    ok: true,
    value: { certificate: authority.certify(change(authority.claimsFor(asked))) },
  }));

const issueState = () => world.database.read(({ certificateIssues }) => certificateIssues.find(requestId));

describe('preparing a certificate', () => {
  it('asks nobody once as many were printed today as one may have, and writes that down', async () => {
    const { run, asked, steps } = await createPreparing(
      async () => ({ ok: false, reason: 'unreachable', detail: '' }),
      undefined,
      [],
      'known',
      true,
    );
    expect(await run()).toEqual({ ok: false, problem: 'quota-reached', staffCode: 'prints-a-day 3' });
    expect([asked, steps]).toEqual([[], []]);
    expect(issueState()).toBeUndefined();
    expect(world.audit().at(-1)).toBe('certificate.quota-reached');
  });

  it('asks, verifies, records and renders what the department signed', async () => {
    const { run, rendered, steps, asked } = await issuing();
    expect(await run()).toMatchObject({
      ok: true,
      certificate: { requestId, certificateNumber: 'ZF20261120-7K3M9QXAB2', pages: 1 },
    });
    expect(steps).toEqual(['asking', 'verifying', 'rendering']);
    expect(asked[0]).toMatchObject({ purpose: 'school', holder: { name: lin.name }, assuranceLevel: 3 });
    expect(rendered[0]?.facts).toEqual({ scope: '潇湘市', result: '无' });
    expect(issueState()).toMatchObject({ state: 'issued', certificateNumber: 'ZF20261120-7K3M9QXAB2' });
    expect(world.audit().slice(-2)).toEqual(['certificate.consented-and-requested', 'certificate.issued']);
  });

  it('fetches the keys when the department signs with one it does not know yet', async () => {
    const { run, documents } = await issuing();
    expect(documents.keySet().keys).toEqual([]);
    expect((await run()).ok).toBe(true);
    expect(documents.keySet().keys).toHaveLength(1);
  });

  it('renders nothing that the department has revoked', async () => {
    const { run, rendered } = await createPreparing(
      async (asked) => ({
        ok: true,
        value: { certificate: authority.certify(authority.claimsFor(asked)) },
      }),
      undefined,
      ['ZF20261120-7K3M9QXAB2'],
    );
    expect(await run()).toMatchObject({ ok: false, problem: 'certificate-not-genuine' });
    expect(rendered).toEqual([]);
    expect(world.audit().at(-1)).toBe('certificate.not-genuine (revoked)');
  });

  describe('for somebody else', () => {
    const zhou = { ...lin, name: '周海峰', sex: '男', idNumber: '430199197207051155' } as const;
    const item = { ...housingItem, agency: ['principal-card' as const] };
    const forLin: PrepareRequest = {
      ...request,
      item,
      person: {
        ...lin,
        agency: {
          agent: zhou,
          way: 'principal-card',
          authorisation: null,
          items: null,
          services: ['progress', 'appointments', 'documents'],
        },
      },
    };

    it('renders what names the agent who stands there', async () => {
      const { run, rendered, asked } = await issuing((claims) => ({ ...claims, agent: zhouByCard }));
      expect((await run(forLin)).ok).toBe(true);
      expect(asked[0]).toMatchObject({ agency: { agent: { name: '周海峰' }, way: 'principal-card' } });
      expect(rendered[0]?.agent).toEqual(zhouByCard);
    });

    it.each<[string, Pick<CertificateClaims, 'agent'>]>([
      ['nobody', {}],
      ['another agent', { agent: { ...zhouByCard, maskedName: '田**' } }],
      ['another way', { agent: { ...zhouByCard, way: 'authorisation' } }],
    ])('renders nothing that names %s', async (_what, change) => {
      const { run, rendered } = await issuing((claims) => ({ ...claims, ...change }));
      expect(await run(forLin)).toMatchObject({ ok: false, problem: 'certificate-not-genuine' });
      expect(rendered).toEqual([]);
      expect(world.audit().at(-1)).toBe('certificate.not-genuine (answers-another-request)');
    });
  });

  it.each<[string, (claims: CertificateClaims) => CertificateClaims]>([
    ['another person', (claims) => ({ ...claims, holder: { ...claims.holder, name: '周远航' } })],
    ['another kind', (claims) => ({ ...claims, kind: 'marriage-record' })],
    ['somebody who collects it for the holder', (claims) => ({ ...claims, agent: zhouByCard })],
    ['another station', (claims) => ({ ...claims, station: { code: 'zz-9', name: '别处' } })],
  ])('renders nothing that was issued for %s', async (_what, change) => {
    const { run, rendered } = await issuing(change);
    expect(await run()).toMatchObject({ ok: false, problem: 'certificate-not-genuine' });
    expect(rendered).toEqual([]);
    expect(issueState()?.state).toBe('not-genuine');
    expect(world.audit().at(-1)).toBe('certificate.not-genuine (answers-another-request)');
  });

  it('renders nothing whose signature is not the department’s', async () => {
    const forger = await createCertificateAuthority(world.database.clock.now());
    const { run, rendered } = await createPreparing(async (asked) => ({
      ok: true,
      value: { certificate: forger.certify(forger.claimsFor(asked)) },
    }));
    expect(await run()).toMatchObject({
      ok: false,
      problem: 'certificate-not-genuine',
      staffCode: 'bad-signature',
    });
    expect(rendered).toEqual([]);
    expect(world.audit().at(-1)).toBe('certificate.not-genuine (bad-signature)');
  });

  it('renders nothing that has expired', async () => {
    const { run, rendered } = await issuing((claims) => ({ ...claims, issuedAt: 1_000, expiresAt: 2_000 }));
    expect(await run()).toMatchObject({ ok: false, problem: 'certificate-not-genuine' });
    expect(rendered).toEqual([]);
  });

  const refusing = (problem: 'approval-pending' | 'approval-refused') =>
    createPreparing(async () => ({ ok: false, reason: 'refused', problem, detail: '' }));
  const common = {
    requestNumber: 'SH-20261120-7K3M9QXAB2',
    kind: 'housing-status',
    purpose: 'school',
    requestedAt: 1,
  };

  it('tells by which day a clerk will have looked at it, and that nothing was issued', async () => {
    const pending = { ...common, state: 'pending', dueOn: '2026-11-25', isEstimate: false } as const;
    approvals = { ok: true, value: { approvals: [{ ...pending, purpose: 'other' }, pending] } };
    const { run } = await refusing('approval-pending');
    expect(await run()).toMatchObject({
      ok: false,
      problem: 'approval-pending',
      approval: { requestNumber: common.requestNumber, day: '2026-11-25', isEstimate: false, reason: null },
    });
    expect(issueState()?.state).toBe('refused');
    expect(world.audit().at(-1)).toContain('approval-pending');
  });

  it('tells why a clerk has refused it', async () => {
    const reason = { 'zh-CN': '登记有出入', en: 'The register differs' };
    const refused = { ...common, state: 'refused', decidedAt: 2, reason, againFrom: '2026-11-30' } as const;
    approvals = { ok: true, value: { approvals: [refused] } };
    const { run } = await refusing('approval-refused');
    expect(await run()).toMatchObject({
      problem: 'approval-refused',
      approval: { reason, day: '2026-11-30' },
    });
  });

  it('says that a clerk looks at it also where the platform does not say by when', async () => {
    const { run } = await refusing('approval-pending');
    const outcome = await run();
    expect(outcome).toMatchObject({ ok: false, problem: 'approval-pending' });
    expect(outcome).not.toHaveProperty('approval');
  });

  it('says that the city cannot be reached, and keeps that it was asked', async () => {
    const { run } = await createPreparing(async () => ({
      ok: false,
      reason: 'unreachable',
      detail: 'ECONNREFUSED',
    }));
    expect(await run()).toMatchObject({ ok: false, problem: 'platform-unreachable' });
    expect(issueState()?.state).toBe('unanswered');
  });

  it('asks again under the same number, so that the department issues once', async () => {
    let lines = 0;
    const { run, asked } = await createPreparing(async (issueRequest) =>
      lines++ < 2
        ? { ok: false, reason: 'unreachable', detail: 'TimeoutError' }
        : { ok: true, value: { certificate: authority.certify(authority.claimsFor(issueRequest)) } },
    );
    await run();
    await world.database.clock.advance(1_000);
    await run();
    expect(await run()).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
    expect(asked[1]).toEqual(asked[0]);
    expect(asked[2]).toEqual(asked[0]);
    expect(issueState()?.state).toBe('issued');
    expect(world.audit().slice(-3)).toEqual([
      'certificate.consented-and-requested',
      'certificate.unanswered (platform-unreachable_TimeoutError)',
      'certificate.issued',
    ]);
  });

  it('is on record as unanswered when the core died before the answer', async () => {
    const never = new Promise<never>(() => undefined);
    const { run } = await createPreparing(() => never);
    void run();
    world.journal.endInterrupted();
    expect(issueState()).toMatchObject({ state: 'unanswered', reason: 'interrupted' });
    expect(world.audit().slice(-2)).toEqual([
      'visit.ended (interrupted)',
      'certificate.unanswered (interrupted)',
    ]);
  });

  it.each([
    ['unknown-person', 'person-unknown'],
    ['person-data-differs', 'person-data-differs'],
    ['assurance-level-too-low', 'identity-not-assured'],
    ['kiosk-revoked', 'kiosk-not-recognised'],
    ['unknown-kiosk', 'kiosk-not-recognised'],
    ['internal-error', 'platform-refused'],
  ] as const)('turns the refusal %s into the word %s', async (problem, word) => {
    const { run } = await createPreparing(async () => ({
      ok: false,
      reason: 'refused',
      problem,
      detail: '',
    }));
    expect(await run()).toMatchObject({ ok: false, problem: word });
    expect(issueState()?.state).toBe('refused');
  });

  it.each([
    ['revoked', 'kiosk-revoked'],
    ['unknown', 'unknown-kiosk'],
  ] as const)('asks for nothing once the kiosk is %s', async (standing, staffCode) => {
    const { run, asked } = await createPreparing(
      async (sent) => ({ ok: true, value: { certificate: authority.certify(authority.claimsFor(sent)) } }),
      undefined,
      [],
      standing,
    );
    expect(await run()).toEqual({ ok: false, problem: 'kiosk-not-recognised', staffCode });
    expect(asked).toEqual([]);
    expect(issueState()).toBeUndefined();
  });

  it('does not print a page with a character that it cannot draw', async () => {
    const { run } = await createPreparing(
      async (asked) => ({ ok: true, value: { certificate: authority.certify(authority.claimsFor(asked)) } }),
      { ok: false, reason: 'character-without-glyph', detail: 'U+20BB7' },
    );
    expect(await run()).toMatchObject({
      ok: false,
      problem: 'certificate-not-printable',
      staffCode: 'character-without-glyph',
      certificateNumber: 'ZF20261120-7K3M9QXAB2',
    });
  });

  it.each([
    ['signature-wrong', 'digest-differs'],
    ['signature-refused', 'already-signed'],
    ['nobody-to-sign', 'no-kiosk-certificate'],
  ] as const)('prints nothing without a signature, and tells the staff why: %s', async (reason, detail) => {
    const { run } = await createPreparing(
      async (asked) => ({ ok: true, value: { certificate: authority.certify(authority.claimsFor(asked)) } }),
      { ok: false, reason, detail },
    );
    expect(await run()).toEqual({
      ok: false,
      problem: 'certificate-not-printable',
      staffCode: `${reason} ${detail}`,
      certificateNumber: 'ZF20261120-7K3M9QXAB2',
    });
  });

  it('does not ask at all what it could not record', async () => {
    const { run, asked } = await issuing();
    world.database.current().close();
    await expect(run()).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  it('leaves no name and no number in the database', async () => {
    const { run } = await issuing();
    await run();
    const { readFileSync } = await import('node:fs');
    for (const suffix of ['', '-wal']) {
      const bytes = readFileSync(world.database.file + suffix);
      expect(bytes.includes(lin.name)).toBe(false);
      expect(bytes.includes(lin.idNumber)).toBe(false);
    }
  });
});
