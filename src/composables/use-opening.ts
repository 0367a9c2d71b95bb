// A part of the screen that opens and closes: not made before it is first wanted, kept from then on.
import { ref } from 'vue';

export function useOpening() {
  const open = ref(false);
  const used = ref(false);

  function show(): void {
    used.value = true;
    open.value = true;
  }

  return { open, used, show };
}
