/** How the clean Debian is started as a machine of its own, as text alone, so that it can be read what differs from a station. */

/** A kiosk's screen. */
export const screen = { width: 1_080, height: 1_920 } as const;

/** Where the serial lines of reader and scanner stand in the container. */
export const portFolder = '/dev/yizhan';

/** Where the drop-in lies in the installed system. */
export const dropInPath = 'etc/systemd/system/yizhan.service.d/trial.conf';

/**
 * A drop-in for the unit: the compositor draws into a window of this X display in place of a screen, ports that no USB tells of lie in a
 * folder, and the kiosk's Chromium answers at a port of the loopback address, by which the trial sees where to touch. Everything
 * else is as the package has it.
 *
 * @param unit the text of yizhan.service, as it was installed
 * @throws Error for a unit that starts nothing
 */
export const trialDropIn = (
  unit: string,
  { display, debuggingPort }: { readonly display: string; readonly debuggingPort: number },
): string => {
  const start = unit.split('\n').find((line) => line.startsWith('ExecStart='));
  if (start === undefined) throw new Error('the unit starts nothing');
  return [
    '[Service]',
    `Environment=WLR_BACKENDS=x11 WLR_RENDERER=pixman DISPLAY=${display}`,
    `Environment=YIZHAN_PORT_FOLDERS=${portFolder}`,
    'ExecStart=',
    `${start} --remote-debugging-port=${debuggingPort}`,
    '',
  ].join('\n');
};

/**
 * Arguments of systemd-nspawn that boot the system with the network of this machine. What a device's serial line is here
 * (`from`) stands in the container under `to`.
 */
export const bootArguments = (
  root: string,
  lines: readonly { readonly from: string; readonly to: string }[],
): readonly string[] => [
  '--quiet',
  '--register=no',
  '--keep-unit',
  '--resolv-conf=copy-host',
  `--directory=${root}`,
  ...lines.map(({ from, to }) => `--bind=${from}:${to}`),
  '--boot',
];

/** Arguments of systemd-nspawn that run one command of the shell in the system, which is not booted. */
export const shellArguments = (root: string, command: string): readonly string[] => [
  '--quiet',
  '--register=no',
  '--keep-unit',
  '--resolv-conf=copy-host',
  '--pipe',
  `--directory=${root}`,
  '/bin/sh',
  '-ec',
  command,
];

const stickPlace = '/run/media/system/KINGSTON';
const otherStickPlace = '/media/SANDISK';
const asKiosk =
  'nsenter --target "$(systemctl show --property MainPID --value yizhan)" --mount -- setpriv --reuid yizhan --regid yizhan --clear-groups';

/** Mounts what stands for a stick (no USB reaches the container) as the udev rule does. The options are what --owner=yizhan makes of FAT. */
const mountAt = (place: string): string =>
  `systemd-mount --collect --property=LazyUnmount=yes --options=nosuid,nodev,noexec,uid=$(id -u yizhan),gid=$(id -g yizhan) -t tmpfs tmpfs ${place}`;
const writeTo = (place: string, name: string): string =>
  `${asKiosk} sh -c 'echo x > ${place}/${name}' && test -s ${place}/${name}`;

/**
 * A command of the shell that mounts a stick while the kiosk runs, and looks from within its unit: the kiosk's account may write to
 * it, also after the unit has started anew while it is there, and once it is gone not to the folder that stays. The second stick is
 * where a desktop mounts one: within a container /run stays writable for units, whatever they say, and /media does not.
 */
export const stickTrial = [
  mountAt(stickPlace),
  writeTo(stickPlace, 'yizhan-trial.txt'),
  `mkdir -p ${otherStickPlace}`,
  mountAt(otherStickPlace),
  'systemctl restart yizhan',
  writeTo(stickPlace, 'yizhan-again.txt'),
  writeTo(otherStickPlace, 'yizhan-again.txt'),
  `systemd-umount ${stickPlace} ${otherStickPlace}`,
  `! ${asKiosk} sh -c 'mkdir -p ${stickPlace} && echo x > ${stickPlace}/yizhan-trial.txt'`,
].join(' && ');

/** Programs that the trial runs, with the Debian package that brings each. */
const needed = [
  ['debootstrap', 'debootstrap'],
  ['systemd-nspawn', 'systemd-container'],
  ['Xvfb', 'xvfb'],
  ['xdotool', 'xdotool'],
  ['import', 'imagemagick'],
  ['xwininfo', 'x11-utils'],
  ['socat', 'socat'],
] as const;

/** What is missing for a trial, as a sentence for whoever starts it; null: nothing. */
export const findMissing = (isThere: (program: string) => boolean, userId: number): string | null => {
  if (userId !== 0) return 'the trial installs a Debian and boots it: run it as root';
  const missing = needed.filter(([program]) => !isThere(program)).map(([, name]) => name);
  return missing.length === 0 ? null : `apt-get install ${missing.join(' ')}`;
};
