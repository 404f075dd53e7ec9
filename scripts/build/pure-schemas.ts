import type { Plugin } from 'vite';

/** The parts of a syntax tree (ESTree) that are looked at. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
interface Tree extends Node {
  readonly body?: readonly Tree[];
  readonly declaration?: Tree | null;
  readonly declarations?: readonly Tree[];
  readonly id?: Tree;
  readonly init?: Tree | null;
  readonly callee?: Tree;
  readonly object?: Tree;
  readonly property?: Tree;
  readonly name?: string;
}

/** A chain of calls from its end to what it begins with: the last is `z` of `z.string().max(120).optional()`. */
const chainOf = (node: Tree): readonly Tree[] => {
  const inner = node.type === 'CallExpression' ? node.callee : node.object;
  const goesOn = inner && (node.type === 'CallExpression' || node.type === 'MemberExpression');
  return goesOn ? [node, ...chainOf(inner)] : [node];
};

/** Calls that use a schema: what they do is wanted, whether or not somebody asks for what comes of it. */
const uses = /^(?:safe)?(?:parse|decode|encode)(?:Async)?$/i;

/**
 * Tells the bundler that a schema which nobody uses may be left out: zod's calls, as any, might do something else, and a program
 * that takes one schema from a file would make them all, each time it starts. Of the top level of a file it marks
 * `const name = z.…` and what is made of such a name or of one that ends in `Schema`.
 *
 * @param program the syntax tree of `code` (ESTree)
 * @returns the code, marked; null where there is nothing to mark
 */
export const markSchemas = (code: string, program: object): string | null => {
  const tree = program as Tree;
  const known = new Set(['z']);
  const schemas: Node[] = [];
  for (const statement of tree.body ?? []) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declared.declarations ?? []) {
      // A function may be called `checkSchema`: what is made of a schema is made by a method of it.
      if (init?.type !== 'CallExpression' || init.callee?.type !== 'MemberExpression') continue;
      const chain = chainOf(init);
      if (chain.some(({ property }) => uses.test(property?.name ?? ''))) continue;
      const { type, name = '' } = chain.at(-1) ?? init;
      if (type !== 'Identifier' || !(known.has(name) || /schema$/i.test(name))) continue;
      schemas.push(init);
      if (id?.name !== undefined) known.add(id.name);
    }
  }
  if (schemas.length === 0) return null;
  let marked = '';
  let at = 0;
  for (const { start, end } of schemas) {
    // Every call of the chain is within one call that is marked.
    marked += `${code.slice(at, start)}/* @__PURE__ */ (() => ${code.slice(start, end)})()`;
    at = end;
  }
  return marked + code.slice(at);
};

/** `markSchemas` for a build: our own sources, when their types have been taken off. */
export const pureSchemas = (): Plugin => ({
  name: 'yizhan:pure-schemas',
  enforce: 'post',
  transform(code, id) {
    if (id.includes('/node_modules/') || !/\.tsx?$/.test(id) || !code.includes('z.')) return null;
    const marked = markSchemas(code, this.parse(code));
    return marked === null ? null : { code: marked, map: null };
  },
});
