import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** What each fuse of a kiosk must be (https://www.electronjs.org/docs/latest/tutorial/fuses). */
const wanted = [
  { fuse: FuseV1Options.RunAsNode, name: 'RunAsNode', on: false },
  { fuse: FuseV1Options.EnableCookieEncryption, name: 'EnableCookieEncryption', on: true },
  {
    fuse: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    name: 'EnableNodeOptionsEnvironmentVariable',
    on: false,
  },
  { fuse: FuseV1Options.EnableNodeCliInspectArguments, name: 'EnableNodeCliInspectArguments', on: false },
  {
    fuse: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    name: 'EnableEmbeddedAsarIntegrityValidation',
    on: true,
  },
  { fuse: FuseV1Options.OnlyLoadAppFromAsar, name: 'OnlyLoadAppFromAsar', on: true },
] as const;

/** Reads the fuses of a packed executable back; names those that are not as a kiosk's must be. */
export const wrongFuses = async (executable: string): Promise<readonly string[]> => {
  const wire = await getCurrentFuseWire(executable);
  return wanted
    .filter(({ fuse, on }) => wire[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(({ name, on }) => `${name} is not ${on ? 'on' : 'off'}`);
};
