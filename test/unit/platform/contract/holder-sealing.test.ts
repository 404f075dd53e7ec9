import { describe, expect, test } from 'vitest';
import { preparedDocumentSchema } from '../../../../platform/contract/feed.ts';
import { holderSecret, openForHolder, sealToHolder } from '../../../../platform/contract/sealing/index.ts';

const holder = { name: '林晓岚', idNumber: '43019919580312042X' };
const kioskId = 'K-0000000001';
const documentId = 'ZF20261120-7K3M9QXAB2.K-0000000001';
const plain = Buffer.from('a certificate');

const seal = async () => sealToHolder(plain, await holderSecret(holder, kioskId), documentId);

describe('a document that is sealed to its holder', () => {
  test('is found and opened by what the ID card says, however it writes that', async () => {
    const sealed = await seal();
    const shown = await holderSecret(
      { name: holder.name.normalize('NFD'), idNumber: holder.idNumber.toLowerCase() },
      kioskId,
    );
    expect(shown.tag).toBe((await holderSecret(holder, kioskId)).tag);
    expect(await openForHolder(sealed, shown, documentId)).toEqual(new Uint8Array(plain));
    const content = { holderTag: shown.tag, item: 'housing-status', expiresAt: 0, sealed };
    expect(preparedDocumentSchema.parse(content)).toEqual(content);
  });

  test.each([
    ['to somebody else', { ...holder, idNumber: '430199195803120437' }, kioskId],
    ['to somebody of another name under the same number', { ...holder, name: '林晓' }, kioskId],
    ['at another kiosk', holder, 'K-0000000002'],
  ])('says nothing %s', async (_what, other, otherKiosk) => {
    const secret = await holderSecret(other, otherKiosk);
    expect(secret.tag).not.toBe((await holderSecret(holder, kioskId)).tag);
    expect(await openForHolder(await seal(), secret, documentId)).toBeUndefined();
  });

  test('is not opened in the place of another, nor when it was changed', async () => {
    const [sealed, secret] = [await seal(), await holderSecret(holder, kioskId)];
    expect(await openForHolder(sealed, secret, `${documentId}1`)).toBeUndefined();
    const parts = sealed.split('.');
    const changed = [...parts.slice(0, 3), `A${(parts[3] ?? '').slice(1)}`, parts[4]].join('.');
    for (const text of [changed, '', 'a.b.c.d.e', `${sealed}A`]) {
      expect(text === sealed ? undefined : await openForHolder(text, secret, documentId)).toBeUndefined();
    }
  });

  test('does not show its holder, nor the key that opens it', async () => {
    const secret = await holderSecret(holder, kioskId);
    const shown = JSON.stringify([await seal(), secret.tag]);
    const header = Buffer.from((await seal()).split('.')[0] ?? '', 'base64url').toString();
    for (const text of [shown, header]) {
      expect(text).not.toContain(holder.idNumber);
      expect(text).not.toContain(Buffer.from(secret.key).toString('base64url'));
    }
    expect(Buffer.from(secret.tag, 'base64url')).not.toEqual(Buffer.from(secret.key));
  });
});
