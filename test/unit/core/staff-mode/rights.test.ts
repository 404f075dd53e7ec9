import { describe, expect, it } from 'vitest';
import { staffRoles } from '../../../../db/stores/staff.ts';
import { staffPages } from '../../../../electron/contract/staff/staff-words.ts';
import { createStaffPages, rightOfPage } from '../../../../electron/core/staff-mode/pages/staff-pages.ts';
import { rightOfAction } from '../../../../electron/core/staff-mode/staff-actions.ts';
import { hasRight, rolesWith, type StaffRight, staffRights } from '../../../../electron/core/staff/rights.ts';

/** Written out once more, so that a change of the table is seen: s staff, v supervisor, t technician. */
const expected: Readonly<Record<StaffRight, string>> = {
  'vouch-for-resident': 'sv',
  'see-today': 'svt',
  'see-queue': 'sv',
  'retry-dead-letter': 'sv',
  'settle-dead-letter': 'sv',
  'settle-print': 'sv',
  'see-supplies': 'svt',
  'refill-paper': 'svt',
  'open-and-close': 'svt',
  'adjust-ambience': 'svt',
  'change-own-pin': 'svt',
  'confirm-recovery': 'vt',
  'manage-staff': 'v',
  'export-log': 'vt',
  'see-machine': 'svt',
  restart: 'svt',
  'back-up': 'vt',
  'restore-backup': 'vt',
  diagnose: 't',
  'assign-ports': 't',
  'change-settings': 'vt',
  'update-program': 't',
};
const letters = { staff: 's', supervisor: 'v', technician: 't' } as const;
const rights = Object.keys(staffRights) as StaffRight[];

describe.each(rights)('the right %s', (right) => {
  it.each(staffRoles)('is or is not that of %s', (role) => {
    expect(hasRight(role, right)).toBe(expected[right].includes(letters[role]));
    expect(rolesWith(right).includes(role)).toBe(hasRight(role, right));
  });
});

it('every action and every page asks for a right, and every right is asked for', () => {
  const asked = new Set<StaffRight>([...Object.values(rightOfAction), ...Object.values(rightOfPage)]);
  expect(rights.filter((right) => !asked.has(right))).toEqual(['vouch-for-resident']);
});

it.each(staffRoles)('%s is offered the pages that its rights open, and always the day', (role) => {
  const pages = createStaffPages({} as Parameters<typeof createStaffPages>[0]);
  expect(pages.of(role)).toEqual(staffPages.filter((page) => hasRight(role, rightOfPage[page])));
  expect(pages.of(role)[0]).toBe('today');
});
