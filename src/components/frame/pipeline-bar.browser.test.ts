import { createPinia } from 'pinia';
import { TooltipProvider } from 'reka-ui';
import { afterEach, expect, test } from 'vitest';
import { createApp, h, nextTick, type App } from 'vue';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { SERVICES, type Services } from '../../composables/services';
import type { Brake } from '../../domain/work/pace';
import en from '../../locales/en';
import fr from '../../locales/fr';
import { channel } from '../../services/listenable';
import { INITIAL_PIPELINE, type Pipeline, type PipelineState } from '../../services/pipeline/pipeline';
import { usePipelineStore } from '../../stores/mirrors';
import PipelineBar from './PipelineBar.vue';

const HALF_DONE: Partial<PipelineState> = {
  phase: 'running', counts: { ...INITIAL_PIPELINE.counts, found: 100, parsed: 100, analysed: 40, embedded: 40 }, waiting: 60, filesPerSecond: 2, etaS: 30,
  pace: { ...INITIAL_PIPELINE.pace, workers: 2 },
};
const heldBack = (brake: Brake): Partial<PipelineState> => ({ ...HALF_DONE, pace: { ...INITIAL_PIPELINE.pace, workers: 0, brakes: [brake] } });

let mounted: App | undefined;
afterEach(() => {
  mounted?.unmount();
  document.body.replaceChildren();
});

/** The bar over a pipeline in this state; what its button does is noted. */
async function bar(state: Partial<PipelineState>, locale: 'en' | 'fr' = 'en') {
  const pinia = createPinia();
  const calls: string[] = [];
  const pipeline = {
    ...channel<PipelineState>({ ...INITIAL_PIPELINE, ...state }),
    pause: () => calls.push('pause'), resume: () => calls.push('resume'),
  } as unknown as Pipeline;
  usePipelineStore(pinia).follow(pipeline);
  const routes = ['/', '/activity'].map((path) => ({ path, component: { render: () => null } }));
  mounted = createApp({ render: () => h(TooltipProvider, () => h(PipelineBar)) });
  mounted.use(pinia).use(createRouter({ history: createMemoryHistory(), routes }))
    .use(createI18n({ legacy: false, locale, messages: { en, fr } })).provide(SERVICES, { pipeline } as Services);
  mounted.mount(document.body.appendChild(document.createElement('div')));
  await nextTick();
  const button = document.querySelector('button');
  return { text: document.querySelector('a')?.textContent, spoken: document.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext'), press: () => button?.click(), calls };
}

test('work that goes on says how fast and how long', async () => {
  const { text, press, calls } = await bar(HALF_DONE);
  expect(text).toBe('40 of 100 analysed · 2.0 files a second · about 30 sec left');
  press();
  expect(calls).toEqual(['pause']);
});

test.each([
  ['a device on its battery', heldBack('charger'), 'waits for power', 'en attente du secteur'],
  ['music that stuttered', heldBack('music'), 'gives way to the music', 'cède la place à la musique'],
  ['a pause', { ...HALF_DONE, phase: 'paused' } as const, 'paused', 'en pause'],
  ['a stop', { ...HALF_DONE, phase: 'idle' } as const, 'stopped', 'arrêté'],
])('work that waits for the end of %s says so, with no rate and no time', async (_why, state, english, french) => {
  const shown = await bar(state);
  expect([shown.text, shown.spoken]).toEqual([`40 of 100 analysed · ${english}`, `40 of 100 analysed, ${english}`]);
  mounted?.unmount();
  expect((await bar(state, 'fr')).text).toBe(`40 sur 100 analysés · ${french}`);
});

test.each(['paused', 'idle'] as const)('what is %s with files left goes on by its button', async (phase) => {
  const { press, calls } = await bar({ ...HALF_DONE, phase });
  press();
  expect(calls).toEqual(['resume']);
});
