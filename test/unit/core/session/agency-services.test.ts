import { describe, expect, it } from 'vitest';
import type { IdentifiedPerson } from '../../../../electron/core/session/visit-types.ts';
import type { AgencyService } from '../../../../platform/contract/agency-service.ts';
import type { AgencyWay } from '../../../../platform/contract/agency-way.ts';
import { loadAppointments } from '../../../../platform/seed/load-appointments.ts';
import { familyItem } from '../../../helpers/my-document-items.ts';
import { certificate, createVisitWorld, lin, type VisitWorld } from '../../../helpers/visit.ts';

const principal: IdentifiedPerson = {
  name: '田吉生',
  sex: '女',
  idNumber: '430199194502281283',
  assuranceLevel: 3,
  method: 'id-card',
  pseudonym: 'b'.repeat(64),
};
const bookable = 'id-card-issue';

/** 林晓岚 acts for 田吉生, as far as she may. */
const helping = async (
  way: AgencyWay,
  services: readonly AgencyService[] = ['progress', 'appointments', 'documents'],
): Promise<VisitWorld> => {
  const world = createVisitWorld();
  world.around.appointments = loadAppointments();
  await world.walkTo('choose');
  world.act({ name: 'helpAnother' });
  world.act({ name: 'helpByCard' });
  world.card()?.read({});
  const authorisation = way === 'authorisation' ? 'WT-2026-0001' : null;
  const agency = { agent: lin, way, authorisation, items: null, services };
  await world.settleAgency({ ok: true, person: { ...principal, agency } });
  world.calls.length = 0;
  return world;
};

const openings = {
  documents: (world: VisitWorld) => world.act({ name: 'openMine' }),
  progress: (world: VisitWorld) => {
    world.act({ name: 'openHall' });
    world.act({ name: 'openProgress' });
  },
  appointments: (world: VisitWorld) => {
    world.act({ name: 'openHall' });
    world.act({ name: 'openGuide', itemCode: bookable });
    world.act({ name: 'findTimes', itemCode: bookable });
  },
} as const;

const services = Object.keys(openings) as AgencyService[];

describe('an agent whose authorisation grants it', () => {
  it.each([
    ['documents', 'myConsent'],
    ['progress', 'lookingUp'],
    ['appointments', 'appointmentWorking'],
  ] as const)('opens %s of the principal', async (service, screen) => {
    for (const way of ['authorisation', 'child'] as const) {
      const world = await helping(way, [service]);
      openings[service](world);
      expect(world.view()).toMatchObject({ actingFor: { maskedName: '田**', way }, visit: { screen } });
    }
  });

  it('sees what the principal has, and not who looked at it', async () => {
    const world = await helping('authorisation');
    openings.documents(world);
    world.act({ name: 'consent' });
    expect(world.calls.join()).toContain(principal.pseudonym);
    await world.settleMine({ ok: true, documents: { library: { state: 'listed', said: [] }, ready: [] } });
    expect(world.view().visit).toMatchObject({ screen: 'myDocuments', resident: { maskedName: '田**' } });
    world.act({ name: 'openAccessTrail' });
    expect(world.view().visit.screen).toBe('myDocuments');
  });

  it('collects what was signed before they came, and the screen says who collects for whom', async () => {
    const world = await helping('authorisation');
    openings.documents(world);
    world.act({ name: 'consent' });
    const ready = {
      item: familyItem,
      source: { kind: 'proof', certificateNumber: certificate.certificateNumber },
      certificateNumber: certificate.certificateNumber,
      purpose: '公证',
      department: familyItem.department.name,
      elsewhere: null,
      until: 1,
    } as const;
    const library = { state: 'listed', said: [] } as const;
    await world.settleMine({ ok: true, documents: { library, ready: [ready] } });
    world.act({ name: 'printMine', key: 'ready-0' });
    await world.settlePrepare({ ok: true, certificate: { ...certificate, itemCode: familyItem.code } });
    expect(world.view()).toMatchObject({
      actingFor: { maskedName: '田**', agent: '林**' },
      visit: { screen: 'preview', signedBefore: true },
    });
  });

  it('is told at once when the authorisation ended while they stood there, and is not offered to try again', async () => {
    const world = await helping('authorisation');
    openings.progress(world);
    await world.settleProgress({
      ok: false,
      problem: 'authorisation-expired',
      staffCode: 'platform-refused authorisation-expired',
    });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'authorisation-expired',
      canRetry: false,
    });
    world.act({ name: 'home' });
    expect(world.view().visit).toMatchObject({ screen: 'choose', resident: { maskedName: '田**' } });
  });
});

describe('an agent whose authorisation does not grant it', () => {
  it.each(services)('is told so before %s is asked for', async (service) => {
    const world = await helping(
      'authorisation',
      services.filter((one) => one !== service),
    );
    openings[service](world);
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'authorisation-out-of-scope',
      canRetry: false,
    });
    expect(world.calls).toEqual([]);
  });

  it('does not open what the principal has with the principal’s card alone', async () => {
    const world = await helping('principal-card', ['progress', 'appointments']);
    openings.documents(world);
    expect(world.view().visit).toMatchObject({ screen: 'problem', problem: 'not-by-card-alone' });
    expect(world.calls).toEqual([]);
  });

  it('is told so where appointments are opened beside the progress', async () => {
    const world = await helping('authorisation', ['progress']);
    openings.progress(world);
    await world.settleProgress({ ok: true, finding: { source: { from: 'platform' }, applications: [] } });
    world.act({ name: 'openAppointments' });
    expect(world.view().visit).toMatchObject({ problem: 'authorisation-out-of-scope' });
  });
});

describe('a complaint', () => {
  it('is the agent’s own: nothing of the principal stands there, and it is filed in the agent’s name', async () => {
    const world = await helping('principal-card', ['progress', 'appointments']);
    world.act({ name: 'openHall' });
    expect(world.view().actingFor).toMatchObject({ maskedName: '田**' });
    world.act({ name: 'openFeedback' });
    expect(world.view().actingFor).toBeNull();
    for (const [field, value] of [
      ['feedback', 'praise'],
      ['about', 'kiosk'],
      ['text', '很方便'],
      ['callbackWanted', false],
      ['giveName', true],
    ] as const) {
      world.act({ name: 'answer', field, value });
    }
    expect(world.view().visit).toMatchObject({ screen: 'replyReview', maskedName: '林**' });
    world.act({ name: 'submit' });
    expect(world.replies.at(-1)).toMatchObject({ purpose: 'feedback', person: { name: lin.name } });
    await world.settleReply({ outcome: 'filed', receipt: { key: 'k', number: 'TS-1' } });
    expect(world.view().actingFor).toBeNull();
    world.act({ name: 'home' });
    expect(world.view()).toMatchObject({ actingFor: { maskedName: '田**' }, visit: { screen: 'choose' } });
  });
});
