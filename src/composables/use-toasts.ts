// Telling the person something in passing, with a way back where there is one.
import { useI18n } from 'vue-i18n';
import type { AppError } from '../domain/result';
import { useToastStore, type ToastAction } from '../stores/toasts';

export function useToasts() {
  const { t } = useI18n();
  const store = useToastStore();

  function show(message: string, action: ToastAction | null = null): void {
    store.add({ message, action, isError: false });
  }

  /** @param undo takes back what the message tells of */
  function showUndo(message: string, undo: () => Promise<unknown> | void): void {
    show(message, { label: t('common.undo'), run: () => void undo() });
  }

  function showError(error: AppError): void {
    if (error.code === 'cancelled') return;
    store.add({ message: `${t(`errors.${error.code}.reason`)} ${t(`errors.${error.code}.advice`)}`, action: null, isError: true });
  }

  return { show, showUndo, showError };
}
