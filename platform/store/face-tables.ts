import type { Generated } from 'kysely';

/** Faces of the ID register, and who had one compared (migrations/0047-face-references.ts). */
export interface FaceTables {
  face_references: {
    holder_id_number: string;
    model: string;
    model_version: string;
    /** 32-bit floats, little-endian; nonce, ciphertext and tag where it is encrypted (signing/key-encryption.ts). */
    embedding: Uint8Array;
    is_encrypted: Generated<boolean>;
    added_at: Date;
  };
  face_comparisons: {
    comparison_id: string;
    holder_id_number: string;
    /** `kiosk:ID@STATION`. */
    actor: string;
    model: string;
    model_version: string;
    consented_at: Date;
    asked_at: Date;
  };
}
