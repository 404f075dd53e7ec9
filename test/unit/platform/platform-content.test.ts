import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadPlatformContent } from '../../../platform/seed/platform-content.ts';

const root = join(import.meta.dirname, '../../..');
const seeds = [
  'appointments.json',
  'catalogue.json',
  'earlier-forms.json',
  'guides.json',
  'hall.json',
  'help.json',
  'item-templates.json',
  'package-guides.json',
  'package-items.json',
  'packages.json',
  'policies.json',
];

/** SHA-256 over the files of the content, white space aside. */
const contentDigest = (templatesFolder: string): string => {
  const files = [
    ...seeds.map((name) => join(root, 'platform/seed', name)),
    join(root, 'platform/applications/holidays.json'),
    ...readdirSync(templatesFolder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(templatesFolder, name)),
  ];
  const digest = createHash('sha256');
  for (const file of files) {
    digest.update(JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
  }
  return digest.digest('base64url');
};

test('content that changed has the next edition: without it a platform of before would take it back', () => {
  const { edition, templatesFolder } = loadPlatformContent(certificateIssuers);
  // When this fails, count `edition` in platform/seed/platform-content.ts up by one, and write both down here.
  expect([edition, contentDigest(templatesFolder)]).toEqual([
    14,
    'G-l7QbwYy5skKF17CgBuq-iMy0dGPcqGq9Aw1ilJNgk',
  ]);
});
