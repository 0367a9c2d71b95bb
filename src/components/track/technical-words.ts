// Technical facts of a file in the words of the screen.
import { useI18n } from 'vue-i18n';
import { useFormats } from '../../composables/use-formats';
import type { Technical } from '../../domain/library/track';

export function useTechnicalWords() {
  const { t } = useI18n();
  const { number } = useFormats();

  const sampleRate = (hz: number) => t('track.file.kHz', { n: number(hz / 1000, hz % 1000 === 0 ? 0 : 1) });
  const bitrate = (kbps: number) => t('track.file.kbps', { n: number(kbps) });
  const channels = (n: number) => (n === 1 ? t('track.file.mono') : n === 2 ? t('track.file.stereo') : number(n));

  /** For instance `FLAC`, `44.1 kHz`. */
  function short(technical: Technical | null): string[] {
    if (!technical) return [];
    const { codec, container, bitrateKbps, sampleRateHz, lossless } = technical;
    const format = codec ?? container;
    return [
      format && lossless !== true && bitrateKbps !== null ? `${format} ${bitrate(bitrateKbps)}` : format,
      sampleRateHz === null ? null : sampleRate(sampleRateHz),
    ].filter((word) => word !== null);
  }

  return { short, sampleRate, bitrate, channels };
}
