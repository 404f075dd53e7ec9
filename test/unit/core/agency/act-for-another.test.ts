import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardRecord } from '../../../../drivers/id-card-reader/card-record.ts';
import { createActForAnother } from '../../../../electron/core/agency/act-for-another.ts';
import type { KnownPrincipal } from '../../../../platform/contract/agency.ts';
import { createJournalWorld, type JournalWorld, silentLog, visitId } from '../../../helpers/journal.ts';
import { lin } from '../../../helpers/visit.ts';

const agent = { ...lin, assuranceLevel: 2 } as const;
const card: CardRecord = {
  kind: 'resident',
  name: '田吉生',
  sex: '女',
  birthDate: '1945-02-28',
  validFrom: '2020-01-01',
  validUntil: 'long-term',
  idNumber: '430199194502281283',
  nationCode: '01',
  address: '潇湘市清溪镇',
  issuer: '潇湘市公安局',
};
const principalPseudonym = 'b'.repeat(64);

let world: JournalWorld;
beforeEach(() => {
  world = createJournalWorld();
});
afterEach(() => world.database.dispose());

const acting = (
  findPrincipals: Parameters<typeof createActForAnother>[0]['client']['findPrincipals'] = async () => ({
    ok: false,
    reason: 'unreachable',
    detail: 'ECONNREFUSED',
  }),
) =>
  createActForAnother({
    client: { findPrincipals },
    journal: world.journal,
    clock: world.database.clock,
    platformTime: { now: () => Date.UTC(2026, 10, 20, 8) },
    pseudonymOf: () => principalPseudonym,
    log: silentLog,
    onLine: () => undefined,
  });

const takeCard = (change: Partial<CardRecord> = {}, photo: Uint8Array | null = null) =>
  acting().takePrincipalCard({
    visitId,
    agent,
    card: { record: { ...card, ...change } as CardRecord, photo },
  });

const lastEntry = () => world.database.read(({ audit }) => audit.find(audit.head().sequence));

describe('acting for the holder of another card', () => {
  it('goes on for that person at the level of the agent, and names both in the audit log', async () => {
    expect(await takeCard()).toMatchObject({
      ok: true,
      person: {
        idNumber: card.idNumber,
        assuranceLevel: 2,
        agency: { way: 'principal-card', agent: { idNumber: lin.idNumber } },
      },
    });
    const entry = lastEntry();
    expect(entry).toMatchObject({ action: 'agency.begun', subject: visitId, actorPseudonym: lin.pseudonym });
    expect(JSON.parse(entry?.details ?? '')).toEqual({
      principal: principalPseudonym,
      way: 'principal-card',
      authorisation: null,
    });
    expect(JSON.stringify(lastEntry())).not.toContain(card.idNumber);
  });

  it.each([
    ['agent-is-principal', { idNumber: lin.idNumber }],
    ['card-expired', { validUntil: '2026-11-19' }],
    ['child-by-register', { birthDate: '2012-05-05' }],
    // A day before the eighteenth birthday; the platform refuses it, too.
    ['child-by-register', { birthDate: '2008-11-21' }],
  ] as const)('refuses with %s, and writes that down', async (problem, change) => {
    expect(await takeCard(change)).toMatchObject({ ok: false, problem });
    expect(lastEntry()).toMatchObject({ action: 'agency.refused', reason: problem });
  });

  it('keeps no photo of the principal', async () => {
    const photo = new Uint8Array(64).fill(7);
    await takeCard({}, photo);
    expect(photo).toEqual(new Uint8Array(64));
  });
});

describe('acting by what is registered', () => {
  const known: KnownPrincipal = {
    way: 'child',
    authorisation: null,
    maskedName: '向**',
    principal: { name: '向诗涵', sex: '女', idNumber: '430199201405050028' },
    items: null,
    services: ['progress', 'appointments', 'documents'],
    validUntil: null,
    standing: 'good',
  };

  it('needs the line, and says so', async () => {
    expect(await acting().findPrincipals({ visitId, agent })).toMatchObject({
      ok: false,
      problem: 'platform-unreachable',
    });
  });

  it('takes nobody who is not to be helped any more', async () => {
    const principal = { ...known, principal: null, standing: 'principal-deceased' } as const;
    expect(await acting().actFor({ visitId, agent, principal })).toMatchObject({
      ok: false,
      problem: 'principal-deceased',
    });
  });

  it('says that nobody is registered where nobody is', async () => {
    const nobody = acting(async () => ({ ok: true, value: { lookedUpAt: 1, principals: [] } }));
    expect(await nobody.findPrincipals({ visitId, agent })).toMatchObject({ problem: 'not-authorised' });
  });

  it('goes on for a child', async () => {
    expect(await acting().actFor({ visitId, agent, principal: known })).toMatchObject({
      ok: true,
      person: { name: '向诗涵', agency: { way: 'child' } },
    });
  });
});
