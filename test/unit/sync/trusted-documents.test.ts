import { beforeEach, describe, expect, it } from 'vitest';
import type { PlatformClient } from '../../../electron/sync/platform-client.ts';
import { createTrustedDocuments, type KeptDocumentName } from '../../../electron/sync/trusted-documents.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../../helpers/certificate-authority.ts';
import { housingItem } from '../../helpers/visit.ts';

const now = Date.UTC(2026, 10, 20);
let authority: CertificateAuthority;
beforeEach(async () => {
  authority = await createCertificateAuthority(now);
});

const unreachable = { ok: false, reason: 'unreachable', detail: 'ECONNREFUSED' } as const;

const createWorld = (jws: () => Promise<string | null>, kept = new Map<KeptDocumentName, string>()) => {
  const client: PlatformClient = {
    health: async () => unreachable,
    issueCertificate: async () => unreachable,
    keySet: async () => {
      const text = await jws();
      return text === null ? unreachable : { ok: true, value: { jws: text } };
    },
    catalogue: async () =>
      (await jws()) === null ? unreachable : { ok: true, value: { version: '1', items: [housingItem] } },
  };
  const documents = createTrustedDocuments({
    client,
    rootKey: authority.rootKey,
    kept: {
      read: (name) => kept.get(name) ?? null,
      keep: (name, text) => {
        kept.set(name, text);
        return true;
      },
    },
  });
  return { documents, kept };
};

describe('documents of the platform', () => {
  it('are fetched, verified and kept', async () => {
    const { documents, kept } = createWorld(() => authority.signedKeySet());
    expect(await documents.refresh()).toEqual({ ok: true, value: null });
    expect(documents.keySet().keys).toHaveLength(1);
    expect(documents.catalogueState()).toBe('current');
    expect([...kept.keys()].sort()).toEqual(['catalogue', 'signed-key-set']);
  });

  it('are there without a line after a restart', async () => {
    const { kept } = createWorld(() => authority.signedKeySet());
    const first = createWorld(() => authority.signedKeySet(), kept);
    await first.documents.refresh();
    const { documents } = createWorld(async () => null, kept);
    await documents.restore();
    expect(await documents.refresh()).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(documents.catalogueState()).toBe('kept');
    expect(documents.catalogue().items).toHaveLength(1);
    expect(documents.keySet().keys).toHaveLength(1);
  });

  it('say that there is nothing when nothing was ever fetched', async () => {
    const { documents } = createWorld(async () => null);
    await documents.restore();
    await documents.refresh();
    expect(documents.catalogueState()).toBe('unavailable');
  });

  it('refuse keys that another root signed, and keep the old ones', async () => {
    const stranger = await createCertificateAuthority(now);
    let jws = await authority.signedKeySet();
    const { documents } = createWorld(async () => jws);
    await documents.refresh();
    jws = await stranger.signedKeySet();
    expect(await documents.refresh()).toMatchObject({ ok: false, reason: 'not-genuine' });
    expect(documents.keySet()).toEqual(authority.keySet);
  });

  it('do not go back to an older key set', async () => {
    let set = authority.keySet;
    const { documents } = createWorld(() => authority.signedKeySet(set));
    await documents.refresh();
    set = { issuedAt: now - 1, keys: [] };
    await documents.refresh();
    expect(documents.keySet().keys).toHaveLength(1);
  });

  it('survive a disk that holds something else', async () => {
    const { documents } = createWorld(
      async () => null,
      new Map([
        ['catalogue', '{"broken'],
        ['signed-key-set', 'x.y.z'],
      ]),
    );
    await documents.restore();
    expect(documents.catalogue().items).toEqual([]);
    expect(documents.keySet().keys).toEqual([]);
  });
});
