import type { FrameTraceEntry } from '../../../drivers/device/frame-trace.ts';
import type { TraceNews } from '../devices/trace-follower.ts';
import { padToWidth } from './display-width.ts';
import { printable } from './printable.ts';

const arrows: Record<FrameTraceEntry['direction'], string> = { sent: '→', received: '←', junk: '✗' };
/** Columns for the bytes; a longer frame pushes its meaning to the right. */
const hexWidth = 42;

/** Wall-clock time (milliseconds since the epoch) as `12:03:04.567`, in the time zone of the machine. */
export const timeOfDay = (instant: number): string => {
  const date = new Date(instant);
  const two = (number: number): string => String(number).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
};

const spaced = (hex: string): string => hex.match(/../g)?.join(' ') ?? '';

/** A line of a trace for people: time, direction, the bytes that may be shown, how many are hidden, meaning. */
export const traceLine = (news: TraceNews, meaning: string): string => {
  const { entry } = news;
  if (news.type === 'repeated') {
    return `${timeOfDay(entry.lastAt)}  ${arrows[entry.direction]} ${printable(meaning)} came ${news.times === 1 ? 'once more' : `${news.times} times more`}`;
  }
  const hidden = entry.hiddenBytes > 0 ? `(${entry.hiddenBytes} bytes hidden)` : '';
  const bytes = [spaced(entry.hex), hidden].filter((part) => part !== '').join(' ');
  return `${timeOfDay(entry.firstAt)}  ${arrows[entry.direction]} ${padToWidth(bytes, hexWidth)}  ${printable(meaning)}`.trimEnd();
};
