// The part of @audio/decode-aac that decodes Apple Lossless, which the package does not export; AAC itself is the browser's job.
declare module '@audio/decode-aac/alac.js' {
  export interface AlacDecoder {
    readonly config: { readonly frameLength: number; readonly numChannels: number; readonly sampleRate: number };
    decodeFrame(packet: Uint8Array): { readonly channelData: Float32Array[]; readonly numSamples: number };
  }
  export function createALAC(cookie: Uint8Array): AlacDecoder;
}
