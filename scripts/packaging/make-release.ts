/**
 * Makes a release of what was packed, for kiosks to update themselves (docs/operations.md, "Updates"):
 *
 *   node scripts/packaging/make-release.ts new-key FILE
 *   node scripts/packaging/make-release.ts --key FILE --out FOLDER [--program out/packages/linux-unpacked] [--version 0.2.0]
 *     [--ring pilot|early|general] [--percentage 100] [--days 90]
 *
 * The folder may hold releases already: files that they share lie there once. Run it again with another ring or percentage to
 * let more kiosks have what is there. The key is made once, lies where its holder keeps it, and never in the repository.
 */
import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CompactSign } from 'jose';
import { z } from 'zod';
import { migrations, oldestReaderOf } from '../../db/migrations/all.ts';
import { readerProblems } from '../../db/migrations/reader-problems.ts';
import { digestOfFile } from '../../electron/update/check-slot.ts';
import { type ReleaseKey, releaseKeySchema } from '../../electron/update/open-release.ts';
import {
  offerName,
  type Release,
  type ReleaseFile,
  releaseSchema,
  releaseType,
  urlOf,
} from '../../electron/update/release.ts';
import { releaseRings } from '../../electron/update/rollout.ts';

const root = join(import.meta.dirname, '../..');
const ownerOnly = 0o600;
const executableBits = 0o111;
const millisecondsADay = 86_400_000;

/** A private release key as it lies in its file: JWK, P-256 or Ed25519. */
const privateKeySchema = z.union([
  z.strictObject({ ...releaseKeySchema.options[0].shape, d: z.string() }),
  z.strictObject({ ...releaseKeySchema.options[1].shape, d: z.string() }),
]);
type PrivateKey = z.infer<typeof privateKeySchema>;

/** Makes a release key (Ed25519, RFC 8037). */
export const makeReleaseKey = (): { readonly privateKey: PrivateKey; readonly publicKey: ReleaseKey } => {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const privateKey = privateKeySchema.parse({ ...jwk, kid: `release-${randomUUID()}` });
  const { d: _, ...publicKey } = privateKey;
  return { privateKey, publicKey };
};

/** @throws Error where there is something that is neither file nor folder */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const state = lstatSync(path);
      if (state.isDirectory()) return filesIn(path);
      if (!state.isFile()) throw new Error(`${path} is neither a file nor a folder`);
      return [path];
    });

/** Copies a file under its digest; one that is there is left. A copy that breaks off has another name. */
const place = (from: string, to: string): void => {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.partial`);
  renameSync(`${to}.partial`, to);
};

const addFile = (program: string, path: string, output: string): ReleaseFile => {
  const digest = digestOfFile(path);
  if (digest === null) throw new Error(`${path} cannot be read`);
  const url = urlOf(digest.sha512);
  place(path, join(output, url));
  return {
    path: relative(program, path).replaceAll('\\', '/'),
    url,
    ...digest,
    executable: (lstatSync(path).mode & executableBits) !== 0,
  };
};

export interface MakeReleaseOptions {
  /** Folder of the program, as it was packed. */
  readonly program: string;
  readonly key: PrivateKey;
  readonly output: string;
  readonly offer: Omit<Release, 'format' | 'files'>;
}

/**
 * Writes the files of a release and, last, what offers it. Returns the release and the path of the offer.
 *
 * @throws Error when the release is not what a kiosk would read
 */
export const makeRelease = async (
  options: MakeReleaseOptions,
): Promise<{ readonly release: Release; readonly offer: string }> => {
  const { program, key, output } = options;
  const files = filesIn(program).map((path) => addFile(program, path, output));
  const release = releaseSchema.parse({ format: 'yizhan-release-1', ...options.offer, files });
  const algorithm = key.kty === 'EC' ? 'ES256' : 'EdDSA';
  const text = await new CompactSign(Buffer.from(JSON.stringify(release)))
    .setProtectedHeader({ alg: algorithm, typ: releaseType, kid: key.kid })
    .sign(createPrivateKey({ key, format: 'jwk' }));
  const offer = join(output, offerName(release));
  mkdirSync(output, { recursive: true });
  writeFileSync(`${offer}.partial`, text);
  renameSync(`${offer}.partial`, offer);
  return { release, offer };
};

const versionOfPackage = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    .version;

const usage = `usage: node scripts/packaging/make-release.ts new-key FILE
       node scripts/packaging/make-release.ts --key FILE --out FOLDER [--program FOLDER] [--version N.N.N]
         [--ring ${releaseRings.join('|')}] [--percentage 0..100] [--days N]
`;
const wrongUsage = 2;

const newKey = (file: string): void => {
  const { privateKey, publicKey } = makeReleaseKey();
  writeFileSync(file, `${JSON.stringify(privateKey)}\n`, { mode: ownerOnly, flag: 'wx' });
  process.stdout.write(`${JSON.stringify(publicKey)}\n`);
};

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      out: { type: 'string' },
      program: { type: 'string', default: join(root, 'out/packages/linux-unpacked') },
      version: { type: 'string' },
      ring: { type: 'string', default: 'general' },
      percentage: { type: 'string', default: '100' },
      days: { type: 'string', default: '90' },
    },
  });
  const [command, file] = positionals;
  if (command === 'new-key' && file !== undefined) {
    newKey(file);
    return 0;
  }
  if (values.key === undefined || values.out === undefined || command !== undefined) {
    process.stderr.write(usage);
    return wrongUsage;
  }
  const problems = readerProblems();
  if (problems.length > 0) throw new Error(`there would be no way back: ${problems.join('; ')}`);
  const now = Date.now();
  const { release, offer } = await makeRelease({
    program: resolve(values.program),
    key: privateKeySchema.parse(JSON.parse(readFileSync(values.key, 'utf8'))),
    output: resolve(values.out),
    offer: {
      version: values.version ?? versionOfPackage(),
      platform: z.enum(['linux', 'win32']).parse(process.platform),
      architecture: z.enum(['x64', 'arm64']).parse(process.arch),
      ring: z.enum(releaseRings).parse(values.ring),
      stagingPercentage: Number(values.percentage),
      releaseDate: new Date(now).toISOString(),
      expires: new Date(now + Number(values.days) * millisecondsADay).toISOString(),
      database: { version: migrations.length, oldestReader: oldestReaderOf(migrations.length) },
    },
  });
  process.stdout.write(`${release.version}, ${release.files.length} files: ${offer}\n`);
  return 0;
};

if (import.meta.main) {
  try {
    process.exitCode = await run();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
