import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRestartRecord, restartsKept } from '../../../electron/main/restart-record.ts';
import { leaveRunMarker, markerName, readBootId } from '../../../electron/main/run-marker.ts';
import { readRestarts } from '../../helpers/restarts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-marker-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the marker of a running kiosk', () => {
  it('tells a first start, an end in order, a death of the shell and a power cut apart', () => {
    expect(leaveRunMarker(folder, 'monday').formerEnd).toBe('none');
    const second = leaveRunMarker(folder, 'monday');
    expect(second.formerEnd).toBe('shell-died');
    second.remove();
    expect(leaveRunMarker(folder, 'monday').formerEnd).toBe('in-order');
    expect(leaveRunMarker(folder, 'tuesday').formerEnd).toBe('power-cut');
  });

  it('takes a marker that the power cut tore for one of another life', () => {
    writeFileSync(join(folder, markerName), '');
    expect(leaveRunMarker(folder, 'monday').formerEnd).toBe('power-cut');
  });

  it('is not there where the folder cannot be written, and stops nobody', () => {
    const marker = leaveRunMarker(join(folder, 'nowhere'), 'monday');
    expect(marker.formerEnd).toBe('none');
    expect(marker.remove).not.toThrow();
  });

  it('knows this life of the machine', () => {
    expect(readBootId()).toMatch(/^[0-9a-f-]{36}$/);
    expect(readBootId()).toBe(readBootId());
  });
});

describe('the record of restarts', () => {
  it('keeps the newest, with time, part and reason, across starts', () => {
    let now = 0;
    for (let count = 0; count < restartsKept + 20; count += 1) {
      now += 1_000;
      createRestartRecord(folder, () => now).add('core', `signal ${count}`);
    }
    const kept = readRestarts(folder);
    expect(kept).toHaveLength(restartsKept);
    expect(kept.at(-1)).toEqual({
      time: '1970-01-01T00:02:00.000Z',
      part: 'core',
      reason: `signal ${restartsKept + 19}`,
    });
  });

  it('begins anew where it was torn', () => {
    writeFileSync(join(folder, 'restarts.json'), '[{"time":');
    createRestartRecord(folder, () => 0).add('page', 'page-hangs');
    expect(readRestarts(folder)).toHaveLength(1);
  });
});
