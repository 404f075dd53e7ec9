/** Builds protocol buffers as ONNX files are made of. */
const varint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 0x80) + (rest >= 0x80 ? 0x80 : 0));
    rest = Math.floor(rest / 0x80);
  } while (rest > 0);
  return bytes;
};

export const numberField = (field: number, value: number): number[] => [
  ...varint(field * 8),
  ...varint(value),
];
export const bytesField = (field: number, bytes: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];

export const floats = (values: readonly number[]): number[] => [
  ...new Uint8Array(Float32Array.from(values).buffer),
];

/** A tensor of weights; FLOAT unless told otherwise. */
export const tensor = (raw: readonly number[], dataType = 1): number[] => [
  ...numberField(1, raw.length / 4),
  ...numberField(2, dataType),
  ...bytesField(8, [...Buffer.from('weights')]),
  ...bytesField(9, raw),
];

/** A model with one initializer and one constant in a node. */
export const smallModel = (initializer: readonly number[], constant: readonly number[]): Uint8Array =>
  Uint8Array.from([
    ...numberField(1, 7),
    ...bytesField(7, [
      ...bytesField(1, [
        ...bytesField(4, [...Buffer.from('Constant')]),
        ...bytesField(5, bytesField(5, constant)),
      ]),
      ...bytesField(5, initializer),
    ]),
  ]);
