import { runCommandLine } from './run-command-line.ts';

/** Entry of the command where the kiosk is installed: built into one file, run by the Node that the package brings along. */
await runCommandLine(process);
