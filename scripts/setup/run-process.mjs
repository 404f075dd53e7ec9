import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';

/** Enough of a log to see what went wrong without scrolling. */
const logTailLines = 25;
/** npm repeats its usage after an error. */
const npmErrorLines = 12;

/**
 * Runs a command with its output in a log file, so that the console stays quiet unless it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, environment: NodeJS.ProcessEnv, logFile: string }} options
 * @returns {Promise<{ exitCode: number, tail: string }>} `exitCode` 127 when the command is not there; `tail` is
 *   what the log says of the failure, as far as it can be told, or its last lines
 */
export const runLogged = async (command, args, { cwd, environment, logFile }) => {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  try {
    const exitCode = await new Promise((resolve) => {
      const child = spawn(command, args, { cwd, env: environment, stdio: ['ignore', log, log] });
      child.once('error', () => resolve(127));
      child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)));
    });
    return { exitCode, tail: tellingLines(readFileSync(logFile, 'utf8')) };
  } finally {
    closeSync(log);
  }
};

/**
 * Runs a command on this terminal and passes signals on to it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, environment: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it; 127 when it is not there
 */
export const runForwarded = (command, args, { cwd, environment }) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: environment, stdio: 'inherit' });
    // The terminal sends SIGINT to the whole process group: passing it on as well would make it two, and a second
    // Ctrl-C means "at once" to many programs. Without a terminal it was sent to this process alone.
    /** @type {readonly NodeJS.Signals[]} */
    const passed = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of passed) process.on(signal, pass);
    /** @param {number} exitCode */
    const finish = (exitCode) => {
      for (const signal of passed) process.off(signal, pass);
      resolve(exitCode);
    };
    child.once('error', () => finish(127));
    child.once('exit', (code, signal) => finish(exitCodeOf(code, signal)));
  });

/**
 * The exit code a shell would report for a process that ended so.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export const exitCodeOf = (code, signal) => code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

/**
 * The lines of a log that tell what went wrong: npm says the cause first and much help after it; others end with it.
 *
 * @param {string} text
 * @returns {string}
 */
export const tellingLines = (text) => {
  const lines = text.trimEnd().split('\n');
  const npmErrors = lines.filter((line) => line.startsWith('npm error') || line.startsWith('npm ERR!'));
  return (npmErrors.length > 0 ? npmErrors.slice(0, npmErrorLines) : lines.slice(-logTailLines)).join('\n');
};
