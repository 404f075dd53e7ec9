import type { DevtoolsSession } from './devtools-session.ts';

/** Bytes fetched at a time: they come as base64 texts in one message. */
const bytesAtOnce = 4 * 1024 * 1024;

/** What `functionDeclaration` returns, called on a remote object. */
const callOn = async <Value>(
  session: DevtoolsSession,
  objectId: string,
  functionDeclaration: string,
  values: readonly unknown[],
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

interface LivingObjects {
  /** Calls a function whose `this` is the array of them; it has to return what JSON can say. */
  call<Value>(functionDeclaration: string, ...values: unknown[]): Promise<Value>;
  release(): Promise<void>;
}

/** All living objects with this prototype, an expression; the inspector keeps them alive until `release`. */
export const livingObjects = async (session: DevtoolsSession, prototype: string): Promise<LivingObjects> => {
  const { result } = await session.send<{ result: { objectId?: string } }>('Runtime.evaluate', {
    expression: prototype,
  });
  const prototypeObjectId = result.objectId;
  if (prototypeObjectId === undefined) throw new Error(`${prototype} is no object`);
  const { objects } = await session.send<{ objects: { objectId: string } }>('Runtime.queryObjects', {
    prototypeObjectId,
  });
  return {
    call: <Value>(functionDeclaration: string, ...values: unknown[]): Promise<Value> =>
      callOn<Value>(session, objects.objectId, functionDeclaration, values),
    async release() {
      for (const objectId of [objects.objectId, prototypeObjectId]) {
        await session.send('Runtime.releaseObject', { objectId });
      }
    },
  };
};

/** Runs in the process that is looked into: the next pieces from a place on, as base64. */
const readPieces = `function (index, from, atMost) {
  const base64 = (bytes) => {
    if (typeof Buffer === 'function') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
    let text = '';
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  };
  const pieces = [];
  let left = atMost;
  while (index < this.length && left > 0) {
    const { byteLength = 0 } = Object.hasOwn(this[index], 'constructor') ? {} : this[index];
    const length = Math.min(byteLength - from, left);
    pieces.push({ index, base64: base64(new Uint8Array(this[index], from, length)) });
    left -= length;
    from += length;
    if (from === byteLength) {
      index += 1;
      from = 0;
    }
  }
  return { pieces, index, from };
}`;

/**
 * The contents of all living buffers. A heap snapshot shows that a buffer is there, not what it holds: that lies outside
 * of V8's heap. Views that V8 keeps inside (up to 64 bytes) get a buffer by being asked for one.
 */
export const livingBytes = async (session: DevtoolsSession): Promise<readonly Buffer[]> => {
  const views = await livingObjects(session, 'Object.getPrototypeOf(Uint8Array.prototype)');
  await views.call('function () { for (const view of this) if (ArrayBuffer.isView(view)) view.buffer; }');
  const buffers = await livingObjects(session, 'ArrayBuffer.prototype');
  const count = await buffers.call<number>('function () { return this.length; }');
  const found: Buffer[][] = Array.from({ length: count }, () => []);
  for (let index = 0, from = 0; index < count; ) {
    const read = await buffers.call<{
      readonly pieces: readonly { readonly index: number; readonly base64: string }[];
      readonly index: number;
      readonly from: number;
    }>(readPieces, index, from, bytesAtOnce);
    for (const piece of read.pieces) found[piece.index]?.push(Buffer.from(piece.base64, 'base64'));
    ({ index, from } = read);
  }
  await buffers.release();
  await views.release();
  return found.map((pieces) => Buffer.concat(pieces));
};
