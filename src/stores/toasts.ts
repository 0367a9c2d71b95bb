// Short messages at the edge of the screen, for what is not visible anyway.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action: ToastAction | null;
  readonly isError: boolean;
}

/** More at once than anyone reads; the oldest goes. */
const AT_ONCE = 3;

export const useToastStore = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([]);
  let lastId = 0;

  function add(toast: Omit<Toast, 'id'>): void {
    lastId += 1;
    toasts.value = [...toasts.value, { ...toast, id: lastId }].slice(-AT_ONCE);
  }

  function remove(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }

  return { toasts, add, remove };
});
