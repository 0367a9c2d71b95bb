// Numbers, labels and marks of sound in the words and units of lists.
import { useI18n } from 'vue-i18n';
import type { Range } from '../domain/query/sound-filter';
import type { LabelName, RangeField, SoundLabel } from '../domain/query/sound-fields';
import { useFormats } from './use-formats';

/** Parts of one, shown as percentages. */
const PARTS: ReadonlySet<RangeField> = new Set<RangeField>(['tempoConfidence', 'keyConfidence']);
/** Shown as on a track's page, in an export and in an address: 0–1, valence −1–1. */
const SCORES: ReadonlySet<RangeField> = new Set<RangeField>(['energy', 'valence', 'danceability', 'acousticness', 'instrumentalness', 'speechiness', 'complexity', 'intensity']);
const UNITS: Partial<Readonly<Record<RangeField, string>>> = { tempoBpm: 'BPM', rangeLu: 'LU', truePeakDbtp: 'dBTP', gainDb: 'dB', valence: '−1\u00a0–\u00a01' };

/** What a value is multiplied by where a person reads or types it. */
export function shownFactor(field: RangeField): 1 | 100 {
  return PARTS.has(field) ? 100 : 1;
}

/** In what a value is typed, or from where to where it may lie; null where the field's name says it. */
export function rangeUnit(field: RangeField): string | null {
  return UNITS[field] ?? (PARTS.has(field) ? '%' : SCORES.has(field) ? '0\u00a0–\u00a01' : null);
}

export function useSoundWords() {
  const { t } = useI18n();
  const { number } = useFormats();

  /** With its unit where the field's name does not say it. */
  function valueText(field: RangeField, value: number): string {
    if (PARTS.has(field)) return t('soundLists.percent', { n: number(value * 100) });
    // Without the minus of what rounds to 0.
    if (SCORES.has(field)) return number(Math.round(value * 100) / 100 + 0, 2);
    return number(value, field === 'tempoBpm' && Number.isInteger(value) ? 0 : 1);
  }

  function rangeText(field: RangeField, { min, max }: Range): string {
    const [from, to] = [min, max].map((end) => (end === undefined ? '' : valueText(field, end)));
    if (min === undefined) return t('soundLists.upTo', { to });
    return max === undefined ? t('soundLists.atLeast', { from }) : t('soundLists.between', { from, to });
  }

  const labelText = (kind: SoundLabel, name: LabelName): string => t(`sound.${kind}.${name}`);

  return { valueText, rangeText, labelText };
}
