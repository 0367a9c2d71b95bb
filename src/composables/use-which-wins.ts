// Whether what was measured or what tags say of the sound is shown, and the switches for it.
import { computed } from 'vue';
import { whichWins } from '../db/choices';
import { MEASURED_WINS, type Winner } from '../domain/sound/which-wins';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

export function useWhichWins() {
  const { db, choices } = useServices();
  const { value: stored } = useLiveQuery(() => () => whichWins(db));
  return {
    wins: computed(() => stored.value ?? MEASURED_WINS),
    letWin: (part: keyof typeof MEASURED_WINS, winner: Winner): void => void choices.letWin({ [part]: winner }),
  };
}
