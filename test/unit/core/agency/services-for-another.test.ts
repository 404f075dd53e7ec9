import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAppointmentServices } from '../../../../electron/core/appointments/ask-appointments.ts';
import { appointmentContent } from '../../../../electron/core/appointments/appointment-paper.ts';
import { createPrintAppointment } from '../../../../electron/core/appointments/print-appointment.ts';
import { createCheckCredit } from '../../../../electron/core/credit/check-credit.ts';
import { createFindMyDocuments } from '../../../../electron/core/my-documents/find-my-documents.ts';
import { createMyDocumentsRecords } from '../../../../electron/core/my-documents/record-my-documents.ts';
import type { IdentifiedPerson } from '../../../../electron/core/session/visit-types.ts';
import type { Appointment } from '../../../../platform/contract/appointments.ts';
import { sealedCorrectionSchema } from '../../../../platform/contract/sealed-replies.ts';
import { openSealed } from '../../../../platform/contract/sealing/index.ts';
import { submissionSchema } from '../../../../platform/contract/submissions.ts';
import { loadAppointments } from '../../../../platform/seed/load-appointments.ts';
import { allowanceDraft } from '../../../helpers/filing.ts';
import {
  createJournalWorld,
  type JournalWorld,
  platformNow,
  silentLog,
  visitId,
} from '../../../helpers/journal.ts';
import { createProgressWorld, unreachable } from '../../../helpers/progress.ts';
import { identifiedAt, lin } from '../../../helpers/visit.ts';

/** 林晓岚 stands there for 田吉生. */
const tian: IdentifiedPerson = {
  name: '田吉生',
  sex: '女',
  idNumber: '430199194502281283',
  assuranceLevel: 3,
  method: 'id-card',
  pseudonym: 'b'.repeat(64),
  agency: {
    agent: lin,
    way: 'authorisation',
    authorisation: 'WT-2026-0001',
    items: null,
    services: ['progress', 'appointments', 'documents'],
  },
};
const agency = {
  agent: { name: lin.name, sex: lin.sex, idNumber: lin.idNumber },
  way: 'authorisation',
  authorisation: 'WT-2026-0001',
};
const holder = { name: tian.name, sex: tian.sex, idNumber: tian.idNumber };
const ended = { ok: false, reason: 'refused', problem: 'authorisation-expired', detail: '' } as const;

let world: JournalWorld;
beforeEach(() => {
  world = createJournalWorld();
});
afterEach(() => world.database.dispose());

interface Entry {
  readonly action: string;
  readonly actorPseudonym: string | null;
  readonly details: string;
}
const namesBoth = (entry: Entry | undefined, action: string): void => {
  expect(entry).toMatchObject({ action, actorPseudonym: lin.pseudonym });
  expect(JSON.parse(entry?.details ?? '{}')).toMatchObject({ onBehalfOf: tian.pseudonym });
};
const lastOf = (database: Pick<JournalWorld['database'], 'read'>) =>
  database.read(({ audit }) => audit.find(audit.head().sequence));

describe('progress for another', () => {
  const ask = (desk: ReturnType<typeof createProgressWorld>) =>
    desk.services.askProgress({ visitId, person: tian });

  it('is asked with the agency, and the audit entry is of the agent and names the principal', async () => {
    const desk = createProgressWorld();
    desk.platform.progress = { ok: true, value: { answeredAt: platformNow, applications: [] } };
    expect(await ask(desk)).toMatchObject({ ok: true });
    expect(desk.platform.asked).toMatchObject([{ holder, agency }]);
    namesBoth(lastOf(desk.database), 'progress.asked');
  });

  it('is not told from what the kiosk keeps: without the platform’s word, or against it, nothing is', async () => {
    const desk = createProgressWorld();
    const { agency: _agency, ...inPerson } = tian;
    await desk.filing.file({ ...allowanceDraft(), person: inPerson });
    desk.platform.progress = ended;
    expect(await ask(desk)).toMatchObject({ ok: false, problem: 'authorisation-expired' });
    desk.platform.progress = unreachable;
    expect(await ask(desk)).toMatchObject({ ok: false, problem: 'platform-unreachable' });
  });

  it('is carried on by an answer that names both persons', async () => {
    const desk = createProgressWorld();
    await desk.fileReply({
      purpose: 'correction',
      visitId,
      person: tian,
      identifiedAt,
      receiptNumber: 'SL-QX-0009-20261119-7K3M9QXAB2',
      position: 3,
      answers: { telephone: '13907315566' },
    });
    const [message] = desk.database.read(({ outbox }) =>
      outbox.ready({ now: Number.MAX_SAFE_INTEGER, limit: 100, bytes: 1e9, except: new Set() }),
    );
    const submission = submissionSchema.parse(JSON.parse(message?.body ?? ''));
    const sealed = 'sealed' in submission ? submission.sealed : '';
    const opened = await openSealed(sealed, () => desk.key.privateKey);
    const plain = opened.outcome === 'opened' ? new TextDecoder().decode(opened.plaintext) : '';
    expect(sealedCorrectionSchema.parse(JSON.parse(plain))).toMatchObject({ applicant: holder, agency });
    namesBoth(lastOf(desk.database), 'correction.filed');
  });
});

