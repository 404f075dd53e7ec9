import type { DevtoolsSession } from './devtools-session.ts';

/** Living objects in the process that is looked into; the inspector keeps them alive until `release`. */
export interface LivingObjects {
  /** Calls a function whose `this` is the array of them; it has to return what JSON can say. */
  call<Value>(functionDeclaration: string, ...values: unknown[]): Promise<Value>;
  /** The id of one of them in heap snapshots. */
  heapObjectId(index: number): Promise<string>;
  release(): Promise<void>;
}

interface RemoteObject {
  readonly objectId?: string;
  readonly value?: unknown;
}

/** All living objects with this prototype, given as an expression. The prototypes of their classes are among them. */
export const livingObjects = async (session: DevtoolsSession, prototype: string): Promise<LivingObjects> => {
  const objectIdOf = ({ objectId }: RemoteObject): string => {
    if (objectId === undefined) throw new Error(`${prototype}: no object`);
    return objectId;
  };
  const evaluated = await session.send<{ result: RemoteObject }>('Runtime.evaluate', {
    expression: prototype,
  });
  const prototypeObjectId = objectIdOf(evaluated.result);
  const queried = await session.send<{ objects: RemoteObject }>('Runtime.queryObjects', {
    prototypeObjectId,
  });
  const objectId = objectIdOf(queried.objects);

  const call = async (
    functionDeclaration: string,
    values: readonly unknown[],
    returnByValue: boolean,
  ): Promise<RemoteObject> => {
    const { result, exceptionDetails } = await session.send<{
      result: RemoteObject;
      exceptionDetails?: { exception?: { description?: string } };
    }>('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration,
      arguments: values.map((value) => ({ value })),
      returnByValue,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'a remote call failed');
    return result;
  };
  const release = async (...ids: readonly string[]): Promise<void> => {
    for (const id of ids) await session.send('Runtime.releaseObject', { objectId: id });
  };
  return {
    call: async <Value>(functionDeclaration: string, ...values: unknown[]): Promise<Value> =>
      (await call(functionDeclaration, values, true)).value as Value,
    async heapObjectId(index) {
      const id = objectIdOf(await call('function (index) { return this[index]; }', [index], false));
      const { heapSnapshotObjectId } = await session.send<{ heapSnapshotObjectId: string }>(
        'HeapProfiler.getHeapObjectId',
        { objectId: id },
      );
      await release(id);
      return heapSnapshotObjectId;
    },
    release: () => release(objectId, prototypeObjectId),
  };
};
