/**
 * How the core is started (V8's young generation): left to itself it grows to three times 32 MB under steady load and
 * is never given back, which looks like a leak and is none.
 */
export const coreFlags = ['--max-semi-space-size=16'];
