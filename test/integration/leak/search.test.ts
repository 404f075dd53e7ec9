import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { needlesOf, needlesOfRaw } from './encodings.ts';
import { createLeakSearch } from './search-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-leak-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const name = '欧阳晓岚';
const idNumber = '430199195803120429';
const planted = (...pieces: (Buffer | string)[]): Buffer =>
  Buffer.concat([randomBytes(5_000), ...pieces.map((piece) => Buffer.from(piece)), randomBytes(5_000)]);
const search = createLeakSearch(
  [name, idNumber].map((value) => ({ name: value, needles: needlesOf(value) })),
);

/** Made here by other means than the needles are. */
const gbkOfName = Buffer.from('c5b7d1f4cffee1b0', 'hex');
const disguises: readonly (readonly [string, Buffer | string])[] = [
  ['UTF-8', name],
  ['UTF-16LE', Buffer.from(name, 'utf16le')],
  [
    'UTF-16BE',
    Buffer.from(
      [...name].flatMap((character) => {
        const code = character.charCodeAt(0);
        return [code >> 8, code & 0xff];
      }),
    ),
  ],
  ['GB 18030', gbkOfName],
  ['base64 of a longer text', Buffer.from(`{"name":"${name}","n":1}`).toString('base64')],
  ['base64 one byte later', Buffer.from(`{"aname":"${name}","n":1}`).toString('base64')],
  ['base64 two bytes later', Buffer.from(`{"abname":"${name}","n":1}`).toString('base64')],
  ['base64url of GB 18030', Buffer.concat([Buffer.from('x'), gbkOfName]).toString('base64url')],
  ['base64 of UTF-16', Buffer.from(`(${name})`, 'utf16le').toString('base64')],
  ['hexadecimal', Buffer.from(name).toString('hex')],
  ['JSON-escaped', '\\u6b27\\u9633\\u6653\\u5c9a'],
  ['JSON-escaped with capitals', '\\u6B27\\u9633\\u6653\\u5C9A'],
  ['id number in a line of a log', `{"idNumber":"${idNumber}"}`],
  ['id number in base64', Buffer.from(`?${idNumber}?`).toString('base64')],
  ['id number in hexadecimal capitals', Buffer.from(idNumber).toString('hex').toUpperCase()],
];

test('the bytes that stand for GB 18030 here are what a decoder reads as the name', () => {
  expect(new TextDecoder('gb18030').decode(gbkOfName)).toBe(name);
});

test.each(disguises)('a value planted as %s is found', (_, disguise) => {
  const place = join(folder, 'deep', 'down');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'kiosk.db-wal'), planted(disguise));
  expect(search.folder(folder)).not.toEqual([]);
});

test('each encoding that is searched for is found by its own name', () => {
  for (const { encoding, bytes } of needlesOf(name)) {
    expect(search.bytes('here', planted(bytes)).map((leak) => leak.encoding)).toContain(encoding);
  }
  const piece = randomBytes(24);
  const raw = createLeakSearch([{ name: 'picture', needles: needlesOfRaw(piece) }]);
  for (const text of [
    piece,
    piece.toString('hex'),
    Buffer.concat([Buffer.from('ab'), piece, Buffer.from('c')]).toString('base64url'),
  ]) {
    expect(raw.bytes('here', planted(text))).not.toEqual([]);
  }
});

test('a value in the name of a file is found, and noise is none', () => {
  writeFileSync(join(folder, `${idNumber}.json`), '{}');
  expect(search.folder(folder)).toMatchObject([{ value: idNumber, encoding: 'UTF-8' }]);
  expect(search.bytes('noise', randomBytes(2_000_000))).toEqual([]);
});
