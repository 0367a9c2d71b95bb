// Names of sound tags in the language of the screen.
import { useI18n } from 'vue-i18n';

export function useSoundTagName(): (tag: string) => string {
  const { t, te } = useI18n();
  return (tag) => {
    const key = `soundTag.${tag.toLowerCase()}`;
    return te(key) ? t(key) : tag;
  };
}
