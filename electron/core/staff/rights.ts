import type { StaffRole } from '../../../db/stores/staff.ts';

const everybody = ['staff', 'supervisor', 'technician'] as const;
const station = ['staff', 'supervisor'] as const;

/**
 * Who may do what: the only place that says so. The core looks here at each action, whatever the page offered. Staff and
 * supervisors answer for residents and their papers, a technician for the machine.
 */
export const staffRights = {
  'vouch-for-resident': station,
  'see-today': everybody,
  'see-queue': station,
  'retry-dead-letter': station,
  'settle-dead-letter': station,
  'settle-print': station,
  'see-supplies': everybody,
  'refill-paper': everybody,
  'open-and-close': everybody,
  'adjust-ambience': everybody,
  'change-own-pin': everybody,
  'confirm-recovery': ['supervisor', 'technician'],
  'manage-staff': ['supervisor'],
  'export-log': ['supervisor', 'technician'],
  'see-machine': everybody,
  restart: everybody,
  'back-up': ['supervisor', 'technician'],
  'restore-backup': ['supervisor', 'technician'],
  diagnose: ['technician'],
  'assign-ports': ['technician'],
  'change-settings': ['supervisor', 'technician'],
  'update-program': ['technician'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;
export type StaffRight = keyof typeof staffRights;

/** Everybody who has a right. */
export const rolesWith = (right: StaffRight): readonly StaffRole[] => staffRights[right];

export const hasRight = (role: StaffRole, right: StaffRight): boolean => rolesWith(right).includes(role);
