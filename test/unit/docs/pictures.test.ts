import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docsScreens } from '../../../scripts/screens/docs-screens.ts';
import { looks } from '../../../scripts/screens/looks.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';

const project = join(import.meta.dirname, '../../..');
const documents = ['README.md', 'README.zh-CN.md', 'docs/staff-handbook.md', 'docs/technician.md'];
/** A printed page of the demonstration. */
const paper = 'certificate';

const shown = new Set(
  documents.flatMap((file) =>
    [...readFileSync(join(project, file), 'utf8').matchAll(/screens\/([a-z-]+)\.png/g)].map(
      ([, name]) => name ?? '',
    ),
  ),
);

test('every picture that a document shows is there, and every one that is there is shown', () => {
  const there = readdirSync(join(project, 'docs/screens')).map((name) => name.replace(/\.png$/, ''));
  expect([...shown].sort()).toEqual(there.sort());
});

test('every picture of a screen is taken by the script, of a state and a look that exist', () => {
  expect([...Object.keys(docsScreens), paper].sort()).toEqual([...shown].sort());
  for (const { state, look } of Object.values(docsScreens)) {
    expect(Object.keys(fixtureSnapshots)).toContain(state);
    if (look !== undefined) expect(looks.map(({ name }) => name)).toContain(look);
  }
});
