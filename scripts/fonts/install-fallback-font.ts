/**
 * Puts the fallback font of certificates into assets/fonts: `node scripts/fonts/install-fallback-font.ts [FILE]`. See
 * assets/fonts/README.md.
 */
import { fileURLToPath } from 'node:url';
import { fetchFont } from './fetch-font.ts';
import { installFont } from './install-font.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const outcome = installFont({
  assetsFolder: `${root}assets/fonts`,
  file: process.argv[2],
  installed: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf',
  fetch: () => fetchFont(`${root}.cache/fonts`),
});
console.log(outcome.detail);
process.exitCode = outcome.ok ? 0 : 1;
