// Keys in the words of the screen.
import { useI18n } from 'vue-i18n';
import { noteOf, type KeyName } from '../../domain/sound/camelot';

export function useKeyWords() {
  const { t } = useI18n();
  /** For instance `A minor`. */
  const keyWords = (key: KeyName) => `${t(`track.key.note.${noteOf(key.tonic)}`)} ${t(`track.key.${key.mode}`)}`;
  return { keyWords };
}
