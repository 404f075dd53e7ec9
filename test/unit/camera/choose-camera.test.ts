import { describe, expect, it } from 'vitest';
import { chooseCamera } from '../../../renderer/camera/choose-camera.ts';

const cameras = [
  { id: 'a', label: 'HD Pro Webcam C920 (046d:082d)' },
  { id: 'b', label: 'Document Camera (1a2b:0001)' },
];

describe('choosing the camera of the settings', () => {
  it('takes the one with the label in its label, whatever the case', () => {
    expect(chooseCamera(cameras, '046D:082d')).toEqual({ ok: true, id: 'a' });
    expect(chooseCamera(cameras, 'document')).toEqual({ ok: true, id: 'b' });
  });

  it.each([
    ['none fits', cameras, 'Kiosk Eye', 'not-found'],
    ['there is none', [], 'cam', 'not-found'],
    ['two fit', cameras, 'cam', 'ambiguous'],
    ['labels are hidden', [{ id: '', label: '' }], 'cam', 'refused'],
  ] as const)('chooses none where %s', (_why, there, label, reason) => {
    expect(chooseCamera(there, label)).toEqual({ ok: false, reason });
  });
});