describe('an appointment for another', () => {
  const [counter] = loadAppointments().counters;
  if (!counter) throw new Error('the seed has no counter');
  const appointment: Appointment = {
    number: 'YY20261123-7K3M9QXAB2',
    item: 'id-card-issue',
    itemName: { 'zh-CN': '居民身份证办理', en: 'Resident identity card' },
    counter,
    startsAt: platformNow + 86_400_000,
  };
  const servicesThatAnswer = (answer: unknown) => {
    const asked: unknown[] = [];
    const reply = async (...request: unknown[]) => {
      asked.push(request.at(-1));
      return answer as never;
    };
    const services = createAppointmentServices({
      database: world.database.current(),
      client: {
        querySlots: reply,
        queryAppointments: reply,
        cancelAppointment: reply,
        bookAppointment: reply,
      },
      platformTime: { now: () => platformNow },
      onLine: () => undefined,
      newId: () => 'id',
      log: silentLog,
    });
    return { services, asked };
  };

  it('is booked with the agency, and the audit entry names both', async () => {
    const { services, asked } = servicesThatAnswer({ ok: true, value: { outcome: 'booked', appointment } });
    const requestId = '019aa0c0-7b20-4e32-8b55-1c2d3e4f5063';
    const slot = { counter: counter.code, startsAt: appointment.startsAt, free: 1 };
    await services.book({ visitId, person: tian, requestId, item: appointment.item, slot });
    expect(asked).toMatchObject([{ holder, agency }]);
    namesBoth(lastOf(world.database), 'appointment.booked');
  });

  it('is neither told nor given back once the authorisation has ended', async () => {
    const { services } = servicesThatAnswer(ended);
    const problem = 'authorisation-expired';
    expect(await services.findAppointments({ visitId, person: tian })).toMatchObject({ problem });
    expect(
      await services.cancelAppointment({ visitId, person: tian, number: appointment.number }),
    ).toMatchObject({ problem });
  });

  it('is put on paper by the agent, and the audit entry names both', async () => {
    const print = createPrintAppointment({
      printer: {} as never,
      hall: { item: () => undefined } as never,
      database: world.database.current(),
      typefaces: Promise.resolve(null),
      station: { name: { 'zh-CN': '驿站', en: 'Station' }, code: 'QX-0007', phone: '0731-1' },
      now: () => platformNow,
      log: silentLog,
      newPrintJobId: () => 'id',
    });
    await print({ person: tian, appointment }, () => undefined);
    namesBoth(lastOf(world.database), 'appointment-print.failed');
  });

  it('stands on a slip that names the agent, masked', () => {
    const station = { name: { 'zh-CN': '驿站', en: 'Station' }, code: 'QX-0007', phone: '0731-1' };
    const slip = JSON.stringify(appointmentContent({ appointment, person: tian, bring: [], station }));
    expect(slip).toContain('代办人');
    expect(slip).toContain('林**');
    expect(slip).not.toContain(lin.name);
  });
});

describe('what another has', () => {
  const finding = (answer: unknown) => {
    const asked: unknown[] = [];
    const reply = async (request: unknown) => {
      asked.push(request);
      return answer as never;
    };
    const database = world.database.current();
    const service = createFindMyDocuments({
      client: { queryLibrary: reply, listProofs: reply, readAccessTrail: reply },
      openDelivered: async () => [],
      records: createMyDocumentsRecords(database, silentLog),
      catalogue: () => ({ items: [], applications: [] }) as never,
      titleOf: async () => null,
      platformTime: { now: () => platformNow },
      stationCode: 'QX-0007',
      onLine: () => undefined,
    });
    return { find: () => service.find({ visitId, person: tian }), asked };
  };

  it('is asked with the agency, and what was shown is on record for both', async () => {
    const { find, asked } = finding({ ok: true, value: { accessedAt: 1, certificates: [], proofs: [] } });
    expect(await find()).toMatchObject({ ok: true, documents: { library: { state: 'listed' } } });
    expect(asked).toMatchObject([
      { holder, agency },
      { holder, agency },
    ]);
    namesBoth(lastOf(world.database), 'my-documents.shown');
  });

  it.each([
    [ended, 'authorisation-expired'],
    [unreachable, 'platform-unreachable'],
  ] as const)('is not shown without the platform’s yes (%#)', async (answer, problem) => {
    expect(await finding(answer).find()).toMatchObject({ ok: false, problem });
    namesBoth(lastOf(world.database), 'my-documents.consented-and-asked');
  });
});

describe('credit', () => {
  const checking = (answer: unknown) => {
    const asked: unknown[] = [];
    const service = createCheckCredit({
      client: {
        checkCredit: async (query) => {
          asked.push(query);
          return answer as never;
        },
      },
      journal: world.journal,
      line: { state: () => 'online', observed: () => undefined },
      platformTime: { now: () => platformNow },
      log: silentLog,
    });
    return { check: () => service.check({ visitId, person: tian, item: 'hygiene-permit' }), asked };
  };

  it('is asked of the principal, not of the agent, and the audit entry names both', async () => {
    const { check, asked } = checking({ ok: true, value: { standing: 'ordinary', answeredAt: 1 } });
    expect(await check()).toMatchObject({ outcome: 'told' });
    expect(asked).toMatchObject([{ holder, agency }]);
    namesBoth(lastOf(world.database), 'credit.consented-and-asked');
  });

  it('stops the filing where the agent may not', async () => {
    expect(await checking(ended).check()).toMatchObject({
      outcome: 'failed',
      problem: 'authorisation-expired',
    });
  });
});
