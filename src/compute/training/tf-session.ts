import type * as Tf from "@tensorflow/tfjs-core";
import type { TfBackendName } from "./backends";

/** One backend of TensorFlow.js, started and current. */
export interface TfSession {
  readonly tf: typeof Tf;
  readonly backend: TfBackendName;
  /** the name of what draws in software, on the CPU itself, where there is no graphics card; else null */
  readonly software: string | null;
  /** why the device is gone, or null while it is there */
  lost(): string | null;
  /** rejects when the device is lost, for racing against a readback that may never come */
  readonly whenLost: Promise<never>;
  /** takes the device away for real, so that going on without it can be rehearsed */
  lose(): void;
  /** what runs on it ends with this reason at its next readback */
  abandon(reason: string): void;
  /** gives its memory back; the backend can be opened again */
  close(): void;
}

/** How a device is watched and taken away. */
interface Watch {
  /** calls `onLost` if the device goes by itself */
  readonly start: (onLost: (why: string) => void) => void;
  /** asked after each epoch: WebGL tells too late */
  readonly isLost: () => boolean;
  readonly lose: () => void;
  readonly software: string | null;
}

/** The part of a WebGL context asked here. */
interface GlContext {
  readonly canvas: EventTarget;
  isContextLost(): boolean;
  getParameter(name: number): unknown;
  getExtension(name: "WEBGL_lose_context"): { loseContext(): void } | null;
  getExtension(name: "WEBGL_debug_renderer_info"): { readonly UNMASKED_RENDERER_WEBGL: number } | null;
}

/**
 * Loads just what `backend` needs and makes it the current one. Only one session may be open at a time: TensorFlow.js
 * has one current backend.
 *
 * @throws what the backend throws when it cannot be had here
 */
export async function openTfSession(backend: TfBackendName): Promise<TfSession> {
  const tf = await import("@tensorflow/tfjs-core");
  await register(backend);
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} could not be started here`);
  await tf.ready();
  const watch = watchOf(tf, backend);

  let why: string | null = null;
  let reject: (reason: Error) => void = () => undefined;
  const whenLost = new Promise<never>((_, fail) => (reject = fail));
  whenLost.catch(() => undefined);
  const onLost = (reason: string) => {
    why ??= reason;
    reject(new Error(why));
  };
  watch.start(onLost);
  return {
    tf,
    backend,
    software: watch.software,
    whenLost,
    lost() {
      if (why === null && watch.isLost()) onLost("the device was lost");
      return why;
    },
    lose: watch.lose,
    abandon: onLost,
    close() {
      const factory = tf.findBackendFactory(backend);
      try {
        tf.removeBackend(backend);
      } catch {
        // a lost device refuses to free what it no longer has
      }
      if (!tf.findBackendFactory(backend)) tf.registerBackend(backend, factory);
    },
  };
}

async function register(backend: TfBackendName): Promise<void> {
  switch (backend) {
    case "webgpu":
      await import("@tensorflow/tfjs-backend-webgpu");
      return;
    case "webgl":
      await import("@tensorflow/tfjs-backend-webgl");
      return;
    case "wasm":
      await (await import("./wasm-backend")).registerWasmBackend();
      return;
    case "cpu":
      await import("@tensorflow/tfjs-backend-cpu");
  }
}

function watchOf(tf: typeof Tf, backend: TfBackendName): Watch {
  if (backend === "webgpu") {
    const { device } = tf.backend() as unknown as { readonly device: GPUDevice };
    return {
      start: (onLost) => void device.lost.then((info) => onLost(info.message || `the device was lost: ${info.reason}`)),
      isLost: () => false,
      lose: () => device.destroy(),
      software: device.adapterInfo?.isFallbackAdapter ? device.adapterInfo.architecture || "a software adapter" : null,
    };
  }
  if (backend === "webgl") {
    const { gl } = (tf.backend() as unknown as { readonly gpgpu: { readonly gl: GlContext } }).gpgpu;
    return {
      start: (onLost) => gl.canvas.addEventListener("webglcontextlost", () => onLost("the context was lost")),
      isLost: () => gl.isContextLost(),
      lose: () => gl.getExtension("WEBGL_lose_context")?.loseContext(),
      software: softwareRenderer(gl),
    };
  }
  let taken = false;
  return { start: () => undefined, isLost: () => taken, lose: () => void (taken = true), software: null };
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

function softwareRenderer(gl: GlContext): string | null {
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  if (!names) return null;
  return SOFTWARE.exec(String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)))?.[0] ?? null;
}
