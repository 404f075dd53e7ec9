import { randomBytes } from 'node:crypto';
import { applicationCourseSchema } from '../../contract/course.ts';
import { receiptNumber } from '../../contract/receipt-number.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { application } from '../messages.ts';
import { demandReceived, submitOne } from '../submit.ts';
import type { World } from '../world.ts';

const course = 'course.ts GET /v1/applications/:receiptNumber/course';

const get = (world: World, receiptNumber: string) =>
  world.ask({ method: 'GET', path: `v1/applications/${receiptNumber}/course` });

export const courseChecks: readonly Check[] = [
  {
    name: 'The kiosk that filed an application is told its course, from the receipt to its present state',
    clause: course,
    async prove(world) {
      const message = await application(world);
      const receivedAt = demandReceived(await submitOne(world, message));
      const told = demandAnswer(await get(world, message.receiptNumber), applicationCourseSchema);
      demand(
        told.receiptNumber === message.receiptNumber && told.item === message.item,
        'it is the course of another application',
      );
      const [first] = told.steps;
      demand(first?.step === 'received', `it begins with ${first?.step}`);
      demand(
        first.takenAt === receivedAt,
        `it was received at ${receivedAt}, its course says ${first.takenAt}`,
      );
      const last = told.steps.at(-1)?.step;
      demand(told.state === last, `its last step is ${last}, its state ${told.state}`);
      const times = told.steps.map(({ takenAt }) => takenAt);
      demand(
        times.every((time, index) => time >= (times[index - 1] ?? 0)),
        'its steps are not in the order of their times',
      );
    },
  },
  {
    name: 'A part of a package is told its package, and waits for what it depends on',
    clause: `${course} package`,
    async prove(world) {
      const number = receiptNumber(world.target.stationCode, world.now(), randomBytes);
      const membership = { code: 'conformance', number };
      const first = await application(world, { changes: { package: { ...membership, dependsOn: [] } } });
      demandReceived(await submitOne(world, first));
      const second = await application(world, {
        changes: { package: { ...membership, dependsOn: [first.receiptNumber] } },
      });
      demandReceived(await submitOne(world, second));
      const told = demandAnswer(await get(world, second.receiptNumber), applicationCourseSchema);
      demand(told.package?.number === number, `its package is ${told.package?.number}`);
      demand(
        told.package.dependsOn[0]?.receiptNumber === first.receiptNumber,
        'it does not say what it depends on',
      );
      // The package's first application is not decided in this moment.
      demand(
        told.state === 'received' || told.state === 'waiting',
        `it is ${told.state} before what it depends on is granted`,
      );
    },
  },
  {
    name: 'A receipt number under which this kiosk filed nothing has no course',
    clause: `${course} not-found`,
    async prove(world) {
      demandProblem(await get(world, 'SL-ZZ-9999-19700101-0000000000'), 'not-found');
      demandProblem(await get(world, 'no-receipt-number'), 'not-found');
    },
  },
];
