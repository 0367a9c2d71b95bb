// Packets of a container that mediabunny opens (MP4, Matroska), whose codec the browser does not decode.
import { EncodedPacketSink, type InputAudioTrack } from 'mediabunny';
import { loaded, PlanarBlock, type Block, type Decoding, type PartDecoder } from './pcm';
import { asUnsupported, attempt, isFinal } from './stream';

export function packetDecoding(track: InputAudioTrack, open: () => Promise<PartDecoder>): Decoding {
  return { anywhere: false, blocks: (_fromS, untilS) => blocks(track, open, untilS) };
}

async function* blocks(track: InputAudioTrack, open: () => Promise<PartDecoder>, untilS: number): AsyncGenerator<Block, void, unknown> {
  const decoder = await loaded(open);
  let failure: unknown = null;
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      if (packet.timestamp >= untilS) return;
      const decoded = attempt(() => decoder.decode(packet.data));
      failure ??= decoded.failure;
      if (isFinal(decoded.failure)) break;
      yield new PlanarBlock(decoded.pcm ?? { channelData: [], sampleRate: 0 }, packet.timestamp);
    }
  } finally {
    decoder.free();
  }
  if (failure !== null) throw asUnsupported(failure);
}
