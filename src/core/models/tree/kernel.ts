import { invariant } from "../../errors";

export interface KernelMemory {
  readonly buffer: ArrayBufferLike;
  /** by pages; arrays on `buffer` must be made anew then */
  grow(pages: number): number;
}

/** The part of WebAssembly used here; core is compiled without the types of any environment. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum?: number; shared?: boolean }) => KernelMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const PAGE = 65536;
/** What a kernel can address. */
export const MOST_KERNEL_BYTES = 65535 * PAGE;

const compiled = new Map<string, object | null>();

/**
 * A kernel of `src/kernels` with a memory of its own of at least so many bytes; null where it cannot run or the memory is
 * not to be had. Compiled once, from bytes in the program itself: nothing is fetched.
 */
export function instantiateKernel<Kernel>(
  base64: string,
  bytes: number,
): { kernel: Kernel; memory: KernelMemory } | null {
  const memory = makeKernelMemory(base64, bytes);
  const kernel = memory && instantiateIn<Kernel>(base64, memory);
  return kernel && { kernel, memory };
}

/**
 * Memory for a kernel; null where the kernel cannot run or the memory is not to be had. Shared memory is for kernels that were
 * compiled for it: it can be posted to workers where the page is isolated, and is like any other elsewhere.
 */
export function makeKernelMemory(base64: string, bytes: number, shared = false): KernelMemory | null {
  try {
    const found = moduleOf(base64);
    const initial = Math.ceil(bytes / PAGE) + 1;
    return found && new found.api.Memory(shared ? { initial, maximum: initial, shared } : { initial });
  } catch {
    // Forbidden by a content security policy, or no memory: the plain way gives the same numbers.
    return null;
  }
}

/**
 * Memory of almost nothing that workers can share before anybody knows how much it must hold, and that `growKernelMemory` makes
 * larger; null where there is none.
 * @param most bytes
 */
export function makeGrowingMemory(most: number): KernelMemory | null {
  const { WebAssembly: api } = globalThis as { WebAssembly?: WebAssemblyApi };
  try {
    return api ? new api.Memory({ initial: 1, maximum: Math.ceil(most / PAGE) + 1, shared: true }) : null;
  } catch {
    return null;
  }
}

/** Whether memory of `makeGrowingMemory` has room for so many bytes now. */
export function growKernelMemory(memory: KernelMemory, bytes: number): boolean {
  try {
    const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return true;
  } catch {
    return false;
  }
}

/** A kernel on memory that is there; null where it cannot run. */
export function instantiateIn<Kernel>(base64: string, memory: KernelMemory, functions: object = {}): Kernel | null {
  try {
    const found = moduleOf(base64);
    if (!found) return null;
    return new found.api.Instance(found.module, { env: { memory }, ...functions }).exports as Kernel;
  } catch {
    return null;
  }
}

function moduleOf(base64: string): { api: WebAssemblyApi; module: object } | null {
  const { WebAssembly: api } = globalThis as { WebAssembly?: WebAssemblyApi };
  if (!api) return null;
  let module = compiled.get(base64);
  if (module === undefined) compiled.set(base64, (module = compile(api, base64)));
  return module && { api, module };
}

function compile(api: WebAssemblyApi, base64: string): object | null {
  const bytes = fromBase64(base64);
  return api.validate(bytes) ? new api.Module(bytes) : null;
}

type ArrayKind = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

interface Maker<T extends ArrayKind> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): T;
}

/** The compiler keeps the first bytes of memory for itself. */
export const TABLE = 1024;
/** Where the first array of a layout stands, unless it was told otherwise. */
export const ARRAYS_FROM = 2048;

/** Places arrays one after the other in a kernel's memory, each where 16 divides its address. */
export class KernelLayout {
  private readonly addresses: number[] = [];

  /** @param end the first free address */
  constructor(public end = ARRAYS_FROM) {}

  /** Views must be made anew after the memory has grown. */
  add<T extends ArrayKind>(make: Maker<T>, length: number): { address: number; view: (memory: KernelMemory) => T } {
    this.addresses.push(this.end);
    return this.reserve(make, length);
  }

  /** As `add`, for an array that the kernel is not told of. */
  reserve<T extends ArrayKind>(make: Maker<T>, length: number): { address: number; view: (memory: KernelMemory) => T } {
    const address = this.end;
    this.end = Math.ceil((address + length * make.BYTES_PER_ELEMENT) / 16) * 16;
    return { address, view: (memory) => new make(memory.buffer, address, length) };
  }

  /** Writes the addresses, those of `before` first, in the order of adding; returns the address of that table. */
  writeTable(memory: KernelMemory, table = TABLE, before: KernelLayout | null = null): number {
    const addresses = [...(before?.addresses ?? []), ...this.addresses];
    invariant(
      addresses.length * 4 <= ARRAYS_FROM - TABLE,
      `a table of ${addresses.length} addresses does not fit before the arrays`,
    );
    new Uint32Array(memory.buffer, table, addresses.length).set(addresses);
    return table;
  }
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
