declare module '@digitalbazaar/base45' {
  export const encode: (input: Uint8Array) => string;
  export const decode: (input: string) => Uint8Array;
}
