// A row that leaves a list takes the focus with it: the next row that can be acted on gets it, so that the keyboard goes on where it was.
import { nextTick, watch, type ShallowRef } from 'vue';

const ROW = '[aria-posinset]';

/** @param rows what the list is made of; rows say their place as `aria-posinset` */
export function useRowFocus(list: Readonly<ShallowRef<HTMLElement | null>>, rows: () => unknown): void {
  const placeOf = (row: Element | null | undefined) => Number(row?.getAttribute('aria-posinset') ?? 0);

  function focusNear(place: number): void {
    const buttons = [...(list.value?.querySelectorAll<HTMLElement>(`${ROW} button`) ?? [])].map((button) => ({ button, place: placeOf(button.closest(ROW)) }));
    const next = buttons.filter((each) => each.place >= place).sort((a, b) => a.place - b.place)[0] ?? buttons.sort((a, b) => b.place - a.place)[0];
    next?.button.focus();
  }

  // Before the rows are drawn anew.
  watch(rows, async () => {
    const focused = document.activeElement;
    if (!list.value?.contains(focused)) return;
    const place = placeOf(focused?.closest(ROW));
    await nextTick();
    if (!list.value?.contains(document.activeElement)) focusNear(place);
  });
}
