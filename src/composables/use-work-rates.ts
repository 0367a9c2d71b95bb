// How fast files go by, in words.
import { useI18n } from 'vue-i18n';
import { useFormats } from './use-formats';

export function useWorkRates() {
  const { t } = useI18n();
  const { number } = useFormats();

  /** In files a second or a minute, whichever is easier to picture; null while unknown. */
  function rate(perSecond: number | null): string | null {
    if (perSecond === null || perSecond <= 0) return null;
    const key = perSecond >= 1 ? 'activity.rate' : 'activity.rateMinute';
    const value = perSecond >= 1 ? perSecond : perSecond * 60;
    return t(key, { n: number(value, value < 10 ? 1 : 0) });
  }

  return { rate };
}
