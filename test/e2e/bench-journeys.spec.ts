import { playSession } from '../../bench/ui/sessions-memory.ts';
import { journey, walk } from '../../bench/ui/touches.ts';
import { test } from '../helpers/kiosk.ts';

// A bench is run by hand; what it touches must not go from the screens unnoticed.

test('the bench of touches finds its way through the hall', async ({ kiosk }) => {
  await kiosk.screen('attract');
  await walk(kiosk.page, journey);
});

test('the bench of memory finds its way through a session', async ({ kiosk }) => {
  await playSession({ kiosk, station: kiosk.station });
});
