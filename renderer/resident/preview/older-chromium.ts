/**
 * What pdf.js 6 (legacy build) takes for granted and Chromium 114, the development runtime's, does not have yet:
 * Promise.withResolvers (ECMA-262 2024, 27.2.4.9; Chromium 119) and AbortSignal.any (DOM, 3.2; Chromium 116).
 * Imported before pdf.js, in the page and in its worker; does nothing in a newer Chromium.
 */

interface Resolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value | PromiseLike<Value>) => void;
  readonly reject: (reason?: unknown) => void;
}

const withResolvers = <Value>(): Resolvers<Value> => {
  let resolve: Resolvers<Value>['resolve'] = () => undefined;
  let reject: Resolvers<Value>['reject'] = () => undefined;
  const promise = new Promise<Value>((resolvePromise, rejectPromise) => {
    resolve = resolvePromise;
    reject = rejectPromise;
  });
  return { promise, resolve, reject };
};

const any = (signals: Iterable<AbortSignal>): AbortSignal => {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      controller.abort(signal.reason);
      break;
    }
    signal.addEventListener('abort', () => controller.abort(signal.reason), {
      once: true,
      signal: controller.signal,
    });
  }
  return controller.signal;
};

const define = (target: object, name: string, value: unknown): void => {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
};

define(Promise, 'withResolvers', withResolvers);
define(AbortSignal, 'any', any);
