// The names that are never cut into several artists, as a person keeps them.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { wholeNames } from '../db/credits';
import { wholeNameKey } from '../domain/library/whole-names';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';
import { useToasts } from './use-toasts';

export function useWholeNames() {
  const { t, locale } = useI18n();
  const { db, choices } = useServices();
  const { showUndo } = useToasts();
  const live = useLiveQuery(() => () => wholeNames(db));
  const names = computed(() => {
    const collator = new Intl.Collator(locale.value);
    return [...(live.value.value?.values() ?? [])].sort((a, b) => collator.compare(a.name, b.name));
  });

  const isKept = (name: string): boolean => live.value.value?.has(wholeNameKey(name)) ?? false;
  async function keep(name: string): Promise<void> {
    showUndo(t('settings.library.kept', { name: name.trim() }), await choices.keepWhole(name));
  }
  async function drop(name: string): Promise<void> {
    showUndo(t('settings.library.dropped', { name }), await choices.letCut(name));
  }
  return { names, isKept, keep, drop };
}
