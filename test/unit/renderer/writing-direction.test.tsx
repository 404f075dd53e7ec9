/// <reference types="node" />
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Properties and values that stay on their side when a language is written the other way. */
const physical =
  /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right)(?:-\w+)?|left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)/m;

const styleSheets = globSync('renderer/**/*.css');

it('there are style sheets to look at', () => {
  expect(styleSheets.length).toBeGreaterThan(20);
});

it.each(styleSheets)('%s lays out from start to end, not from left to right', (file) => {
  expect(physical.exec(readFileSync(file, 'utf8'))?.[0]).toBeUndefined();
});
