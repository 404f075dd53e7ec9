#!/usr/bin/env node
/**
 * Entry of the command `yizhan`. Plain JavaScript, so that any Node can start it: where the running one cannot run
 * TypeScript, the Node that the project brings along takes over, with the same arguments, streams and signals.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Exit code of an installation that cannot run the command; see usage.ts for the others. */
const cannotRun = 1;

const projectNode = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
/** Set for the Node that takes over, so that one that cannot run TypeScript either does not hand over again. */
const handedOver = 'YIZHAN_HANDED_OVER';

/** Runs this file under the project's Node and ends as it ends. */
const handOver = () => {
  const child = spawn(projectNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [handedOver]: '1' },
  });
  // The child decides what a signal means; this process has to outlive it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', refuse);
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
  });
};

const refuse = () => {
  process.stderr.write(
    `yizhan: this is Node ${process.versions.node}, which cannot run TypeScript, and the project's own Node was not usable at\n` +
      `  ${projectNode}\n` +
      'Run "npm ci" in the project folder, or use Node 24 or newer, then run the same command again.\n',
  );
  process.exitCode = cannotRun;
};

if (process.features.typescript) {
  const { runCommandLine } = await import('./run-command-line.ts');
  await runCommandLine(process);
} else if (existsSync(projectNode) && process.env[handedOver] === undefined) {
  handOver();
} else {
  refuse();
}
