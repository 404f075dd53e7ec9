/**
 * The Debian packages that the commands need. One entry is one package; where Debian and Ubuntu name it
 * differently, its names stand in the order in which they are tried ("t64": the names since the change to a 64-bit
 * time_t, in Debian 13 and Ubuntu 24.04).
 *
 * @typedef {readonly string[]} PackageChoice
 */

/**
 * Libraries that Electron is linked against and does not bring along.
 *
 * @type {readonly PackageChoice[]}
 */
const electronLibraries = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libnspr4'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libdrm2'],
  ['libxss1'],
  ['libxtst6'],
  ['libatk1.0-0', 'libatk1.0-0t64'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libatspi2.0-0', 'libatspi2.0-0t64'],
  ['libcups2', 'libcups2t64'],
  ['libxkbcommon0'],
  ['libxcomposite1'],
  ['libxdamage1'],
  ['libxfixes3'],
  ['libxrandr2'],
  ['libpango-1.0-0'],
  ['libcairo2'],
  ['libexpat1'],
];

/**
 * For a station: what the drivers use, a serial line for the simulated reader, a Chinese font for the screens of
 * the window system, a display where there is none.
 *
 * @type {readonly PackageChoice[]}
 */
export const stationPackages = [
  ...electronLibraries,
  ['libudev1'],
  ['libusb-1.0-0'],
  ['udev'],
  ['socat'],
  ['dbus'],
  ['fonts-noto-cjk'],
  ['xvfb'],
];

/**
 * For the tests besides: independent readers of what was printed (pdftotext, pdfsig, zbarimg, qpdf; openssl, and certutil
 * to tell pdfsig whom to trust), CUPS as an
 * independent printer, and a PostgreSQL server, which the tests start for themselves (test/helpers/postgresql.ts).
 *
 * @type {readonly PackageChoice[]}
 */
export const testPackages = [
  ...stationPackages,
  ['poppler-utils'],
  ['zbar-tools'],
  ['qpdf'],
  ['openssl'],
  ['libnss3-tools'],
  ['cups-ipp-utils'],
  ['cups-daemon'],
  ['cups-client'],
  ['postgresql'],
];

/** Commands of the packages above, looked for on systems that are not Debian's. */
export const stationCommands = ['Xvfb', 'socat', 'udevadm', 'dbus-daemon'];
export const testCommands = [
  ...stationCommands,
  'pdftotext',
  'zbarimg',
  'pdfsig',
  'qpdf',
  'openssl',
  'certutil',
  'ippeveprinter',
  'cupsd',
  'lpadmin',
  'initdb',
  'postgres',
];
