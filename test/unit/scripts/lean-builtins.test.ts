import { describe, expect, it } from 'vitest';
import { leanModule } from '../../../scripts/build/lean-builtins.ts';

describe('modules of Node that a bundle takes only parts of', () => {
  it('have the exports that are there', () => {
    expect(leanModule('node:http')).toMatch(/_request as request/);
    expect(leanModule('node:crypto')).toMatch(/_createHash as createHash/);
    expect(leanModule('node:tls')).toContain("process.getBuiltinModule('node:tls')");
  });

  it('have none that has to be made first', () => {
    expect(leanModule('node:http')).not.toContain('WebSocket');
    expect(leanModule('node:crypto')).not.toMatch(/webcrypto|subtle/);
  });

  it('are of Node', () => {
    expect(() => leanModule('node:no-such-module')).toThrow('no module of Node');
  });
});
