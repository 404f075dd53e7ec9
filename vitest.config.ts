import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most of the time is spent waiting for processes and ports, not computing.
    maxWorkers: '100%',
    projects: [
      // Fast, in-process tests: no child processes, no real ports.
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts'],
          environment: 'node',
          // Property tests take a while where the machine is busy; nothing here waits for time to pass.
          testTimeout: 30_000,
        },
      },
      // Components of the renderer, in a simulated DOM.
      {
        test: {
          name: 'renderer',
          include: ['test/unit/**/*.test.tsx'],
          environment: 'jsdom',
          testTimeout: 30_000,
        },
      },
      // Real ptys, real IPP printers, real SQLite files, real child processes.
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/crash/**/*.test.ts', 'test/soak/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
