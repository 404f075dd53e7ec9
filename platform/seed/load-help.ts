import { type HelpDirectory, helpDirectorySchema } from '../contract/help.ts';
import help from './help.json' with { type: 'json' };

/** Who can be called from a kiosk of the synthetic city; nobody answers these telephones. */
export const loadHelp = (): HelpDirectory => helpDirectorySchema.parse(help);
