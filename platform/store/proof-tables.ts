/** Rows of proofs that wait to be collected, and of what was delivered in advance. */
export interface ProofTables {
  issued_proofs: {
    certificate_number: string;
    purpose: string;
    station_code: string;
    station_name: string;
    approved_at: Date;
    collect_until: Date;
    /** The kiosk that has it; null until one has. */
    handed_to: string | null;
    handed_at: Date | null;
    collected_at: Date | null;
  };
  collections: {
    kiosk_id: string;
    /** Idempotency key of the message. */
    key: string;
    certificate_number: string;
    /** When it came out of the printer, as the kiosk tells. */
    collected_at: Date;
    received_at: Date;
  };
  prepared_documents: {
    document_id: string;
    certificate_number: string;
    kiosk_id: string;
    /** Of the kiosk's key to which it is sealed. */
    key_id: string;
    expires_at: Date;
  };
}
