/** Rows of appointments 预约. */
export interface AppointmentTables {
  appointments: {
    appointment_number: string;
    request_id: string;
    kiosk_id: string;
    holder_id_number: string;
    item: string;
    /** Code of the counter. */
    counter: string;
    starts_at: Date;
    /** From 1 to the capacity of the half hour. */
    place: number;
    booked_at: Date;
    cancelled_at: Date | null;
  };
}
