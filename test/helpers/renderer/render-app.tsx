/// <reference types="node" />
import { act, cleanup, render } from '@testing-library/react';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { App } from '../../../renderer/app.tsx';
import { BridgeProvider } from '../../../renderer/bridge/core-context.tsx';
import { createCorePort } from '../../../renderer/bridge/core-port.ts';
import type { DocumentOpener } from '../../../renderer/bridge/documents.ts';
import { armAfterMilliseconds } from '../../../renderer/components/actions-guard.tsx';
import { lateScreens } from '../../../renderer/late/late-screens.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { createFakeSpeaker, type FakeSpeaker } from './fake-speaker.ts';
import { connectFakeCore, type FakeCore } from './fake-core.ts';

/** What was opened and what became of it, instead of a PDF viewer (a simulated DOM draws nothing). */
export interface FakeDocuments extends DocumentOpener {
  readonly opened: { readonly bytes: Uint8Array; disposed: boolean }[];
}

const createFakeDocuments = (): FakeDocuments => {
  const opened: FakeDocuments['opened'] = [];
  return {
    opened,
    warmUp: () => undefined,
    open: (bytes) => {
      if (bytes[0] !== 0x25) return Promise.reject(new Error('no PDF'));
      const entry = { bytes, disposed: false };
      opened.push(entry);
      return Promise.resolve({
        pages: 2,
        drawPage: () => Promise.resolve(),
        dispose: () => {
          bytes.fill(0);
          entry.disposed = true;
        },
      });
    },
  };
};

const stepMilliseconds = 500;

/** A camera that shows nothing. */
const noPictures = { onPicture: () => () => undefined };

/** The whole page in a simulated DOM, with a core, a clock and documents that the test drives. */
export interface RenderedApp {
  readonly core: FakeCore;
  readonly clock: FakeClock;
  readonly documents: FakeDocuments;
  readonly speaker: FakeSpeaker;
  /** Shows a snapshot and waits until its actions can be touched. */
  show(snapshot: ViewSnapshot): Promise<void>;
  /** Does something that the page reacts to. */
  change(action: () => void): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  /** Another core behind the same page. */
  reconnect(): Promise<FakeCore>;
  screen(): string | null;
  text(): string;
  element(testId: string): HTMLElement;
  tap(testId: string): Promise<void>;
}

/** Renders the app with nothing to draw yet; `snapshot` is shown where given. */
export const renderApp = async (snapshot?: ViewSnapshot): Promise<RenderedApp> => {
  cleanup();
  await lateScreens.load();
  const clock = createFakeClock();
  const documents = createFakeDocuments();
  const speaker = createFakeSpeaker();
  const corePort = createCorePort(window, clock);
  const { container } = render(
    <BridgeProvider
      bridge={{
        core: corePort,
        clock,
        documents,
        speaker,
        faces: noPictures,
        pages: { ...noPictures, take: () => undefined },
      }}
    >
      <App />
    </BridgeProvider>,
  );
  const connect = (): FakeCore => connectFakeCore(window);
  const core = connect();

  const change = (action: () => void): Promise<void> =>
    act(async () => {
      action();
      await clock.advance(0);
    });
  // In steps, because what a timer changed is drawn, and sets the next timer, only at the end of each.
  const advance = async (milliseconds: number): Promise<void> => {
    for (let left = milliseconds; left > 0; left -= stepMilliseconds) {
      await act(async () => {
        await clock.advance(Math.min(left, stepMilliseconds));
      });
    }
  };
  const app: RenderedApp = {
    core,
    clock,
    documents,
    speaker,
    change,
    advance,
    show: async (next) => {
      await change(() => core.show(next));
      await advance(armAfterMilliseconds);
    },
    reconnect: async () => {
      let next = core;
      await change(() => {
        next = connect();
      });
      return next;
    },
    screen: () => container.querySelector('[data-screen]')?.getAttribute('data-screen') ?? null,
    text: () => container.textContent ?? '',
    element: (testId) => {
      const found = container.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
      if (!found) throw new Error(`nothing on the screen is called ${testId}`);
      return found;
    },
    tap: (testId) =>
      change(() => {
        const target = app.element(testId);
        target.dispatchEvent(new Event('pointerdown', { bubbles: true }));
        target.dispatchEvent(new Event('pointerup', { bubbles: true }));
        target.click();
      }),
  };
  if (snapshot) await app.show(snapshot);
  return app;
};
