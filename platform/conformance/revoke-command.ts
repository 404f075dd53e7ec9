import { spawn } from 'node:child_process';
import { Unproven } from './breach.ts';

/**
 * Revokes by a command of the platform's own: the contract has no route for it. The command finds the kiosk's id in
 * `KIOSK_ID`.
 */
export const revokeBy =
  (command: string) =>
  (kioskId: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(command, {
        shell: true,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, KIOSK_ID: kioskId },
      });
      child.on('error', (error) =>
        reject(new Unproven(`the revoke command could not be run: ${error.message}`)),
      );
      child.on('close', (code) =>
        code === 0 ? resolve() : reject(new Unproven(`the revoke command ended with ${code}`)),
      );
    });
