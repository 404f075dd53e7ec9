import { contextBridge } from 'electron';
import type { DockBridge } from '../station-contract.ts';

const prefix = '--control-url=';
const argument = process.argv.find((value) => value.startsWith(prefix));
if (argument === undefined) throw new Error(`the dock's window was opened without ${prefix}`);

const bridge: DockBridge = { controlUrl: argument.slice(prefix.length) };
contextBridge.exposeInMainWorld('dockBridge', bridge);
