import { existsSync } from 'node:fs';
import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { drawWithoutGraphicsCard } from '../../../electron/main/graphics.ts';

const switchesOn = (platform: NodeJS.Platform): string[] => {
  const switches: string[] = [];
  drawWithoutGraphicsCard(
    { commandLine: { appendSwitch: (name: string) => switches.push(name) } } as unknown as App,
    platform,
  );
  return switches;
};

describe('a shell without a graphics card', () => {
  it('draws in software on Linux, and is left alone elsewhere', () => {
    expect(switchesOn('linux')).toEqual(existsSync('/dev/dri') ? [] : ['disable-gpu']);
    expect(switchesOn('win32')).toEqual([]);
  });
});
