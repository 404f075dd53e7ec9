import { beginTrial, endTrial, openTrial } from '../../../electron/core/settings/trial/settings-trial.ts';
import { validSettings } from '../../helpers/settings-file.ts';

/** Changes settings, tries them and ends the trial, over and over, until it is killed. `argv[2]`: the data folder. */
const [, , folder = ''] = process.argv;
const by = {
  begunAt: 1,
  label: 'W-003',
  pseudonym: 'a'.repeat(64),
  technician: true,
  fields: ['session'],
  working: [],
};

process.stdout.write('changing\n');
for (let turn = 0; ; turn += 1) {
  const value = { ...validSettings(), session: { idleSeconds: 30 + (turn % 200) } };
  const begun = beginTrial(folder, value, by);
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  openTrial(folder);
  // Every other one is taken back: a change is not put in place while another is on trial.
  if (turn % 2 === 1) openTrial(folder);
  endTrial(folder);
}
