import type { DevtoolsSession } from './devtools-session.ts';

/** Bytes fetched at a time: they come as one base64 text. */
const piece = 4 * 1024 * 1024;

const evaluate = async (session: DevtoolsSession, expression: string): Promise<string> => {
  const { result } = await session.send<{ result: { objectId?: string } }>('Runtime.evaluate', { expression });
  if (result.objectId === undefined) throw new Error(`${expression} is no object`);
  return result.objectId;
};

/** Calls a function on a remote object; `value` of what it returns. */
const callOn = async <Value>(
  session: DevtoolsSession,
  objectId: string,
  functionDeclaration: string,
  values: readonly unknown[] = [],
): Promise<Value> => {
  const { result, exceptionDetails } = await session.send<{
    result: { value: Value };
    exceptionDetails?: { exception?: { description?: string } };
  }>('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration,
    arguments: values.map((value) => ({ value })),
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'a remote call failed');
  return result.value;
};

/** All living objects that inherit from what `expression` gives; they stay alive until `release`. */
export const livingObjects = async (session: DevtoolsSession, expression: string) => {
  const prototypeObjectId = await evaluate(session, expression);
  const { objects } = await session.send<{ objects: { objectId: string } }>('Runtime.queryObjects', {
    prototypeObjectId,
  });
  return {
    call: <Value>(functionDeclaration: string, ...values: unknown[]): Promise<Value> =>
      callOn<Value>(session, objects.objectId, functionDeclaration, values),
    async release(): Promise<void> {
      for (const objectId of [objects.objectId, prototypeObjectId]) {
        await session.send('Runtime.releaseObject', { objectId });
      }
    },
  };
};

/**
 * The contents of all living buffers. A heap snapshot shows that a buffer is there, not what it holds: that lies outside
 * of V8's heap. Views that V8 keeps inside (up to 64 bytes) get a buffer by being asked for one.
 */
export const livingBytes = async (session: DevtoolsSession): Promise<readonly Buffer[]> => {
  const views = await livingObjects(session, 'Object.getPrototypeOf(Uint8Array.prototype)');
  await views.call('function () { for (const view of this) if (ArrayBuffer.isView(view)) view.buffer; }');
  const found: Buffer[] = [];
  for (const prototype of ['ArrayBuffer.prototype', 'SharedArrayBuffer.prototype']) {
    const buffers = await livingObjects(session, `globalThis.${prototype.split('.')[0]}?.prototype ?? {}`);
    const lengths = await buffers.call<number[]>('function () { return this.map(({ byteLength }) => byteLength); }');
    for (const [index, length] of lengths.entries()) {
      const pieces: Buffer[] = [];
      for (let from = 0; from < length; from += piece) {
        const base64 = await buffers.call<string>(readPiece, index, from, Math.min(piece, length - from));
        pieces.push(Buffer.from(base64, 'base64'));
      }
      found.push(Buffer.concat(pieces));
    }
    await buffers.release();
  }
  await views.release();
  console.log('.. bytes', found.length, found.reduce((n, b) => n + b.length, 0), performance.now());
  return found;
};

/** Runs in the process that is looked into, with what every V8 of a page or of Node has. */
const readPiece = `function (index, from, length) {
  const bytes = new Uint8Array(this[index], from, length);
  let text = '';
  for (let at = 0; at < length; at += 32768) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + 32768));
  }
  return btoa(text);
}`;
