/**
 * Writes what the core says of the seed's service hall to test/helpers/renderer/hall-views.json, from which the screens
 * are drawn without a core. Again after a change of seed or hall; test/unit/core/hall/hall-views.test.ts says when.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hallViews } from '../../test/helpers/hall-views.ts';

const file = join(import.meta.dirname, '../../test/helpers/renderer/hall-views.json');
writeFileSync(file, `${JSON.stringify(hallViews(), null, 2)}\n`);
