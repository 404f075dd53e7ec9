import { connect } from 'node:net';
import { join } from 'node:path';
import type { Log } from '../log/core-log.ts';

/**
 * How loud the page's voice is on Linux. Chromium hands rate and pitch on to speech-dispatcher, and not the volume (of the symbols
 * of libspeechd it loads no `spd_set_volume`; seen in 25.1.1 of Electron and 156 of Chromium). So it is set here, by the
 * protocol of speech-dispatcher itself (SSIP, the manual "SSIP" of its package, `SET all VOLUME`), for whoever is connected: on a kiosk that is the page.
 */

/** Where speech-dispatcher listens; null where there can be none. */
export const speechSocketOf = (environment: NodeJS.ProcessEnv): string | null => {
  const [, given] = /^unix_socket:(.+)$/.exec(environment.SPEECHD_ADDRESS ?? '') ?? [];
  if (given !== undefined) return given;
  const folder = environment.XDG_RUNTIME_DIR;
  return folder === undefined || folder === '' ? null : join(folder, 'speech-dispatcher/speechd.sock');
};

/** It answers within milliseconds; one that does not is not waited for. */
const answersWithinMilliseconds = 2_000;
/** Three lines of a few words. */
const longestAnswer = 4_096;

/** From 0 to 100 percent on SSIP's scale, −100 to 100. */
const ssipVolume = (percent: number): number => Math.round(percent * 2 - 100);

/** Sets the voice of everybody who is connected to so many percent; false where nobody listens or it is refused. */
export const setSpeechVolume = (socketPath: string, percent: number): Promise<boolean> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(socketPath);
    const end = (): void => {
      socket.destroy();
      resolve(/^218 /m.test(answer));
    };
    socket.setTimeout(answersWithinMilliseconds, end);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.length > longestAnswer) end();
    });
    socket.once('error', end);
    socket.once('end', end);
    const commands = [
      'SET self CLIENT_NAME yizhan:core:volume',
      `SET all VOLUME ${ssipVolume(percent)}`,
      'QUIT',
    ];
    socket.once('connect', () => socket.write(commands.map((command) => `${command}\r\n`).join('')));
  });

/**
 * Sets the voice whenever it is called, the newest percent last; tells the log when that succeeds or fails anew. Without a place
 * where speech-dispatcher could be (Windows) it does nothing: there the page's own volume counts.
 */
export const createSpeechVolume = ({
  environment,
  log,
}: {
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
}): ((percent: number) => void) => {
  const socketPath = speechSocketOf(environment);
  if (socketPath === null) return () => undefined;
  let wanted: number | null = null;
  let underWay = false;
  let told = '';
  const send = async (): Promise<void> => {
    underWay = true;
    while (wanted !== null) {
      const percent = wanted;
      wanted = null;
      const isSet = await setSpeechVolume(socketPath, percent);
      const outcome = `${percent} ${isSet}`;
      if (outcome !== told) log.info('speech-volume', { percent, set: isSet });
      told = outcome;
    }
    underWay = false;
  };
  return (percent) => {
    wanted = percent;
    if (!underWay) void send();
  };
};
