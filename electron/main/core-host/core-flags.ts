/**
 * V8's flags for a core under a Node of its own. Its young generation, left to itself, grows to three times 32 MB under
 * steady load and is never given back, which looks like a leak and is none. Electron's utility process takes no such flag
 * (neither `execArgv` nor `js-flags` reaches its heap); its young generation stays at 16 MB on its own.
 */
export const coreFlags = ['--max-semi-space-size=16'] as const;
