import { translation } from '../messages.ts';
import { adjustments } from './adjustments.ts';
import { agency } from './agency.ts';
import { appointments } from './appointments.ts';
import { assurance } from './assurance.ts';
import { comfort } from './comfort.ts';
import { credit } from './credit.ts';
import { known } from './known.ts';
import { devices } from './devices.ts';
import { diagnostics } from './diagnostics.ts';
import { frame } from './frame.ts';
import { hall } from './hall.ts';
import { keyboard } from './keyboard.ts';
import { materials } from './materials.ts';
import { members } from './members.ts';
import { packages } from './packages.ts';
import { policies } from './policies.ts';
import { myDocuments } from './my-documents.ts';
import { problems } from './problems.ts';
import { progress } from './progress.ts';
import { screens } from './screens.ts';
import { setup } from './setup.ts';
import { staff } from './staff.ts';
import { updates } from './updates.ts';
import { verification } from './verification.ts';

/** English. A key or a placeholder that is missing, or one too many, fails the type check. */
export const en = translation({
  ...screens,
  ...hall,
  ...progress,
  ...agency,
  ...appointments,
  ...assurance,
  ...frame,
  ...comfort,
  ...credit,
  ...known,
  ...keyboard,
  ...materials,
  ...packages,
  ...policies,
  ...myDocuments,
  ...problems,
  ...devices,
  ...diagnostics,
  ...verification,
  ...setup,
  ...adjustments,
  ...updates,
  ...staff,
  ...members,
});
