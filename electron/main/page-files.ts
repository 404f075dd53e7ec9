import { extname, join, normalize, sep } from 'node:path';

/** What the renderer is made of; anything else is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.onnx': 'application/octet-stream',
};

/** Content type of a file that the renderer may load; undefined for any other. */
export const contentTypeOf = (file: string): string | undefined => contentTypes[extname(file)];

const decode = (pathname: string): string | null => {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
};

export interface PageFolders {
  readonly renderer: string;
  /** Holds a folder for each pack of face models. */
  readonly models: string;
}

const modelsPath = '/models/';

/** Path of the file that the page asks for: its own, or one of a pack of models. */
export const pageFileOf = ({ renderer, models }: PageFolders, url: string): string | null => {
  const { protocol, host, pathname } = new URL(url);
  if (!pathname.startsWith(modelsPath)) return fileOf(renderer, url);
  return fileOf(models, `${protocol}//${host}/${pathname.slice(modelsPath.length)}`);
};

/** Path of the file for a URL of the page's origin; null for one that is malformed or would lead out of `folder`. */
export const fileOf = (folder: string, url: string): string | null => {
  const { host, pathname } = new URL(url);
  const decoded = decode(pathname);
  if (host !== 'kiosk' || decoded === null) return null;
  const file = normalize(join(folder, decoded));
  return file.startsWith(folder + sep) ? file : null;
};
