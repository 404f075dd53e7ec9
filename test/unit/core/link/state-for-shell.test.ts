import { expect, test } from 'vitest';
import type { VisitView } from '../../../../electron/contract/visit-view.ts';
import { stateForShell } from '../../../../electron/core/link/state-for-shell.ts';

const resident = { maskedName: '林**', maskedIdNumber: '4****************9' };
const attract: VisitView = {
  screen: 'attract',
  unavailable: [],
  takesApplications: true,
  takesCertificates: true,
};
const face: VisitView = { screen: 'face', resident, wish: null, attempt: 1, attempts: 3 };
const goodbye: VisitView = { screen: 'goodbye', done: true, cardOnReader: false };
const camera = (look: number | null) => ({ label: 'kiosk', asksPresence: false, look });

test('the camera is wanted while its picture is judged and while a face is looked at, and at no other time', () => {
  expect(stateForShell({ visit: attract, camera: camera(1) }).cameraWanted).toBe(true);
  expect(stateForShell({ visit: face, camera: camera(null) }).cameraWanted).toBe(true);
  expect(stateForShell({ visit: attract, camera: camera(null) }).cameraWanted).toBe(false);
  expect(stateForShell({ visit: goodbye }).cameraWanted).toBe(false);
  expect(stateForShell(null).cameraWanted).toBe(false);
});

test('the kiosk is at rest while it invites or is closed: nobody is disturbed by a restart then', () => {
  const closed: VisitView = {
    screen: 'closed',
    closing: { by: 'staff', reason: 'maintenance', since: 0, reopensAt: null },
  };
  expect(stateForShell({ visit: attract }).atRest).toBe(true);
  expect(stateForShell({ visit: closed }).atRest).toBe(true);
  expect(stateForShell({ visit: face }).atRest).toBe(false);
  expect(stateForShell(null).atRest).toBe(false);
});
