// The size of an element, as it changes.
import { onScopeDispose, ref, watch, type Ref, type ShallowRef } from 'vue';

export function useElementSize(element: Readonly<ShallowRef<HTMLElement | null>>): { widthPx: Ref<number>; heightPx: Ref<number> } {
  const widthPx = ref(0);
  const heightPx = ref(0);
  const observer = new ResizeObserver(([entry]) => {
    widthPx.value = entry?.contentRect.width ?? 0;
    heightPx.value = entry?.contentRect.height ?? 0;
  });
  watch(element, (now, before) => {
    if (before) observer.unobserve(before);
    if (now) observer.observe(now);
  }, { immediate: true });
  onScopeDispose(() => observer.disconnect());
  return { widthPx, heightPx };
}
