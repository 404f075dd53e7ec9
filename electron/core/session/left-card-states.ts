import { assign } from 'xstate';
import type { Clock } from '../../../drivers/device/clock.ts';
import { door } from '../hall/hall-place.ts';
import type { VisitServices } from './visit-services.ts';
import type { VisitSetup } from './visit-setup.ts';

/** How often somebody is reminded aloud; after that it only stands on the screen. */
export const mostReminders = 6;

/**
 * A card still lies on the reader when a visit has been forgotten. Language and size stay as its resident, who may be near, had
 * them; nothing else of the visit is known any more. It ends when the card is lifted; whoever comes next may begin all the same,
 * and is identified by a card that is laid anew.
 */
export const leftCardStates = (visit: VisitSetup, services: VisitServices, clock: Clock) => ({
  cardLeft: visit.createStateConfig({
    entry: [
      'pauseIdle',
      assign({ leftSince: () => clock.monotonic(), reminder: 1 }),
      () => services.cardWasLeft(),
    ],
    invoke: { src: 'watchCard' },
    on: {
      cardGone: {
        target: 'attract',
        actions: [({ context }) => services.cardWasTaken(clock.monotonic() - context.leftSince), 'meetNext'],
      },
      start: { target: 'hall', actions: ['meetNext', assign({ trail: door })] },
      enterMaintenance: 'maintenance',
    },
    initial: 'reminding',
    states: {
      reminding: {
        after: {
          reminder: [
            {
              guard: ({ context }) => context.reminder < mostReminders,
              target: 'reminding',
              reenter: true,
              actions: assign({ reminder: ({ context }) => context.reminder + 1 }),
            },
            { target: 'reminded' },
          ],
        },
      },
      reminded: {},
    },
  }),
});
