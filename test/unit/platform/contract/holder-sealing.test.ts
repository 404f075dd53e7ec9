import { describe, expect, test } from 'vitest';
import { preparedDocumentSchema } from '../../../../platform/contract/feed.ts';
import { holderKey, openPrepared, sealPrepared } from '../../../../platform/contract/sealing/index.ts';
import { generateKioskKey } from '../../../../electron/sync/trust/kiosk-key.ts';

const card = {
  name: '林晓岚',
  idNumber: '43019919580312042X',
  validFrom: '2018-05-20',
  validUntil: 'long-term',
};
const kioskId = 'K-0000000001';
const documentId = 'PD-0123456789abcdef0123456789abcdef';
const plain = Buffer.from('a certificate');
const { keyId, publicJwk: jwk, privateKey: kioskKey } = generateKioskKey();

const seal = async () =>
  sealPrepared(plain, { holder: await holderKey(card, kioskId), kiosk: { kioskId, keyId, jwk } }, documentId);

describe('a document that is delivered in advance', () => {
  test('is opened by what the ID card says, however it writes that, and the key of the kiosk', async () => {
    const sealed = await seal();
    const holder = await holderKey(
      { ...card, name: card.name.normalize('NFD'), idNumber: card.idNumber.toLowerCase() },
      kioskId,
    );
    expect(await openPrepared(sealed, { holder, kioskKey }, documentId)).toEqual(new Uint8Array(plain));
    const content = { kioskKey: keyId, expiresAt: 0, sealed };
    expect(preparedDocumentSchema.parse(content)).toEqual(content);
  });

  test.each([
    ['to somebody else', { ...card, idNumber: '430199195803120437' }, kioskId],
    ['to somebody of another name under the same number', { ...card, name: '林晓' }, kioskId],
    [
      'to who knows name and number but not since when the card is good',
      { ...card, validFrom: '2018-05-21' },
      kioskId,
    ],
    ['to the card that was renewed since', { ...card, validUntil: '2038-05-20' }, kioskId],
    ['at another kiosk', card, 'K-0000000002'],
  ])('says nothing %s', async (_what, other, otherKiosk) => {
    const holder = await holderKey(other, otherKiosk);
    expect(await openPrepared(await seal(), { holder, kioskKey }, documentId)).toBeUndefined();
  });

  test('says nothing to the card without the key of the kiosk', async () => {
    const holder = await holderKey(card, kioskId);
    const stranger = generateKioskKey().privateKey;
    expect(await openPrepared(await seal(), { holder, kioskKey: stranger }, documentId)).toBeUndefined();
  });

  test('is not opened in the place of another, nor when it was changed', async () => {
    const sealed = await seal();
    const keys = { holder: await holderKey(card, kioskId), kioskKey };
    expect(await openPrepared(sealed, keys, `${documentId}1`)).toBeUndefined();
    const parts = sealed.split('.');
    const [first = ''] = parts[3] ?? '';
    const other = first === 'A' ? 'B' : 'A';
    const changed = [...parts.slice(0, 3), `${other}${(parts[3] ?? '').slice(1)}`, parts[4]].join('.');
    for (const text of [changed, '', 'a.b.c.d.e', `${sealed}A`]) {
      expect(await openPrepared(text, keys, documentId)).toBeUndefined();
    }
  });

  test('does not show its holder, nor the key that opens it', async () => {
    const sealed = await seal();
    const key = Buffer.from(await holderKey(card, kioskId)).toString('base64url');
    const header = Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString();
    for (const text of [sealed, header]) {
      for (const secret of [card.idNumber, card.name, card.validFrom, key])
        expect(text).not.toContain(secret);
    }
  });
});
