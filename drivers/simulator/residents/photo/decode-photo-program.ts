import { buffer } from 'node:stream/consumers';
import { encodeBitmap } from '../../../id-card-reader/photo/bitmap.ts';
import { decodeSimulatedPhoto } from './simulated-photo-codec.ts';

/**
 * Stands in for a vendor's program at a simulated reader: photo block on standard input, bitmap on standard output. Run by
 * Node as the settings' `photoDecoder`, so that the kiosk decodes simulated cards as it would real ones. Ends with 1 where
 * the block is not a simulated photo.
 */

const outcome = decodeSimulatedPhoto(await buffer(process.stdin));
if (outcome.ok) process.stdout.write(encodeBitmap(outcome));
else process.exitCode = 1;
