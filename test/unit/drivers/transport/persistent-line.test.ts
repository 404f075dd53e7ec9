import { beforeEach, describe, expect, it } from 'vitest';
import {
  createPersistentLine,
  type LineFault,
  type PersistentLine,
} from '../../../../drivers/transport/persistent-line.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort, type FakePort } from '../../../helpers/fake-transport.ts';

let clock: FakeClock;
let port: FakePort;
let line: PersistentLine;
let opened: number;
let faults: LineFault[];
let received: Uint8Array[];

beforeEach(() => {
  clock = createFakeClock();
  port = createFakePort();
  opened = 0;
  faults = [];
  received = [];
  line = createPersistentLine({
    createTransport: () => port.createTransport(9600),
    clock,
    onOpened: () => {
      opened += 1;
    },
    onData: (bytes) => received.push(bytes),
    onFault: (fault) => faults.push(fault),
  });
});

describe('a persistent line', () => {
  it('opens once, however often it is started', async () => {
    line.start();
    line.start();
    await clock.advance(1000);
    expect(opened).toBe(1);
    expect(port.openings).toHaveLength(1);
  });

  it('tries a refused port again every 250 ms, telling the reason each time', async () => {
    port.refuse('port-busy');
    line.start();
    await clock.advance(749);
    expect(faults.map(({ reason }) => reason)).toEqual(['port-busy', 'port-busy', 'port-busy']);
    port.refuse(null);
    await clock.advance(250);
    expect(opened).toBe(1);
    await clock.advance(5000);
    expect(port.openings).toHaveLength(4);
  });

  it('comes back by itself after the line was lost', async () => {
    line.start();
    await clock.advance(0);
    port.lose();
    expect(faults).toEqual([{ reason: 'port-closed', detail: 'unplugged' }]);
    await clock.advance(250);
    expect(opened).toBe(2);
    port.deliver(Uint8Array.of(7));
    expect(received).toEqual([Uint8Array.of(7)]);
  });

  it('releases the old connection before it opens a new one', async () => {
    line.start();
    await clock.advance(0);
    line.reopen(0);
    await clock.advance(0);
    expect(opened).toBe(2);
    expect(port.openNow()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('hands what a listener throws to the clock, by which the driver is watched, and goes on', async () => {
    let thrown = 0;
    const careless = createPersistentLine({
      createTransport: () => port.createTransport(9600),
      clock,
      onOpened: () => {
        opened += 1;
      },
      onData: (bytes) => {
        received.push(bytes);
        thrown += 1;
        throw new Error(`mistake ${thrown}`);
      },
      onFault: (fault) => faults.push(fault),
    });
    careless.start();
    await clock.advance(0);
    expect(() => port.deliver(Uint8Array.of(1))).not.toThrow();
    await expect(clock.advance(0)).rejects.toThrow('mistake 1');
    port.deliver(Uint8Array.of(2));
    await expect(clock.advance(0)).rejects.toThrow('mistake 2');
    expect(received).toHaveLength(2);
    expect(faults).toEqual([]);
    await careless.stop();
  });

  it('does nothing more once it is stopped', async () => {
    line.start();
    await clock.advance(0);
    await line.stop();
    await line.stop();
    line.reopen(0);
    await clock.advance(10_000);
    expect(port.openings).toHaveLength(1);
    expect(port.openNow()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  it('can be stopped while it waits for the next attempt, and started again', async () => {
    port.refuse('port-not-found');
    line.start();
    await clock.advance(0);
    await line.stop();
    await clock.advance(10_000);
    expect(port.openings).toHaveLength(1);
    port.refuse(null);
    line.start();
    await clock.advance(0);
    expect(opened).toBe(1);
  });
});
