import { type Connection, prepareAll, prepareWrite } from '../statements.ts';

/** `unknown`: the device was asked, and nobody can say what came of it. */
export const deviceTestOutcomes = ['passed', 'failed', 'unknown'] as const;
export type DeviceTestOutcome = (typeof deviceTestOutcomes)[number];

/** How one test of a device went. */
export interface DeviceTest {
  /** UUIDv7: the order of the ids is that in time. */
  readonly id: string;
  readonly device: string;
  readonly test: string;
  readonly outcome: DeviceTestOutcome;
  /** A code or figures, up to 200 characters; nothing that a card or a code said. */
  readonly detail: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Pseudonym of who tested. */
  readonly by: string;
}

export interface DeviceTestReader {
  /** Results of a test, newest first. */
  latest(test: string, limit: number): readonly DeviceTest[];
}

export interface DeviceTestStore extends DeviceTestReader {
  /** Keeps a result, and of each test the last `deviceTestsKept`. */
  add(test: Omit<DeviceTest, 'at'>): void;
}

/** So many results of one test are kept. */
export const deviceTestsKept = 50;

/** What technicians have tested here. */
export const createDeviceTestStore = (connection: Connection, now: () => number): DeviceTestStore => {
  const select = prepareAll<{ test: string; limit: number }, DeviceTest>(
    connection,
    `SELECT id, device, test, outcome, detail, at, by_pseudonym AS by FROM device_test
     WHERE test = @test ORDER BY id DESC LIMIT @limit`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO device_test (id, device, test, outcome, detail, at, by_pseudonym)
     VALUES (@id, @device, @test, @outcome, @detail, @at, @by)`,
  );
  const removeOld = prepareWrite(
    connection,
    `DELETE FROM device_test WHERE test = @test AND id NOT IN
       (SELECT id FROM device_test WHERE test = @test ORDER BY id DESC LIMIT @kept)`,
  );
  return {
    latest: (test, limit) => select({ test, limit }),
    add: (test) => {
      insert({ ...test, at: now() });
      removeOld({ test: test.test, kept: deviceTestsKept });
    },
  };
};
