/** Tests of the devices: those that a device does, and those that somebody does at the screen. */
export const deviceTestsOfCore = ['card-read', 'scan-code', 'test-page', 'camera-picture'] as const;
export type DeviceTestOfCore = (typeof deviceTestsOfCore)[number];

export const deviceTestsOfScreen = ['touch-grid', 'dead-pixels'] as const;
export type DeviceTestOfScreen = (typeof deviceTestsOfScreen)[number];

/** In the order in which they are offered. */
export const deviceTestNames = [...deviceTestsOfCore, ...deviceTestsOfScreen] as const;
export type DeviceTestName = (typeof deviceTestNames)[number];

/** `unknown`: the device was asked, and nobody can say what came of it. */
export const deviceTestOutcomes = ['passed', 'failed', 'unknown'] as const;
export type DeviceTestOutcome = (typeof deviceTestOutcomes)[number];
