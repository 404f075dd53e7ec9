/** electron-builder's `beforePack` hook: what must not ship stops the packaging. */
const { default: refuseDevelopmentRuntime } = require('./refuse-development-runtime.cjs');
const { default: refuseUnclearedModels } = require('./refuse-uncleared-models.cjs');

/** @param {Parameters<typeof refuseDevelopmentRuntime>[0] & { packager: { projectDir: string } }} context */
module.exports = async (context) => {
  await refuseDevelopmentRuntime(context);
  await refuseUnclearedModels(context);
};
