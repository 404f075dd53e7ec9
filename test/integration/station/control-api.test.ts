import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createPrinterDriver } from '../../../drivers/printer/printer-driver.ts';
import { type ControlApi, openControlApi } from '../../../scripts/station/control-api.ts';
import { createPrintedPages, documentHash } from '../../../scripts/station/printed-pages.ts';
import type { StationAction } from '../../../scripts/station/station-contract.ts';
import {
  identityCodeKinds,
  type StationState,
  stationStateSchema,
} from '../../../scripts/station/station-contract.ts';
import { onePagePdf } from '../../e2e/support/one-page-pdf.ts';
import { openTemporaryStation, type TemporaryStation } from '../../helpers/station.ts';

let temporary: TemporaryStation;
let control: ControlApi;

beforeAll(async () => {
  temporary = await openTemporaryStation();
  control = await openControlApi(temporary.station, createPrintedPages());
});
afterAll(async () => {
  await control.close();
  await temporary.close();
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${control.url}${path}`, { headers: { authorization: `Bearer ${control.token}` }, ...init });

const act = (action: StationAction | object | string): Promise<Response> =>
  ask('/actions', { method: 'POST', body: typeof action === 'string' ? action : JSON.stringify(action) });

/** Follows the event stream until a state fits. */
const stateThat = async (fits: (state: StationState) => boolean): Promise<StationState> => {
  const cancel = new AbortController();
  const reply = await ask('/events', { signal: cancel.signal });
  expect(reply.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  try {
    for await (const bytes of reply.body ?? []) {
      text += Buffer.from(bytes as Uint8Array).toString('utf8');
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const [name, data] = event.split('\n');
        expect(name).toBe('event: state');
        const state = stationStateSchema.parse(JSON.parse((data ?? '').slice('data: '.length)));
        if (fits(state)) return state;
      }
    }
  } finally {
    cancel.abort();
  }
  throw new Error('the stream ended');
};

test.each(['/state', '/events', '/actions', '/documents/x.pdf', '/'])(
  '%s is closed without the token',
  async (path) => {
    for (const authorization of [
      '',
      'Bearer ',
      `Bearer ${control.token}x`,
      control.token,
      `bearer ${control.token}`,
    ]) {
      const reply = await fetch(`${control.url}${path}`, { headers: { authorization } });
      expect(reply.status).toBe(401);
      expect(await reply.text()).not.toContain('林');
    }
  },
);

test('it listens on loopback only', () => {
  expect(new URL(control.url).hostname).toBe('127.0.0.1');
  const listening = execFileSync('cat', ['/proc/net/tcp'], { encoding: 'utf8' });
  const port = Number(new URL(control.url).port).toString(16).toUpperCase().padStart(4, '0');
  expect(listening).toContain(`0100007F:${port}`);
  expect(listening).not.toContain(`00000000:${port}`);
});

test('an action changes the station, and everybody who follows hears of it', async () => {
  const laid = stateThat(({ cardOnReader }) => cardOnReader === 'lin-xiaolan');
  const reply = await act({ name: 'layCard', residentId: 'lin-xiaolan' });
  expect([reply.status, await reply.json()]).toEqual([200, { done: true }]);
  expect((await laid).events.at(-1)).toMatchObject({ source: 'reader', code: 'card-laid', detail: '林晓岚' });

  await act({ name: 'liftCard' });
  const state = stationStateSchema.parse(await (await ask('/state')).json());
  expect(state.cardOnReader).toBeNull();
});

test('a code is shown and all but one sheet is taken; the code itself is told to nobody', async () => {
  expect((await act({ name: 'showCode', text: '证件码-0001' })).status).toBe(200);
  expect((await act({ name: 'leavePaper', sheets: 1 })).status).toBe(200);
  const text = await (await ask('/state')).text();
  const state = stationStateSchema.parse(JSON.parse(text));
  expect(state.events.slice(-2)).toMatchObject([
    { source: 'scanner', code: 'code-shown', detail: '8' },
    { source: 'printer', code: 'tray-filled', detail: '1' },
  ]);
  expect(state.paper?.sheets).toBe(1);
  expect(text).not.toContain('证件码-0001');
  await act({ name: 'refillPaperTray' });
});

test('a phone is held before the scanner, once more, and with codes that no kiosk may take', async () => {
  expect((await act({ name: 'showIdentityCodeAgain' })).status).toBe(409);
  for (const kind of identityCodeKinds) {
    expect((await act({ name: 'showIdentityCode', residentId: 'zhou-haifeng', kind })).status).toBe(200);
  }
  expect((await act({ name: 'showIdentityCodeAgain' })).status).toBe(200);
  const text = await (await ask('/state')).text();
  const { events } = stationStateSchema.parse(JSON.parse(text));
  expect(events.slice(-6).map(({ code }) => code)).toEqual([
    ...identityCodeKinds.map((kind) => `identity-code-${kind}`),
    'identity-code-again',
  ]);
  expect(text).not.toContain('YZI1:');
});

test.each([
  [
    { name: 'showIdentityCode', residentId: 'nobody', kind: 'fresh' },
    409,
    { done: false, reason: 'unknown-card' },
  ],
  [
    { name: 'showIdentityCode', residentId: 'zhou-haifeng', kind: 'golden' },
    400,
    { error: 'not an action of the station' },
  ],
  [{ name: 'showCode', text: '' }, 400, { error: 'not an action of the station' }],
  [{ name: 'leavePaper', sheets: 0 }, 400, { error: 'not an action of the station' }],
  [{ name: 'layCard', residentId: 'nobody' }, 409, { done: false, reason: 'unknown-card' }],
  [{ name: 'setFault', fault: 'flood', on: true }, 409, { done: false, reason: 'unknown-fault' }],
  [{ name: 'explode' }, 400, { error: 'not an action of the station' }],
  [{ name: 'liftCard', force: true }, 400, { error: 'not an action of the station' }],
  ['{', 400, { error: 'not an action of the station' }],
  [`"${'x'.repeat(5000)}"`, 413, { error: 'body too long' }],
])('%j is refused with %i', async (action, status, body) => {
  const reply = await act(action);
  expect([reply.status, await reply.json()]).toEqual([status, body]);
});

test('every switch of every fault goes on and off again', async () => {
  const { station } = temporary;
  for (const { name, kind } of station.state().faults) {
    const isOn = (): boolean | undefined => station.state().faults.find((fault) => fault.name === name)?.on;
    await act({ name: 'setFault', fault: name, on: true });
    expect([name, isOn()]).toEqual([name, kind === 'switch']);
    await act({ name: 'setFault', fault: name, on: false });
    expect([name, isOn()]).toEqual([name, false]);
  }
});

test('a printed document comes back as it was received, and as a picture of each page', async () => {
  const { station } = temporary;
  const printer = createPrinterDriver({ uri: station.settings.devices.printer.uri, clock: systemClock });
  const outcome = await printer.print(
    { documents: [onePagePdf], jobName: 'trial', copies: 1, pages: 1 },
    () => undefined,
  );
  await printer.stop();
  expect(outcome.outcome).toBe('completed');
  const { documents } = await stateThat((state) =>
    state.documents.some((document) => document.state === 'completed'),
  );
  const hash = documentHash(onePagePdf);
  expect(documents).toEqual([expect.objectContaining({ hash, name: 'trial', bytes: onePagePdf.length })]);

  const pdf = await ask(`/documents/${hash}.pdf`);
  expect(Buffer.from(await pdf.arrayBuffer()).equals(onePagePdf)).toBe(true);
  const picture = await ask(`/documents/${hash}/1.png`);
  expect(picture.headers.get('x-pages')).toBe('1');
  const png = Buffer.from(await picture.arrayBuffer());
  // IHDR (PNG 11.2.2): width and height of A4 at 110 dpi.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([910, 1287]);
  expect((await ask(`/documents/${hash}/2.png`)).status).toBe(404);
  expect((await ask(`/documents/${'0'.repeat(64)}.pdf`)).status).toBe(404);
});

test.each([
  '/documents/../../etc/passwd',
  '/documents/%2e%2e%2fstate.pdf',
  '//etc/passwd',
  '/documents/0/0.png',
])('%s leads nowhere', async (path) => {
  // Sent as it stands: fetch would tidy the path up.
  const status = await new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: new URL(control.url).port,
        path,
        headers: { authorization: `Bearer ${control.token}` },
      },
      (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
  expect(status).toBe(404);
});
