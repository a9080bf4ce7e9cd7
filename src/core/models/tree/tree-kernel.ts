import { TREE_KERNEL_BYTES } from "./tree-kernel-bytes";

/** The functions of `src/kernels/tree-kernel.ts`. */
export interface TreeKernel {
  configure(table: number, columns: number, rows: number): void;
  /** nodes grown, or -1 when memory ran out */
  grow(
    seed: number,
    maxDepth: number,
    minSamplesSplit: number,
    minSamplesLeaf: number,
    offset: number,
    scale: number,
  ): number;
}

export interface KernelMemory {
  readonly buffer: ArrayBuffer;
}

/** The part of WebAssembly used here; core is compiled without the types of any environment. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number }) => KernelMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const PAGE = 65536;

let compiled: object | null | undefined;

/**
 * The kernel with a memory of its own of at least so many bytes; null where it cannot run or the memory is not to be had.
 * Compiled when first asked for, from bytes in the program itself: nothing is fetched.
 */
export function instantiateTreeKernel(bytes: number): { kernel: TreeKernel; memory: KernelMemory } | null {
  const { WebAssembly: api } = globalThis as { WebAssembly?: WebAssemblyApi };
  if (!api) return null;
  try {
    compiled ??= compile(api);
    if (!compiled) return null;
    const memory = new api.Memory({ initial: Math.ceil(bytes / PAGE) + 1 });
    const { exports } = new api.Instance(compiled, { env: { memory } });
    return { kernel: exports as TreeKernel, memory };
  } catch {
    // Forbidden by a content security policy, or no memory: the plain way gives the same trees.
    return null;
  }
}

function compile(api: WebAssemblyApi): object | null {
  const bytes = fromBase64(TREE_KERNEL_BYTES);
  return api.validate(bytes) ? new api.Module(bytes) : null;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Core knows no `atob`. */
function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}
