/** What WebAssembly's memory is to a test; the name is global in every runtime, but not in these tests' types. */
interface Memory {
  readonly buffer: ArrayBufferLike;
}
type MemoryConstructor = new (descriptor: object) => Memory;

const isHolder = (value: unknown): value is { Memory: MemoryConstructor } =>
  typeof value === 'object' && value !== null && 'Memory' in value && typeof value.Memory === 'function';

/** Notes every memory that is made until `end`, which gives them. */
export const watchMemories = (): { end(): readonly Memory[] } => {
  const holder: unknown = Reflect.get(globalThis, 'WebAssembly');
  if (!isHolder(holder)) throw new Error('no WebAssembly');
  const Original = holder.Memory;
  const made: Memory[] = [];
  holder.Memory = class extends Original {
    constructor(descriptor: object) {
      super(descriptor);
      made.push(this);
    }
  };
  return {
    end: () => {
      holder.Memory = Original;
      return made;
    },
  };
};
