/** Asks for one line on standard input; null where there is none, or Ctrl+C came. */
export type Ask = (question: string, options?: { readonly hidden?: boolean }) => Promise<string | null>;

const enter = /[\r\n]/;
const interrupt = '\u0003';
const endOfInput = '\u0004';
const erase = /[\b\u007f]/;

/**
 * Asks on a terminal, where what is hidden is not echoed, or reads the lines of a pipe one after the other. Nothing of an
 * answer is kept or repeated.
 */
export const createAsk = (
  input: NodeJS.ReadStream,
  output: Pick<NodeJS.WriteStream, 'write'>,
  interrupted: AbortSignal,
): Ask => {
  let waiting = '';
  let ended = false;

  /** The next piece of input; null at its end. */
  const nextPiece = (): Promise<string | null> =>
    new Promise((resolve) => {
      if (ended || interrupted.aborted) {
        resolve(null);
        return;
      }
      const settle = (piece: string | null): void => {
        input.pause();
        input.off('data', onData);
        input.off('end', onEnd);
        interrupted.removeEventListener('abort', onEnd);
        resolve(piece);
      };
      const onData = (piece: Buffer | string): void => settle(String(piece));
      const onEnd = (): void => {
        ended = true;
        settle(null);
      };
      input.on('data', onData);
      input.on('end', onEnd);
      interrupted.addEventListener('abort', onEnd);
      input.resume();
    });

  const lineFromPipe = async (): Promise<string | null> => {
    while (!enter.test(waiting)) {
      const piece = await nextPiece();
      if (piece === null) {
        const rest = waiting;
        waiting = '';
        return rest === '' ? null : rest;
      }
      waiting += piece;
    }
    const end = waiting.search(enter);
    const line = waiting.slice(0, end);
    waiting = waiting.slice(end).replace(/^\r?\n?/, '');
    return line;
  };

  const lineFromTerminal = async (hidden: boolean): Promise<string | null> => {
    input.setRawMode(true);
    try {
      let line = '';
      for (;;) {
        const piece = await nextPiece();
        if (piece === null) return null;
        for (const key of piece) {
          if (key === interrupt || key === endOfInput) return null;
          if (enter.test(key)) return line;
          if (erase.test(key)) {
            if (line !== '' && !hidden) output.write('\b \b');
            line = line.slice(0, -1);
          } else {
            line += key;
            if (!hidden) output.write(key);
          }
        }
      }
    } finally {
      input.setRawMode(false);
      output.write('\n');
    }
  };

  return async (question, { hidden = false } = {}) => {
    output.write(question);
    return input.isTTY ? lineFromTerminal(hidden) : lineFromPipe();
  };
};
