// What a person chose for a recording, carried to the one that took its place in another encoding. A choice keeps its time: one that
// was made later, on whichever device, wins over it as it would have over the original.
import type { ContentKey } from '../library/ids';
import type { ChoiceRow, ChoiceValue, PlayEvent } from './choice';
import type { Hlc } from './clock';

export interface CarriedField {
  readonly field: string;
  readonly value: ChoiceValue;
  /** When it was chosen. */
  readonly hlc: Hlc;
}

/** Fields of which the other entity says nothing later. Carried again, nothing is left. */
export function carriedFields(from: Pick<ChoiceRow, 'fields'> | undefined, to: Pick<ChoiceRow, 'fields'> | undefined): CarriedField[] {
  return Object.entries(from?.fields ?? {}).flatMap(([field, { value, hlc }]) => {
    const held = to?.fields[field];
    return held && held.hlc > hlc ? [] : [{ field, value, hlc }];
  });
}

/** What stands behind the id of a play that was carried: the recording that it counts for. */
const CARRIED = /@[0-9a-f]{32}$/;

/** The play as it was counted, whichever recording it was carried to since. */
export function firstPlayId(playId: string): string {
  return playId.replace(CARRIED, '');
}

/** The play, counting for another recording. Its id follows from both, so that devices that carry it alike count it once. */
export function carriedPlay(play: PlayEvent, to: ContentKey): PlayEvent {
  return { ...play, playId: `${firstPlayId(play.playId)}@${to}`, contentKey: to };
}
