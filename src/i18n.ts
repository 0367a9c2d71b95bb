// The language of the screen: the person's choice, else the browser's; French is fetched when it is wanted.
import { createI18n } from 'vue-i18n';
import en from './locales/en';
import type { Preferences, PreferenceValues } from './services/preferences/preferences';

type Locale = NonNullable<PreferenceValues['locale']>;

export function createAppI18n(preferences: Preferences) {
  const i18n = createI18n({ legacy: false, locale: wantedLocale(preferences.state()) as string, fallbackLocale: 'en', messages: { en } as Record<string, typeof en> });

  async function follow(values: PreferenceValues): Promise<void> {
    const locale = wantedLocale(values);
    if (locale === 'fr' && !i18n.global.availableLocales.includes('fr')) {
      i18n.global.setLocaleMessage('fr', (await import('./locales/fr')).default);
    }
    // The choice may have changed again while French was on its way.
    if (locale !== wantedLocale(preferences.state())) return;
    i18n.global.locale.value = locale;
    document.documentElement.lang = locale;
  }

  void follow(preferences.state());
  preferences.subscribe((values) => void follow(values));
  return i18n;
}

function wantedLocale({ locale }: PreferenceValues): Locale {
  if (locale) return locale;
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'fr' || tag === 'en');
  return known === 'fr' ? 'fr' : 'en';
}
