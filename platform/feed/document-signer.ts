import type { PlatformClock } from '../clock.ts';
import type { FeedDocument } from '../contract/feed.ts';
import { signDocument } from '../contract/signed-document.ts';
import type { KeyRing } from '../signing/key-ring.ts';

/** What signing documents needs of the platform. */
export interface DocumentSignerContext {
  readonly keyRing: Pick<KeyRing, 'answerSigner' | 'publicKeySet'>;
  readonly clock: PlatformClock;
}

/** A document at its position in the feed. */
export interface PlacedDocument {
  readonly sequence: number;
  readonly document: FeedDocument;
}

interface KeptSignature {
  readonly keyId: string;
  readonly jws: Promise<string>;
  readonly characters: number;
}

/** Documents for all kiosks are signed once; this many characters of them are kept, the oldest go first. */
const keptCharacters = 32_000_000;

export interface DocumentSigner {
  /** The document as a compact JWS by the present answer key. */
  sign(placed: PlacedDocument): Promise<string>;
}

/**
 * Signs documents with the answer key of the moment; when that gives way to its successor, they are signed anew. A
 * document that is older than the key counts as issued when the key became good: verification asks for that.
 */
export const createDocumentSigner = ({ keyRing, clock }: DocumentSignerContext): DocumentSigner => {
  const kept = new Map<number, KeptSignature>();
  let characters = 0;

  const drop = (sequence: number): void => {
    characters -= kept.get(sequence)?.characters ?? 0;
    kept.delete(sequence);
  };

  const keep = (sequence: number, signature: KeptSignature): void => {
    drop(sequence);
    kept.set(sequence, signature);
    characters += signature.characters;
    for (const oldest of kept.keys()) {
      if (characters <= keptCharacters) {
        break;
      }
      drop(oldest);
    }
    signature.jws.catch(() => drop(sequence));
  };

  return {
    async sign({ sequence, document }) {
      const signer = await keyRing.answerSigner();
      const known = kept.get(sequence);
      if (known?.keyId === signer.keyId) {
        return known.jws;
      }
      const { answerKeys } = await keyRing.publicKeySet();
      const goodFrom = answerKeys.find(({ keyId }) => keyId === signer.keyId)?.notBefore ?? clock.now();
      const jws = signDocument({ ...document, issuedAt: Math.max(document.issuedAt, goodFrom) }, signer);
      if (document.audience === 'all') {
        keep(sequence, { keyId: signer.keyId, jws, characters: JSON.stringify(document.content).length });
      }
      return jws;
    },
  };
};
