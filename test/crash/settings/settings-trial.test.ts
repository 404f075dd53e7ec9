import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseSettings } from '../../../electron/core/settings/load-settings.ts';
import {
  endTrial,
  openTrial,
  previousSettingsName,
  readTrial,
} from '../../../electron/core/settings/trial/settings-trial.ts';
import { settingsText } from '../../../electron/core/settings/write-settings.ts';
import { validSettings } from '../../helpers/settings-file.ts';

const kills = 12;
/** Long enough for some turns, and a different one each time. */
const killAfter = (turn: number): number => 15 + turn * 13;

it('a process that is killed while it changes settings leaves whole ones, and a trial that ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-killed-'));
  const file = join(folder, 'settings.json');
  const program = join(import.meta.dirname, 'changing-process.ts');
  try {
    for (let turn = 0; turn < kills; turn += 1) {
      const before = settingsText(validSettings());
      writeFileSync(file, before);
      const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, killAfter(turn)));
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;

      expect(parseSettings(readFileSync(file, 'utf8')).ok).toBe(true);
      const trial = readTrial(folder);
      const previous = trial && readFileSync(join(folder, previousSettingsName), 'utf8');
      // The first core may try them; where it dies, too, the second one has the settings before.
      openTrial(folder);
      const second = openTrial(folder);
      expect(second === null).toBe(trial === null);
      if (previous !== null) expect(readFileSync(file, 'utf8')).toBe(previous);
      expect(parseSettings(readFileSync(file, 'utf8')).ok).toBe(true);
      endTrial(folder);
      expect(openTrial(folder)).toBeNull();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
