// The calls of essentia.js that we use; its ES build comes without types.
declare module 'essentia.js/dist/essentia-wasm.es.js' {
  export const EssentiaWASM: unknown;
}

declare module 'essentia.js/dist/essentia.js-core.es.js' {
  /** Lives in WASM memory until `delete()`. */
  export interface VectorFloat {
    delete(): void;
  }

  export default class Essentia {
    constructor(wasm: unknown, isDebug?: boolean);
    arrayToVector(samples: Float32Array): VectorFloat;
    /** @param frameSize s */
    DynamicComplexity(signal: VectorFloat, frameSize: number, sampleRate: number): { readonly dynamicComplexity: number };
    /** 44.1 kHz. */
    OnsetRate(signal: VectorFloat): { readonly onsets: VectorFloat; readonly onsetRate: number };
    delete(): void;
  }
}
