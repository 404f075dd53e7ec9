import { describe, expect, it } from 'vitest';
import type { CoreStart } from '../../../electron/contract/supervision.ts';
import { toRendererSchema } from '../../../electron/contract/channel.ts';
import { createContractServer } from '../../../electron/core/link/contract-server.ts';
import type { RendererConnection } from '../../../electron/core/link/shell-link.ts';
import { outOfServiceSnapshot } from '../../../electron/core/out-of-service.ts';
import { silentLog } from '../../helpers/journal.ts';

const start: CoreStart = {
  dataFolder: '/x',
  appFolder: '/y',
  appVersion: '0',
  formerEnd: 'none',
  runtime: { electron: '25', chromium: '114', developmentRuntime: true },
};

/** A renderer at the other end, which keeps what it was sent. */
const createRenderer = () => {
  const received: unknown[] = [];
  let onMessage: (message: unknown) => void = () => undefined;
  let onClose: () => void = () => undefined;
  const connection: RendererConnection = {
    send: (message) => received.push(message),
    onMessage: (listener) => {
      onMessage = listener;
    },
    onClose: (listener) => {
      onClose = listener;
    },
  };
  return { connection, received, say: (message: unknown) => onMessage(message), leave: () => onClose() };
};

const createWorld = () => {
  const acted: string[] = [];
  let published = 0;
  const server = createContractServer({
    log: silentLog,
    snapshot: () => outOfServiceSnapshot({ reason: 'settings-invalid', detail: 'station: missing' }, start),
    published: () => {
      published += 1;
    },
    handlers: {
      act: (intent) => {
        acted.push(intent.name);
        return { accepted: true };
      },
      previewDocument: (number) => (number === 'A-1' ? new Uint8Array([37]) : null),
    },
  });
  return { server, acted, published: () => published };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the contract with renderers', () => {
  it('publishes what its own schema allows, one snapshot for many changes', async () => {
    const { server, published } = createWorld();
    const { connection, received } = createRenderer();
    server.changed();
    await turn();
    expect(published(), 'nobody looks').toBe(0);
    server.connect(connection);
    server.changed();
    server.changed();
    await turn();
    expect(received).toHaveLength(1);
    expect(published()).toBe(1);
    expect(toRendererSchema.safeParse(received[0]).success).toBe(true);
    server.changed();
    await turn();
    expect(received).toMatchObject([{ snapshot: { revision: 1 } }, { snapshot: { revision: 2 } }]);
  });

  it('answers each intent under its id', async () => {
    const { server, acted } = createWorld();
    const renderer = createRenderer();
    server.connect(renderer.connection);
    renderer.say({ type: 'intent', id: 7, intent: { name: 'start' } });
    expect(acted).toEqual(['start']);
    expect(renderer.received).toContainEqual({ type: 'intentDone', id: 7, outcome: { accepted: true } });
  });

  it('gives the document of the certificate that is named, and no other', () => {
    const { server } = createWorld();
    const renderer = createRenderer();
    server.connect(renderer.connection);
    renderer.say({ type: 'previewDocument', id: 1, certificateNumber: 'A-1' });
    renderer.say({ type: 'previewDocument', id: 2, certificateNumber: 'B-2' });
    expect(renderer.received).toEqual([
      { type: 'previewDocumentDone', id: 1, pdf: new Uint8Array([37]) },
      { type: 'previewDocumentDone', id: 2, pdf: null },
    ]);
  });

  it.each([
    null,
    'start',
    { type: 'intent', id: 1, intent: { name: 'openShell' } },
    { type: 'intent', id: 1, intent: { name: 'rate', level: 6 } },
    { type: 'eval', id: 1, code: '1' },
  ])('does nothing with %j', (message) => {
    const { server, acted } = createWorld();
    const renderer = createRenderer();
    server.connect(renderer.connection);
    renderer.say(message);
    expect(acted).toEqual([]);
    expect(renderer.received).toEqual([]);
  });

  it('sends nothing to a renderer that has gone', async () => {
    const { server } = createWorld();
    const renderer = createRenderer();
    server.connect(renderer.connection);
    await turn();
    renderer.leave();
    server.changed();
    await turn();
    expect(renderer.received).toHaveLength(1);
  });
});
