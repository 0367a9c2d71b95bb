// Versions of a track in words: what each is encoded as, and where it is.
import { useI18n } from 'vue-i18n';
import { fileFormat } from '../domain/library/quality';
import { folderOf } from '../domain/library/track';
import type { TrackView } from '../domain/library/track-view';
import { useFormats } from './use-formats';

export function useVersionWords() {
  const { t } = useI18n();
  const { number } = useFormats();
  const rate = (hz: number) => t('track.file.kHz', { n: number(hz / 1000, hz % 1000 === 0 ? 0 : 1) });

  /** For instance "FLAC 24-bit 96 kHz" or "MP3 320 kbps". */
  function format(view: Pick<TrackView, 'codec' | 'quality'>): string {
    const { name, bits, sampleRateHz, bitrateKbps } = fileFormat(view);
    const lossless = bits && sampleRateHz ? t('albums.quality.depth', { bits, rate: rate(sampleRateHz) }) : sampleRateHz && rate(sampleRateHz);
    return [name ?? '–', lossless ?? (bitrateKbps && t('track.file.kbps', { n: number(bitrateKbps) }))].filter(Boolean).join(' ');
  }

  /** With what tells it from others of the same format. */
  function label(view: TrackView, among: readonly TrackView[]): string {
    const own = format(view);
    const alike = among.some((other) => other.trackId !== view.trackId && format(other) === own);
    const folder = view.elsewhere ? '' : folderOf(view.path).split('/').at(-1) ?? '';
    return [own, alike && folder, view.missing && t('albums.versions.missing'), view.elsewhere && t('albums.versions.elsewhere'), view.preferred && t('albums.versions.preferred')].filter(Boolean).join(' · ');
  }

  return { format, label, rate };
}
