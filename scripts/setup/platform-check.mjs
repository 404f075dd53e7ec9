import { failed, unchanged } from './outcome.mjs';

/** Node of the machine itself; everything else runs under the Node 24 among the devDependencies. */
export const oldestNodeMajor = 20;

/**
 * Name and version of the system from the text of /etc/os-release (os-release(5)); empty strings when not given.
 *
 * @param {string} text
 * @returns {{ id: string, versionId: string, prettyName: string }}
 */
export const parseOsRelease = (text) => {
  /** @type {Map<string, string>} */
  const fields = new Map();
  for (const line of text.split('\n')) {
    const match = /^([A-Z_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
    if (match?.[1]) fields.set(match[1], match[2] ?? match[3] ?? match[4] ?? '');
  }
  return {
    id: fields.get('ID') ?? '',
    versionId: fields.get('VERSION_ID') ?? '',
    prettyName: fields.get('PRETTY_NAME') ?? '',
  };
};

/**
 * Whether Node and the system are ones that the set-up knows.
 *
 * @param {{ nodeVersion: string, platform: string, architecture: string, systemName: string }} machine
 *   `nodeVersion` without a leading v
 */
export const checkPlatform = ({ nodeVersion, platform, architecture, systemName }) => {
  const major = Number.parseInt(nodeVersion, 10);
  if (!(major >= oldestNodeMajor)) {
    return failed(
      'nodeTooOld',
      `this is Node ${nodeVersion}, and Node ${oldestNodeMajor} or newer is needed`,
      `install Node ${oldestNodeMajor} or newer (https://nodejs.org), then run the same command again`,
    );
  }
  if (platform !== 'linux' && platform !== 'darwin') {
    return failed(
      'platformUnknown',
      `the set-up does not know the system "${platform}"`,
      'use Debian 12 or later or Ubuntu 22.04 or later; on Windows, WSL with either of them',
    );
  }
  return unchanged(`Node ${nodeVersion} on ${systemName}, ${architecture}`);
};
