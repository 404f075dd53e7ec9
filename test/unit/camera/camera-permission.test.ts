import { describe, expect, it } from 'vitest';
import { isCameraOfOwnPage } from '../../../electron/main/camera-permission.ts';

const own = {
  permission: 'media',
  origin: 'yizhan://kiosk/',
  isMainFrame: true,
  mediaTypes: ['video'],
} as const;

describe('the camera', () => {
  it('is for the page of the kiosk', () => {
    expect(isCameraOfOwnPage(own, 'yizhan://kiosk')).toBe(true);
    expect(isCameraOfOwnPage({ ...own, origin: 'yizhan://kiosk' }, 'yizhan://kiosk')).toBe(true);
  });

  it.each([
    ['another host', { origin: 'yizhan://kiosk.evil/' }],
    ['a longer host', { origin: 'yizhan://kioskx' }],
    ['another scheme', { origin: 'https://kiosk/' }],
    ['no origin', { origin: undefined }],
    ['an opaque origin', { origin: 'null' }],
    ['a frame within the page', { isMainFrame: false }],
    ['the microphone', { mediaTypes: ['audio'] }],
    ['camera and microphone', { mediaTypes: ['audio', 'video'] }],
    ['a screen', { mediaTypes: [] }],
    ['nobody knows what', { mediaTypes: undefined }],
    ['a place', { permission: 'geolocation' }],
    ['a screen by its name', { permission: 'display-capture' }],
  ])('is not for %s', (_what, difference) => {
    expect(isCameraOfOwnPage({ ...own, ...difference }, 'yizhan://kiosk')).toBe(false);
  });
});
