import { isBuiltin } from 'node:module';
import type { Plugin } from 'vite';

/**
 * Modules of Node of which an `import` makes every export, wanted or not: with `node:http` a client for WebSockets comes up
 * (30 ms), with `node:crypto` and `node:tls` what else they would have made when somebody asked for it.
 */
const costlyModules = ['node:http', 'node:https', 'node:tls', 'node:crypto'];

const mark = '\0yizhan:lean:';

/** Exports that are there; what a getter makes when it is asked for is not bundled code's to import. */
const readyExports = (module: object): readonly string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(module))
    .filter(([name, { value }]) => value !== undefined && name !== 'default' && /^[A-Za-z_]\w*$/.test(name))
    .map(([name]) => name);

/**
 * Has a bundle take from such a module what it uses and nothing else. An export that only a getter gives is missing, and fails the build.
 *
 * @returns the module's code
 */
export const leanModule = (name: string): string => {
  if (!isBuiltin(name)) throw new Error(`${name} is no module of Node`);
  const names = readyExports(process.getBuiltinModule(name) as object);
  return [
    `const builtin = process.getBuiltinModule('${name}');`,
    'export default builtin;',
    ...names.map((exported) => `const _${exported} = /* @__PURE__ */ (() => builtin.${exported})();`),
    `export { ${names.map((exported) => `_${exported} as ${exported}`).join(', ')} };`,
  ].join('\n');
};

/** For bundles that run under Node 22.3 or newer. */
export const leanBuiltins = (): Plugin => ({
  name: 'yizhan:lean-builtins',
  enforce: 'pre',
  resolveId: (id) => {
    const name = id.startsWith('node:') ? id : `node:${id}`;
    return costlyModules.includes(name) ? mark + name : null;
  },
  load: (id) => (id.startsWith(mark) ? leanModule(id.slice(mark.length)) : null),
});
