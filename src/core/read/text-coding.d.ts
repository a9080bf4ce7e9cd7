// The Encoding Standard's classes, which browsers, workers and Node all have. Core compiles without DOM types, so the
// part of them that core uses is declared here.

interface TextDecodeOptions {
  readonly stream?: boolean;
}

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: Uint8Array, options?: TextDecodeOptions): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}
