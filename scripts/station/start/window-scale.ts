/** Title bar and a finger's breadth of the desktop. */
const margin = 40;
/** Below this nobody can read the kiosk's words. */
const smallestScale = 0.3;

/**
 * Scale at which a kiosk window of `window` fits into the room that there is, both as `WIDTHxHEIGHT`; never above 1.
 * 1 when the room is not known.
 */
export const scaleFor = (window: string, room: string | null): number => {
  const size = (text: string): number[] => text.split('x').map(Number);
  const [width = 0, height = 0] = size(window);
  const [roomWidth = 0, roomHeight = 0] = room === null ? [] : size(room);
  if (!(width > 0 && height > 0 && roomWidth > 0 && roomHeight > 0)) return 1;
  const fitting = Math.min(roomWidth / width, (roomHeight - margin) / height);
  return fitting >= 1 ? 1 : Math.max(smallestScale, Math.floor(fitting * 100) / 100);
};
