import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyReport } from '../../../electron/cli/commands/verify-report.ts';
import { verifiedView } from '../../../electron/core/verification/verification-view.ts';
import { certificateAgentOf } from '../../../platform/contract/agency.ts';
import { certificateInWords } from '../../../platform/contract/certificate/certificate-in-words.ts';
import { decodeClaims, encodeClaims } from '../../../platform/contract/certificate/claims-encoding.ts';
import { decodeCbor, encodeCbor } from '../../../platform/contract/certificate/deterministic-cbor.ts';
import { housingClaims } from '../../helpers/platform.ts';

const agent = certificateAgentOf({
  agent: { name: '周海峰', sex: '男', idNumber: '430199197207051155' },
  way: 'authorisation',
  authorisation: 'WT-2026-0001',
});

const judged = (claims = housingClaims({ agent })) =>
  ({
    outcome: 'judged',
    judgement: { outcome: 'genuine', claims, keyId: 'bdc-1', revocation: null },
    document: null,
    ground: { source: 'kept', lastContactAt: null },
  }) as const;

describe('a certificate that somebody collected for the holder', () => {
  test('names the agent masked, and nothing else of the agent', () => {
    expect(agent).toEqual({ maskedName: '周**', way: 'authorisation' });
    const bytes = encodeClaims(housingClaims({ agent }));
    expect(decodeClaims(bytes)).toEqual({ outcome: 'decoded', claims: housingClaims({ agent }) });
  });

  test('says so on the screen and in the command, and one without an agent says nothing of it', () => {
    const finding = {
      ...judged().judgement,
      words: certificateInWords(housingClaims(), undefined),
      revocations: 'kept',
      clockBelieved: true,
    } as const;
    expect(verifiedView(finding, false).result?.claims?.agent).toEqual(agent);
    const { text, document } = verifyReport(judged(), { show: false });
    expect(text.join('\n')).toMatch(/collected by · 代领人 +周\*\* {2}by a registered authorisation/);
    expect(document).toMatchObject({ certificate: { agent } });
    const inPerson = verifyReport(judged(housingClaims()), { show: false });
    expect(inPerson.text.join('\n')).not.toContain('代领人');
    expect(inPerson.document).not.toHaveProperty('certificate.agent');
  });

  test('is refused with half of what names an agent, or with a way that there is not', () => {
    const own = (change: (keys: Map<number | string, unknown>) => void): Uint8Array => {
      const set = decodeCbor(encodeClaims(housingClaims({ agent })));
      const keys = set instanceof Map ? set.get(-65537) : undefined;
      if (!(set instanceof Map && keys instanceof Map)) throw new Error('not a claims set');
      change(keys);
      return encodeCbor(set);
    };
    for (const bytes of [
      own((keys) => keys.delete(12)),
      own((keys) => keys.delete(11)),
      own((keys) => keys.set(12, 'friend')),
      own((keys) => keys.set(13, 'more')),
    ]) {
      expect(decodeClaims(bytes).outcome).toBe('claims-invalid');
    }
  });

  test('leaves the bytes of the others as they are', () => {
    expect(createHash('sha256').update(encodeClaims(housingClaims())).digest('hex')).toBe(
      'f7472e61fd43e4bada17b160b917c3403eb0811e5955ed0343f23e0b47a3cdd4',
    );
  });
});
