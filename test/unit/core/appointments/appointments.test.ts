import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  appointmentContent,
  appointmentTakeAway,
  whatToBring,
} from '../../../../electron/core/appointments/appointment-paper.ts';
import { createAppointmentServices } from '../../../../electron/core/appointments/ask-appointments.ts';
import { renderAppointment } from '../../../../electron/core/appointments/print-appointment.ts';
import { createCertificateRenderer } from '../../../../electron/core/certificates/rendering/certificate-renderer.ts';
import type { Typefaces } from '../../../../electron/core/certificates/rendering/typesetting/typeface.ts';
import type { PlatformOutcome } from '../../../../electron/sync/platform-outcome.ts';
import type { Appointment, BookingRequest } from '../../../../platform/contract/appointments.ts';
import { loadAppointments } from '../../../../platform/seed/load-appointments.ts';
import { createHallWorld } from '../../../helpers/hall.ts';
import { createJournalWorld, type JournalWorld, silentLog, visitId } from '../../../helpers/journal.ts';
import { lin } from '../../../helpers/visit.ts';
import { fontFolder, templatesFolder } from '../../certificates/rendering/sample-certificate.ts';

const startsAt = Date.UTC(2026, 10, 23, 1);
const [counter] = loadAppointments().counters;
if (!counter) throw new Error('the seed has no counter');
const booked: Appointment = {
  number: 'YY20261123-7K3M9QXAB2',
  item: 'id-card-issue',
  itemName: { 'zh-CN': '居民身份证办理', en: 'Resident identity card' },
  counter,
  startsAt,
};
const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;
const refused = (problem: 'busy' | 'unknown-person' | 'not-found') =>
  ({ ok: false, reason: 'refused', problem, detail: '' }) as const;

let world: JournalWorld;
beforeEach(() => {
  world = createJournalWorld();
});
afterEach(() => world.database.dispose());

/** Services whose every call is answered so; what was asked of `bookAppointment`, and whether the line was heard. */
const servicesThatAnswer = (
  answer: PlatformOutcome<never> | { readonly ok: true; readonly value: unknown },
) => {
  const asked: BookingRequest[] = [];
  const heard: boolean[] = [];
  const reply = async () => answer as PlatformOutcome<never>;
  const services = createAppointmentServices({
    database: world.database.current(),
    client: {
      querySlots: reply,
      queryAppointments: reply,
      cancelAppointment: reply,
      bookAppointment: (request) => {
        asked.push(request);
        return reply();
      },
    },
    platformTime: { now: () => startsAt - 86_400_000.5 },
    onLine: (reachable) => heard.push(reachable),
    newId: () => 'id',
    log: silentLog,
  });
  return { services, asked, heard };
};
const request = {
  visitId,
  person: { ...lin, assuranceLevel: 2 },
  requestId: '019aa0c0-7b20-4e32-8b55-1c2d3e4f5063',
  item: booked.item,
  slot: { counter: counter.code, startsAt, free: 1 },
} as const;

/** What was written down after the identification. */
const entries = () => world.audit().slice(2);

describe('booking', () => {
  it('is written down before it is asked and after it was answered, by pseudonym', async () => {
    const { services, asked, heard } = servicesThatAnswer({
      ok: true,
      value: { outcome: 'booked', appointment: booked },
    });
    expect(await services.book(request)).toMatchObject({
      outcome: 'answered',
      value: { outcome: 'booked', appointment: { number: booked.number } },
    });
    expect(asked).toMatchObject([{ requestId: request.requestId, holder: { idNumber: lin.idNumber } }]);
    expect(entries()).toEqual(['appointment.asked', 'appointment.booked']);
    expect(heard).toEqual([true]);
  });

  it('that came to nothing says so in the log', async () => {
    const { services } = servicesThatAnswer({ ok: true, value: { outcome: 'taken' } });
    await services.book(request);
    expect(entries()).toEqual(['appointment.asked', 'appointment.not-booked (taken)']);
  });

  it.each([
    [unreachable, { outcome: 'offline' }, false],
    [refused('busy'), { outcome: 'offline' }, true],
    [refused('unknown-person'), { outcome: 'failed', problem: 'person-unknown' }, true],
    [
      { ok: false, reason: 'malformed-reply', detail: 'x' },
      { outcome: 'failed', problem: 'platform-refused' },
      false,
    ],
  ] as const)('answered %j is told as %j', async (answer, outcome, isHeard) => {
    const { services, heard } = servicesThatAnswer(answer);
    expect(await services.book(request)).toMatchObject(outcome);
    expect(heard).toEqual([isHeard]);
  });
});

describe('the other calls', () => {
  it('of an item that the platform knows no counter for finds no times', async () => {
    const { services } = servicesThatAnswer(refused('not-found'));
    expect(await services.findTimes('no-such-item')).toEqual({ outcome: 'answered', value: [] });
  });

  it('write down that one’s own were looked at, and that one was given back', async () => {
    const mine = servicesThatAnswer({ ok: true, value: { answeredAt: 1, appointments: [booked] } });
    expect(await mine.services.findAppointments(request)).toEqual({ outcome: 'answered', value: [booked] });
    const cancelling = servicesThatAnswer({ ok: true, value: { outcome: 'cancelled' } });
    expect(await cancelling.services.cancelAppointment({ ...request, number: booked.number })).toEqual({
      outcome: 'answered',
      value: 'cancelled',
    });
    expect(entries()).toEqual(['appointments.asked', 'appointment.cancel-asked', 'appointment.cancelled']);
  });
});

describe('the paper of an appointment', () => {
  const { hall } = createHallWorld();
  const station = {
    name: { 'zh-CN': '青石镇便民驿站', en: 'Qingshi Town Station' },
    code: 'QS-001',
    phone: '',
  };
  let typefaces: Typefaces;
  beforeAll(async () => {
    typefaces = (await createCertificateRenderer({ fontFolder, templatesFolder })).typefaces;
  });

  it('says when, where and what to bring, and masks who comes', () => {
    const bring = whatToBring(hall, booked.item);
    const said = JSON.stringify(appointmentContent({ appointment: booked, person: lin, bring, station }));
    for (const text of ['11月23日 星期一 9:00–9:30', '清溪区政务服务中心', '0731-00000108', '居民身份证']) {
      expect(said).toContain(text);
    }
    expect(said).not.toContain(lin.name);
    expect(said).not.toContain(lin.idNumber);
  });

  it('has a code that tells the same without a network, and names nobody', () => {
    const { 'zh-CN': text } = appointmentTakeAway(booked, whatToBring(hall, booked.item));
    expect(text).toContain(`预约号：${booked.number}`);
    expect(text).toContain('时间：11月23日 星期一 9:00–9:30');
    expect(text).toContain('电话：0731-00000108');
    expect(text).toContain('带：');
    expect(text).not.toContain(lin.name);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(620);
  });

  it('fits one page for every item of the seed', async () => {
    const directory = loadAppointments();
    for (const { item, name, counters } of directory.items) {
      const at = directory.counters.find(({ code }) => code === counters[0]) ?? counter;
      const appointment = { ...booked, item, itemName: name, counter: at };
      const bring = whatToBring(hall, item);
      const rendered = await renderAppointment(
        appointmentContent({ appointment, person: lin, bring, station }),
        {
          typefaces,
          takeAway: appointmentTakeAway(appointment, bring)['zh-CN'],
          createdAt: new Date(startsAt),
        },
      );
      expect(rendered, item).toMatchObject({ ok: true });
    }
  });
});
