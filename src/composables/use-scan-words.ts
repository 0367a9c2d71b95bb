// What a scan found, in a few words.
import { useI18n } from 'vue-i18n';
import type { ScanOutcome } from '../services/pipeline/pipeline';
import { useFormats } from './use-formats';

const FOUND = ['added', 'changed', 'moved', 'missing', 'failed'] as const;

export function useScanWords() {
  const { t } = useI18n();
  const { number, list } = useFormats();

  /** Null where nothing is new. */
  function found(outcome: ScanOutcome): string | null {
    const words = FOUND.filter((kind) => outcome[kind] > 0).map((kind) => t(`folders.${kind}`, { n: number(outcome[kind]) }, outcome[kind]));
    const unreadable = outcome.unreadableFolders.length;
    const all = unreadable > 0 ? [...words, t('folders.unreadable', { n: number(unreadable) }, unreadable)] : words;
    return all.length > 0 ? list(all) : null;
  }

  return { found, said: (name: string, outcome: ScanOutcome) => t('folders.result', { name, what: found(outcome) ?? t('folders.nothing') }) };
}
