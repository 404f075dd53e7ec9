import { type AppointmentDirectory, appointmentDirectorySchema } from '../contract/appointments.ts';
import appointments from './appointments.json' with { type: 'json' };

/** The counters of the synthetic city's service halls, and the items that take appointments there. */
export const loadAppointments = (): AppointmentDirectory => appointmentDirectorySchema.parse(appointments);
