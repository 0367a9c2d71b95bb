// The rows of a long list that are on the screen, measured against the one element that scrolls.
import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, onBeforeUnmount, onMounted, ref, watch, type ShallowRef } from 'vue';
import { useScroller } from './scroller';

export interface VirtualRowsOptions {
  readonly count: () => number;
  readonly rowPx: () => number;
  /** What sticks to the top and would hide a row scrolled to. */
  readonly stickyPx?: number;
  readonly overscan?: number;
}

export function useVirtualRows(list: Readonly<ShallowRef<HTMLElement | null>>, { count, rowPx, stickyPx = 0, overscan = 10 }: VirtualRowsOptions) {
  const scroller = useScroller();
  const topPx = ref(0);

  function measure(): void {
    if (!list.value || !scroller.value) return;
    topPx.value = list.value.getBoundingClientRect().top - scroller.value.getBoundingClientRect().top + scroller.value.scrollTop;
  }

  const virtualizer = useVirtualizer(computed(() => ({
    count: count(),
    getScrollElement: () => scroller.value,
    estimateSize: rowPx,
    // The list comes into a page that has been scrolled: it must not begin by jumping to the top.
    initialOffset: () => scroller.value?.scrollTop ?? 0,
    overscan,
    scrollMargin: topPx.value,
    scrollPaddingStart: stickyPx,
    scrollPaddingEnd: 8,
  })));
  watch(rowPx, () => virtualizer.value.measure());

  // What stands above the list may grow: banners, search results, a header whose text wraps.
  const observer = new ResizeObserver(measure);
  onMounted(() => {
    measure();
    for (let element = list.value; element && element !== scroller.value; element = element.parentElement) {
      for (const sibling of element.parentElement?.children ?? []) observer.observe(sibling);
    }
    if (scroller.value) observer.observe(scroller.value);
  });
  onBeforeUnmount(() => observer.disconnect());

  const items = computed(() => virtualizer.value.getVirtualItems().map((item) => ({ index: item.index, topPx: item.start - topPx.value })));
  const heightPx = computed(() => virtualizer.value.getTotalSize());
  const range = computed(() => ({ first: items.value[0]?.index ?? 0, end: (items.value.at(-1)?.index ?? -1) + 1 }));
  const pageRows = () => Math.max(1, Math.floor((scroller.value?.clientHeight ?? 0) / rowPx()) - 2);
  return { items, heightPx, range, pageRows, measure, scrollTo: (index: number) => virtualizer.value.scrollToIndex(index, { align: 'auto' }) };
}
