// The rows of a long list that are on the screen, measured against the one element that scrolls.
import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue';
import { rowsOnScreen, scrollToShow, type RowRange } from './row-geometry';
import { useScroller } from './scroller';

export interface VirtualRowsOptions {
  readonly count: () => number;
  readonly rowPx: () => number;
  /** What sticks to the top and would hide a row scrolled to. */
  readonly stickyPx?: number;
  readonly overscan?: number;
}

/** Between a row scrolled to and the foot of the screen. */
const FOOT_PX = 8;

export function useVirtualRows(list: Readonly<ShallowRef<HTMLElement | null>>, { count, rowPx, stickyPx = 0, overscan = 10 }: VirtualRowsOptions) {
  const scroller = useScroller();
  const topPx = shallowRef(0);
  const scrollPx = shallowRef(0);
  const viewPx = shallowRef(0);
  const rows = () => ({ count: count(), rowPx: rowPx(), topPx: topPx.value });
  const viewport = () => ({ scrollPx: scrollPx.value, heightPx: viewPx.value });

  function onScroll(): void {
    scrollPx.value = scroller.value?.scrollTop ?? 0;
  }

  function measure(): void {
    if (!list.value || !scroller.value) return;
    onScroll();
    viewPx.value = scroller.value.clientHeight;
    topPx.value = list.value.getBoundingClientRect().top - scroller.value.getBoundingClientRect().top + scroller.value.scrollTop;
  }

  // What stands above the list may grow: banners, search results, a header whose text wraps.
  const observer = new ResizeObserver(measure);

  function follow(now: HTMLElement | null, before: HTMLElement | null = null): void {
    observer.disconnect();
    before?.removeEventListener('scroll', onScroll);
    if (!now) return;
    measure();
    for (let element = list.value; element && element !== now; element = element.parentElement) {
      for (const sibling of element.parentElement?.children ?? []) observer.observe(sibling);
    }
    observer.observe(now);
    now.addEventListener('scroll', onScroll, { passive: true });
  }

  onMounted(() => follow(scroller.value));
  watch(scroller, follow, { flush: 'post' });
  onBeforeUnmount(() => follow(null, scroller.value));

  /** The same object while the rows are the same: most steps of scrolling draw nothing. */
  const range = computed((before?: RowRange) => {
    const now = rowsOnScreen(rows(), viewport(), overscan);
    return before?.first === now.first && before.end === now.end ? before : now;
  });
  const items = computed(() => Array.from({ length: range.value.end - range.value.first }, (_, i) => ({ index: range.value.first + i, topPx: (range.value.first + i) * rowPx() })));
  const heightPx = computed(() => count() * rowPx());
  const pageRows = () => Math.max(1, Math.floor(viewPx.value / rowPx()) - 2);

  function scrollTo(index: number): void {
    if (!scroller.value) return;
    scroller.value.scrollTop = scrollToShow(index, rows(), viewport(), { abovePx: stickyPx, belowPx: FOOT_PX });
    onScroll();
  }

  return { items, heightPx, range, pageRows, scrollTo };
}
