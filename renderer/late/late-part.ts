import { useEffect, useSyncExternalStore } from 'react';

/** A part of the page that is loaded when the first screen stands. */
export interface LatePart<Part> {
  /** Null until it is there. */
  current(): Part | null;
  subscribe(listener: () => void): () => void;
  /** Has it loaded, once; resolves when that is over, one way or the other. */
  load(): Promise<void>;
}

/** `fail` is called when it cannot be loaded. */
export const createLatePart = <Part>(fetchPart: () => Promise<Part>, fail: () => void): LatePart<Part> => {
  const listeners = new Set<() => void>();
  let part: Part | null = null;
  let loading: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    try {
      part = await fetchPart();
    } catch {
      fail();
      return;
    }
    for (const listener of listeners) listener();
  };
  return {
    current: () => part,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: () => {
      loading ??= load();
      return loading;
    },
  };
};

/** The part; null while it is on its way, and then `wanted` has it loaded at once. */
export const useLatePart = <Part>(late: LatePart<Part>, wanted: boolean): Part | null => {
  useEffect(() => {
    if (wanted) void late.load();
  }, [late, wanted]);
  return useSyncExternalStore(late.subscribe, late.current);
};
