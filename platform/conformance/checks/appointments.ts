import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  appointmentDirectorySchema,
  appointmentReplySchema,
  bookingReplySchema,
  type BookingRequest,
  cancellationReplySchema,
  type SlotReply,
  slotReplySchema,
} from '../../contract/appointments.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { holderOf, lacksHolder } from '../holder.ts';
import type { World } from '../world.ts';

const clauses = {
  slots: 'appointments.ts POST /v1/appointment-slots/query',
  book: 'appointments.ts POST /v1/appointments',
  own: 'appointments.ts POST /v1/appointments/query',
  cancel: 'appointments.ts POST /v1/appointments/:number/cancellation',
} as const;

const whoAsks = (world: World) => {
  const holder = holderOf(world);
  return { holder, assuranceLevel: 3 as const };
};

const post = (world: World, path: string, content: unknown) =>
  world.ask({ method: 'POST', path, body: json(content) });

const answered = async <Schema extends z.ZodType>(
  world: World,
  path: string,
  content: unknown,
  schema: Schema,
): Promise<z.infer<Schema>> => demandAnswer(await post(world, path, content), schema);

/** An item that takes appointments, and the half hours it has; undefined where nothing is published. */
const bookable = async (
  world: World,
): Promise<{ readonly item: string; readonly days: SlotReply['days'] } | undefined> => {
  const found = (await world.documents()).findLast(
    ({ collection, removed }) => collection === 'appointments' && !removed,
  );
  const [first] = found === undefined ? [] : appointmentDirectorySchema.parse(found.content).items;
  if (first === undefined) return undefined;
  const { item } = first;
  const { days } = await answered(world, 'v1/appointment-slots/query', { item }, slotReplySchema);
  return { item, days };
};

const lastFree = (days: SlotReply['days']) =>
  days.flatMap(({ slots }) => slots).findLast(({ free }) => free > 0);

const ownNumbers = async (world: World): Promise<readonly string[]> => {
  const query = { ...whoAsks(world), askedAt: world.now() };
  const { appointments } = await answered(world, 'v1/appointments/query', query, appointmentReplySchema);
  return appointments.map(({ number }) => number);
};

const cancel = (world: World, number: string) =>
  post(world, `v1/appointments/${number}/cancellation`, { ...whoAsks(world), askedAt: world.now() });

export const appointmentChecks: readonly Check[] = [
  {
    name: 'Half hours that may be booked lie ahead, in their order; an item that is not there has none',
    clause: clauses.slots,
    async prove(world) {
      demandProblem(await post(world, 'v1/appointment-slots/query', { item: 'no-such-item' }), 'not-found');
      const found = await bookable(world);
      if (found === undefined) return;
      const times = found.days.flatMap(({ slots }) => slots).map(({ startsAt }) => startsAt);
      demand(
        times.every((time, index) => time > world.now() && time >= (times[index - 1] ?? 0)),
        'half hours are over, or not in their order',
      );
    },
  },
  {
    name: 'A half hour is booked once however often it is asked, is among one’s own, and can be given back',
    clause: `${clauses.book}, ${clauses.own}, ${clauses.cancel}`,
    lacks: lacksHolder,
    async prove(world) {
      const found = await bookable(world);
      const slot = found && lastFree(found.days);
      if (found === undefined || slot === undefined) return;
      const request: BookingRequest = {
        requestId: randomUUID(),
        ...whoAsks(world),
        item: found.item,
        counter: slot.counter,
        startsAt: slot.startsAt,
        consentedAt: world.now(),
      };
      const booked = await answered(world, 'v1/appointments', request, bookingReplySchema);
      demand(booked.outcome === 'booked', `a free half hour was answered ${booked.outcome}`);
      const { number } = booked.appointment;
      const again = await answered(world, 'v1/appointments', request, bookingReplySchema);
      demand(
        again.outcome === 'booked' && again.appointment.number === number,
        'the same request was answered otherwise',
      );
      demand(
        (await ownNumbers(world)).filter((one) => one === number).length === 1,
        'it is not among one’s own, once',
      );
      for (const time of ['first', 'second']) {
        const { outcome } = demandAnswer(await cancel(world, number), cancellationReplySchema);
        demand(outcome === 'cancelled', `cancelled for the ${time} time it was answered ${outcome}`);
      }
      demand(!(await ownNumbers(world)).includes(number), 'it is still among one’s own');
    },
  },
  {
    name: 'Nothing is booked for who is not known, whose card differs, or who came with a QR code; nor out of hours',
    clause: `${clauses.book} unknown-person, person-data-differs, assurance-level-too-low`,
    lacks: lacksHolder,
    async prove(world) {
      const who = whoAsks(world);
      const request = {
        requestId: randomUUID(),
        ...who,
        item: 'no-such-item',
        counter: 'no-such-counter',
        startsAt: world.now(),
        consentedAt: world.now(),
      };
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' };
      const book = (changes: object) => post(world, 'v1/appointments', { ...request, ...changes });
      demandProblem(await book({ holder: nobody }), 'unknown-person');
      demandProblem(
        await book({ holder: { ...who.holder, name: `${who.holder.name}某` } }),
        'person-data-differs',
      );
      demandProblem(await book({ assuranceLevel: 1 }), 'assurance-level-too-low');
      const { outcome } = demandAnswer(await book({}), bookingReplySchema);
      demand(outcome === 'closed', `a time at which nobody is there was answered ${outcome}`);
      demandProblem(await cancel(world, 'YY19700101-0000000000'), 'not-found');
    },
  },
];
