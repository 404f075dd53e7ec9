import { describe, expect, it } from 'vitest';
import { findOwnNode } from '../../../electron/main/core-host/find-own-node.ts';

const findAmong = (app: string, ...files: string[]) => findOwnNode(app, (path) => files.includes(path));

describe('the Node that runs the core where Electron’s own is too old', () => {
  it('is the project’s in development', () => {
    expect(findAmong('/src', '/src/node_modules/node/bin/node', '/src/dist/core/core.mjs')).toEqual({
      nodeBinary: '/src/node_modules/node/bin/node',
      appFolder: '/src',
    });
  });

  it('is the one beside the archive in a trial package, which has its files outside of it', () => {
    const app = '/opt/yizhan/resources/app.asar';
    const node = '/opt/yizhan/resources/node';
    expect(findAmong(app, node, `${app}.unpacked/dist/core/core.mjs`)).toEqual({
      nodeBinary: node,
      appFolder: `${app}.unpacked`,
    });
    expect(findAmong(app, node)).toBeNull();
  });
});
