// The networks on a graphics card, where a trial on this device has shown that it may run them.
import type { Database } from '../../src/db/database';
import { gpuVerdictOf, keepGpuVerdict } from '../../src/db/gpu-verdict';
import { absolute } from './models';
import { judgeGpu, type TrialDeps } from './gpu-trial';
import { openPatchNetwork, type PatchNetwork } from './patch-network';

export interface GpuDeps extends TrialDeps {
  readonly db: Database;
  /** What the card, its driver and the browser are called; null where there is no card: software renderers take minutes a patch. */
  readonly cardName: () => Promise<string | null>;
  readonly open: (baseUrl: string) => Promise<PatchNetwork>;
}

/**
 * The faster of two ways to run the networks. The trial is held once for each card and browser version, and its verdict kept;
 * a card that fails later is not asked again.
 * @param wasm is what runs them where the card may not, or breaks midway
 */
export async function withGpu(wasm: PatchNetwork, baseUrl: string, deps: GpuDeps): Promise<PatchNetwork> {
  const card = await deps.cardName();
  if (card === null) return wasm;
  const known = await gpuVerdictOf(deps.db, card);
  if (known !== null && known !== 'faster') return wasm;
  const gpu = await opened(baseUrl, deps);
  const verdict = gpu ? known ?? (await judgeGpu(gpu, wasm, deps)) : 'failed';
  await keepGpuVerdict(deps.db, card, verdict);
  return gpu && verdict === 'faster' ? eitherOf(gpu, wasm, () => keepGpuVerdict(deps.db, card, 'failed')) : wasm;
}

/** WebGPU's name of the card with the version of the browser, whose drivers and shaders change with it. */
export async function cardName(): Promise<string | null> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (!adapter || adapter.info.isFallbackAdapter) return null;
  const { vendor, architecture, device, description } = adapter.info;
  return [vendor, architecture, device, description, navigator.userAgent].join('/');
}

/** Loaded here alone: this build of the runtime takes 17 MB, which is for nothing where there is no card. */
export async function openGpu(baseUrl: string): Promise<PatchNetwork> {
  const [runtime, { default: mjs }, { default: wasm }] = await Promise.all([
    import('onnxruntime-web/jspi'),
    import('onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url'),
  ]);
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) };
  return openPatchNetwork(runtime, 'webgpu', baseUrl);
}

async function opened(baseUrl: string, { open }: GpuDeps): Promise<PatchNetwork | null> {
  try {
    return await open(baseUrl);
  } catch {
    return null;
  }
}

function eitherOf(gpu: PatchNetwork, wasm: PatchNetwork, onBroken: () => Promise<void>): PatchNetwork {
  let broken = false;
  return {
    async hear(patch) {
      if (broken) return wasm.hear(patch);
      try {
        return await gpu.hear(patch);
      } catch {
        broken = true;
        await onBroken();
        return wasm.hear(patch);
      }
    },
    async release() {
      await Promise.all([gpu.release(), wasm.release()]);
    },
  };
}

