// The one element that scrolls the pages: virtual lists measure against it.
import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue';

export const SCROLLER: InjectionKey<Readonly<ShallowRef<HTMLElement | null>>> = Symbol('scroller');

export function useScroller(): Readonly<ShallowRef<HTMLElement | null>> {
  return inject(SCROLLER, shallowRef(null));
}
