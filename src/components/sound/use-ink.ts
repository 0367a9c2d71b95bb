// Colours of the theme as a canvas can use them, and word of when they change: with the theme, and with the cover that plays.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

type Token = '--wave-peak' | '--wave-low' | '--wave-mid' | '--wave-high' | '--accent-solid';

/** @returns resolved colours by token; null before the element is there */
export function useInk<T extends Token>(element: Readonly<ShallowRef<HTMLElement | null>>, tokens: readonly T[]): Readonly<ShallowRef<Readonly<Record<T, string>> | null>> {
  const ink = shallowRef<Readonly<Record<T, string>> | null>(null);
  const read = () => {
    const probe = element.value;
    ink.value = probe && (Object.fromEntries(tokens.map((token) => [token, resolved(probe, token)])) as Record<T, string>);
  };
  watch(element, read, { immediate: true, flush: 'post' });
  const observer = new MutationObserver(read);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'data-theme'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', read);
  onScopeDispose(() => {
    observer.disconnect();
    scheme.removeEventListener('change', read);
  });
  return ink;
}

/** What `light-dark()` and relative colours come to: only a real property is resolved by the browser. */
function resolved(probe: HTMLElement, token: Token): string {
  const before = probe.style.color;
  probe.style.color = `var(${token})`;
  const color = getComputedStyle(probe).color;
  probe.style.color = before;
  return color;
}
