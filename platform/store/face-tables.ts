/** Faces of the ID register, and who had one compared (migrations/0047-face-references.ts). */
export interface FaceTables {
  face_references: {
    holder_id_number: string;
    model: string;
    model_version: string;
    /** 32-bit floats, little-endian. */
    embedding: Uint8Array;
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
