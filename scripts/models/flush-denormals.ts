/**
 * Sets the vanishingly small weights of an ONNX model to zero. Subnormal numbers make the WebAssembly arithmetic several
 * times slower and mean nothing: the model's output stays the same to the last digit that counts.
 *
 * The file is not taken apart and written anew, it is patched in place: the result has the same length, and depends on
 * nothing but the input. Fields after onnx.proto (ONNX IR): ModelProto.graph 7; GraphProto.node 1, .initializer 5;
 * NodeProto.attribute 5; AttributeProto.t 5, .g 6; TensorProto.data_type 2, .float_data 4, .raw_data 9.
 *
 * @returns a copy; and how many weights were set to zero
 * @throws Error when it is not a well-formed protocol buffer
 */
export const flushDenormals = (
  model: Uint8Array,
): { readonly model: Uint8Array<ArrayBuffer>; readonly flushed: number } => {
  const copy = new Uint8Array(model);
  const view = new DataView(copy.buffer);
  let flushed = 0;
  const flush = ({ start, end }: Span): void => {
    for (let at = start; at + 4 <= end; at += 4) {
      const weight = view.getFloat32(at, true);
      if (weight !== 0 && Math.abs(weight) < smallest) {
        view.setUint32(at, 0, true);
        flushed += 1;
      }
    }
  };
  const flushTensor = (tensor: Span): void => {
    const fields = fieldsOf(copy, tensor);
    if (!fields.some(({ number, value }) => number === 2 && value === float32)) return;
    for (const { number, span } of fields) if (span && (number === 4 || number === 9)) flush(span);
  };
  const flushGraph = (graph: Span): void => {
    for (const { number, span } of fieldsOf(copy, graph)) {
      if (!span) continue;
      if (number === 5) flushTensor(span);
      if (number === 1) {
        for (const attribute of nested(copy, span, 5)) {
          for (const tensor of nested(copy, attribute, 5)) flushTensor(tensor);
          for (const branch of nested(copy, attribute, 6)) flushGraph(branch);
        }
      }
    }
  };
  for (const graph of nested(copy, { start: 0, end: copy.length }, 7)) flushGraph(graph);
  return { model: copy, flushed };
};

/** Far below what a product with any activation could show in single precision. */
const smallest = 1e-15;
/** TensorProto.DataType.FLOAT */
const float32 = 1;

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Field {
  readonly number: number;
  /** Of a varint; 0 for other wire types. */
  readonly value: number;
  /** Of a length-delimited field; null for other wire types. */
  readonly span: Span | null;
}

const nested = (bytes: Uint8Array, message: Span, number: number): readonly Span[] =>
  fieldsOf(bytes, message).flatMap((field) => (field.number === number && field.span ? [field.span] : []));

/** Fields of a message (Protocol Buffers, Encoding). */
const fieldsOf = (bytes: Uint8Array, { start, end }: Span): readonly Field[] => {
  const fields: Field[] = [];
  let at = start;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = at < end ? bytes[at] : undefined;
      if (byte === undefined || factor > 2 ** 63) throw new Error('not a protocol buffer');
      at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (at < end) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push({ number, value: varint(), span: null });
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        fields.push({ number, value: 0, span: { start: at, end: at + length } });
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new Error('not a protocol buffer');
    }
    if (at > end) throw new Error('not a protocol buffer');
  }
  return fields;
};
