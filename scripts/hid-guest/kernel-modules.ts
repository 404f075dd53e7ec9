import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the guest needs: the host's files over 9p, hidraw for any device, and devices from user space. */
const wanted = ['virtio_pci', '9pnet_virtio', '9p', 'hid-generic', 'uhid'];

export interface KernelModule {
  readonly name: string;
  readonly content: Buffer;
}

/** Module names are written with - and _ alike. */
const plainName = (name: string): string => name.replaceAll('-', '_');

const contentOf = (file: string): Buffer =>
  file.endsWith('.xz')
    ? execFileSync('xz', ['--decompress', '--stdout', file], { maxBuffer: 2 ** 26 })
    : readFileSync(file);

/** Names from the section `.modinfo`, which holds `depends=a,b` between zero bytes. */
const dependenciesOf = (module: Buffer): string[] => {
  const mark = Buffer.from('\0depends=');
  const start = module.indexOf(mark);
  if (start < 0) return [];
  const end = module.indexOf(0, start + mark.length);
  const names = module.toString('latin1', start + mark.length, end);
  return names === '' ? [] : names.split(',');
};

/**
 * The modules that the guest needs, in an order in which they can be loaded. What is no module is built into the kernel.
 *
 * @param folder where the package was unpacked; searched with its subfolders
 */
export const modulesInOrder = (folder: string): KernelModule[] => {
  const files = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ko(\.xz)?$/.test(path))
      .map((path) => [plainName(basename(path).replace(/\.ko(\.xz)?$/, '')), join(folder, path)]),
  );
  const ordered = new Map<string, KernelModule>();
  const add = (module: string): void => {
    const name = plainName(module);
    const file = files.get(name);
    if (ordered.has(name) || file === undefined) return;
    const content = contentOf(file);
    for (const dependency of dependenciesOf(content)) add(dependency);
    ordered.set(name, { name, content });
  };
  for (const module of wanted) add(module);
  return [...ordered.values()];
};
