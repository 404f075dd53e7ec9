import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  createSpeechVolume,
  setSpeechVolume,
  speechSocketOf,
} from '../../../../electron/core/ambience/speech-volume.ts';
import { silentLog } from '../../../helpers/journal.ts';

let folder: string;
let server: Server | null;
let asked: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-voice-'));
  server = null;
  asked = [];
});
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  rmSync(folder, { recursive: true });
});

/** As speech-dispatcher 0.11 answers each line, if it takes the volume. */
const listen = async ({ takesVolume = true } = {}): Promise<string> => {
  const path = join(folder, 'speechd.sock');
  server = createServer((socket) => {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      for (const line of text.split('\r\n').filter((each) => each !== '')) {
        asked.push(line);
        if (line.startsWith('SET self')) socket.write('208 OK CLIENT NAME SET\r\n');
        else if (line === 'QUIT') socket.end('231 HAPPY HACKING\r\n');
        else socket.write(takesVolume ? '218 OK VOLUME SET\r\n' : '409 ERR PARAMETER INVALID\r\n');
      }
    });
  });
  await new Promise((resolve) => server?.listen(path, () => resolve(null)));
  return path;
};

it.each([
  [100, 'SET all VOLUME 100'],
  [60, 'SET all VOLUME 20'],
  [20, 'SET all VOLUME -60'],
])('%s percent is told to everybody who speaks: %s', async (percent, command) => {
  expect(await setSpeechVolume(await listen(), percent)).toBe(true);
  expect(asked).toEqual(['SET self CLIENT_NAME yizhan:core:volume', command, 'QUIT']);
});

it('is not set where it is refused, and where nobody listens', async () => {
  expect(await setSpeechVolume(await listen({ takesVolume: false }), 60)).toBe(false);
  expect(await setSpeechVolume(join(folder, 'nobody.sock'), 60)).toBe(false);
});

it('is found where the session has it, or where the system says', () => {
  expect(speechSocketOf({ XDG_RUNTIME_DIR: '/run/yizhan' })).toBe(
    '/run/yizhan/speech-dispatcher/speechd.sock',
  );
  expect(speechSocketOf({ XDG_RUNTIME_DIR: '/run/x', SPEECHD_ADDRESS: 'unix_socket:/run/s' })).toBe('/run/s');
  expect(speechSocketOf({})).toBeNull();
});

it('is set to the newest percent, one after the other', async () => {
  const path = await listen();
  const set = createSpeechVolume({ environment: { SPEECHD_ADDRESS: `unix_socket:${path}` }, log: silentLog });
  for (const percent of [80, 60, 40]) set(percent);
  const volumes = () => asked.filter((line) => line.startsWith('SET all'));
  await vi.waitFor(() => expect(volumes()).toEqual(['SET all VOLUME 60', 'SET all VOLUME -20']));
});
