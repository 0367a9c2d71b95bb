// Failures as a person meets them: by reason, tried again, ignored with a way back.
import { createPinia, setActivePinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createApp, h, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { SERVICES, type Services } from '../../composables/services';
import { Database } from '../../db/database';
import { addTracks } from '../../db/tracks';
import type { RootId } from '../../domain/library/ids';
import type { ErrorCode } from '../../domain/result';
import en from '../../locales/en';
import fr from '../../locales/fr';
import { parsedTrack } from '../../services/pipeline/test-tracks';
import { useToastStore } from '../../stores/toasts';
import FailureGroups from './FailureGroups.vue';

let mounted: App | undefined;
afterEach(() => {
  mounted?.unmount();
  document.body.replaceChildren();
});

async function screen(codes: readonly ErrorCode[], locale: 'en' | 'fr' = 'en') {
  const db = new Database(`failures ${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  const ids = await addTracks(db, codes.map((code, i) => parsedTrack(`broken/${i} ${code}.mp3`, { rootId: 1 as RootId, failure: { code, step: 'analyse', atMs: 1, detail: `byte ${i}` } })));
  const retry = vi.fn<Services['pipeline']['retry']>(async () => undefined);
  const pinia = createPinia();
  setActivePinia(pinia);
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: FailureGroups }, { path: '/track/:id', name: 'track', component: FailureGroups }] });
  const app = createApp({ render: () => h(TooltipProvider, () => h(FailureGroups)) });
  app.use(pinia).use(router).use(createI18n({ legacy: false, locale, messages: { en, fr } })).provide(SERVICES, { db, pipeline: { retry } as unknown as Services['pipeline'] } as Services);
  mounted = app;
  app.mount(document.body.appendChild(document.createElement('div')));
  const button = (name: string) => vi.waitFor(() => {
    const found = [...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').trim() === name);
    if (!found) throw new Error(`no button “${name}”`);
    return found;
  });
  return { ids, retry, button, toasts: useToastStore() };
}

test('a reason is tried again for its own files alone', async () => {
  const { ids, retry, button } = await screen(['truncated', 'not-audio', 'truncated']);
  (await button('Retry these: The file ends too early.')).click();
  expect(retry).toHaveBeenCalledExactlyOnceWith([ids[0], ids[2]]);
});

test('what is ignored leaves the list, and comes back by Undo', async () => {
  const { button, toasts } = await screen(['truncated', 'truncated', 'not-audio']);
  (await button('Ignore these: The file ends too early.')).click();
  await vi.waitFor(() => expect(document.body.textContent).toContain('2 ignored files'));
  expect(document.body.textContent).not.toContain('The file ends too early.');
  await vi.waitFor(() => expect(toasts.toasts.at(-1)?.message).toBe('2 files ignored'));
  toasts.toasts.at(-1)?.action?.run();
  await button('Ignore these: The file ends too early.');
  expect(document.body.textContent).not.toContain('ignored files');
});

test.each([['en', 'The file ends too early.'], ['fr', fr.errors.truncated.reason]] as const)('in %s the reason is in words of the reader, and the technical detail is copied alone', async (locale, reason) => {
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const { button } = await screen(['truncated'], locale);
  await vi.waitFor(() => expect(document.body.textContent).toContain(reason));
  (await button(`${(locale === 'en' ? en : fr).activity.failures.copy}: 0 truncated.mp3`)).click();
  await vi.waitFor(() => expect(copied).toHaveBeenCalledWith(expect.stringContaining('byte 0')));
  expect(document.body.innerHTML).not.toContain('byte 0');
});

test('one ignored file is shown and listed again', async () => {
  const { button } = await screen(['truncated', 'not-audio']);
  (await button('Ignore: 1 not-audio.mp3')).click();
  (await button('Show')).click();
  (await button('List these again: The file holds no music.')).click();
  await button('Ignore: 1 not-audio.mp3');
});
