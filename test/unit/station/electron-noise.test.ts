import { expect, test } from 'vitest';
import { isRoutine, isWorthShowing } from '../../../scripts/station/kiosk/electron-noise.ts';

test.each([
  '[16995:1122/000749.867892:ERROR:bus.cc(399)] Failed to connect to the bus: Failed to connect to socket',
  '[17024:1122/000750.163800:ERROR:viz_main_impl.cc(186)] Exiting GPU process due to errors during initialization',
  '[17032:1122/000750.215561:ERROR:command_buffer_proxy_impl.cc(128)] ContextResult::kTransientFailure: Failed',
  'Debugger listening on ws://127.0.0.1:38145/5bb6d1aa',
  '',
])('noise of a machine without desktop: %s', (line) => {
  expect(isWorthShowing(line)).toBe(false);
});

test.each([
  '{"time":"2026-11-22T00:16:33.296Z","level":"error","event":"already-running"}',
  'Uncaught Exception: Error: YIZHAN_WINDOW: "big" is not WIDTHxHEIGHT',
  '[1:1122/000750.1:FATAL:electron_main_delegate.cc(292)] Running as root without --no-sandbox is not supported.',
])('what somebody must read: %s', (line) => {
  expect(isWorthShowing(line)).toBe(true);
  expect(isRoutine(line)).toBe(false);
});

test('the kiosk telling that all goes as usual is routine', () => {
  expect(isRoutine('{"time":"2026-11-22T00:16:33Z","level":"info","event":"core-ready"}')).toBe(true);
  expect(isRoutine('{"level":"error","event":"x","detail":"\\"level\\":\\"info\\""}')).toBe(false);
});
