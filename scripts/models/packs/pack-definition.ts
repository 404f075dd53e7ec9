import type { FacePackManifest } from '../../../electron/contract/face/face-pack.ts';

/** Where a pack's files come from. */
export type PackSource =
  | {
      readonly kind: 'npm-tarball';
      readonly package: string;
      readonly version: string;
      /** W3C Subresource Integrity of the tarball. */
      readonly integrity: string;
      /** Where in the tarball the files are. */
      readonly folder: string;
    }
  | {
      readonly kind: 'download';
      /** Of each file, by its name in the manifest. */
      readonly urls: Readonly<Record<string, string>>;
    };

/** A pack that can be installed. */
export interface PackDefinition {
  /** Digests and sizes are those of the files as they are installed. */
  readonly manifest: FacePackManifest;
  readonly source: PackSource;
  /** Whether subnormal weights are set to zero on the way in. */
  readonly flushesDenormals: boolean;
}
