// Gives the focus back when a dialog closes that a menu opened: what had it last, the entry of the menu, is gone by then.
import { inject, onScopeDispose, onUnmounted, provide, watch, type InjectionKey, type Ref } from 'vue';

const LAST_OUTSIDE: InjectionKey<() => HTMLElement | null> = Symbol('last outside');
const OVERLAYS = '[role="menu"], [role="dialog"]';

/** Follows what has the focus outside of menus and dialogs, for the dialogs below. Once, in the frame of all screens. */
export function followFocus(): void {
  let last: HTMLElement | null = null;
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && !target.closest(OVERLAYS)) last = target;
  };
  document.addEventListener('focusin', note);
  onScopeDispose(() => document.removeEventListener('focusin', note));
  provide(LAST_OUTSIDE, () => last);
}

/** Where nothing has the focus after a dialog has closed, what had it before does. */
export function useFocusReturn(open: Readonly<Ref<boolean>>): void {
  const lastOutside = inject(LAST_OUTSIDE, () => null);
  let before: HTMLElement | null = null;

  /** Reka gives the focus back itself, a task after the content has gone: it may know better. */
  function giveBack(): void {
    requestAnimationFrame(() => setTimeout(() => {
      if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true });
    }));
  }

  watch(open, (now) => {
    if (now) before = lastOutside();
    else giveBack();
  }, { immediate: true });
  onUnmounted(giveBack);
}
