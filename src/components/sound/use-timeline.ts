// What of a track its timeline shows, and how wheel, keys and buttons change that.
import { computed, ref, watch } from 'vue';
import { following, isClosest, isWhole, moved, spanOf, viewByKey, wholeView, ZOOM_STEP, zoomed, type TimeView } from './time-view';

/** A notch of a wheel is 100–120 px: a quarter more or less. */
const WHEEL_ZOOM = 0.002;

/**
 * @param durationS of the track
 * @param playedS where it plays; null where it does not
 */
export function useTimeline(durationS: () => number, playedS: () => number | null) {
  const view = ref<TimeView>(wholeView(durationS()));
  watch(durationS, (now) => { view.value = wholeView(now); });
  watch(playedS, (now, before) => {
    if (now !== null && before !== null) view.value = following(view.value, before, now, durationS());
  });
  const whole = computed(() => isWhole(view.value, durationS()));
  const closest = computed(() => isClosest(view.value));
  /** Where what plays is to be seen, there; else in the middle. */
  const aroundS = () => {
    const at = playedS();
    const { fromS, untilS } = view.value;
    return at !== null && at >= fromS && at <= untilS ? at : (fromS + untilS) / 2;
  };

  function zoom(direction: 1 | -1): void {
    view.value = zoomed(view.value, direction === 1 ? ZOOM_STEP : 1 / ZOOM_STEP, aroundS(), durationS());
  }

  /** A wheel alone scrolls the page: with Ctrl, or two fingers drawn apart, it zooms; sideways, or with Shift, it moves. */
  function onWheel(event: WheelEvent, box: DOMRect): void {
    const along = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      const atS = view.value.fromS + ((event.clientX - box.left) / box.width) * spanOf(view.value);
      view.value = zoomed(view.value, Math.exp(-event.deltaY * WHEEL_ZOOM), atS, durationS());
    } else if (!whole.value && Math.abs(along) > (event.shiftKey ? 0 : Math.abs(event.deltaY))) {
      view.value = moved(view.value, (along / box.width) * spanOf(view.value), durationS());
    } else return;
    event.preventDefault();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = viewByKey(event.key, view.value, aroundS(), durationS());
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    view.value = to;
  }

  function moveTo(fromS: number): void {
    view.value = moved(view.value, fromS - view.value.fromS, durationS());
  }

  return { view, whole, closest, zoom, onWheel, onKey, moveTo, showAll: () => { view.value = wholeView(durationS()); } };
}
