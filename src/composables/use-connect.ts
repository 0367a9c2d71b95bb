// Tying this device to a server: what is typed or scanned, and how it went.
import { computed, onMounted, reactive, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AppError } from '../domain/result';
import type { Sending } from '../domain/sync/connection';
import { useServices } from './services';
import { deviceWords, type BrowserSelf } from './device-name';
import { pairingOf, shownCode, type Pairing } from './pair-code';
import { useToasts } from './use-toasts';

/** Everything that makes the other devices useful; playing this device's files is asked for apart. */
const FIRST_SENDING: Sending = { facts: true, plays: true, covers: true, streaming: false };

export function useConnect() {
  const { sync } = useServices();
  const { t } = useI18n();
  const { show } = useToasts();
  // A device that is connected again goes on as what it was.
  const before = sync.state().connection;
  const form = reactive({ url: before?.url ?? '', code: '', deviceName: before?.deviceName ?? t('sync.device', { ...deviceWords(navigator as BrowserSelf) }) });
  const sending = reactive({ ...(before?.sending ?? FIRST_SENDING) });
  const busy = ref(false);
  const error = shallowRef<AppError | null>(null);
  const complete = computed(() => form.url.trim() !== '' && form.code.trim() !== '' && form.deviceName.trim() !== '');

  /** A page that a server of ours handed out is most likely to belong to it. */
  async function findServer(): Promise<void> {
    const url = new URL('./', document.baseURI).href;
    if (form.url === '' && (await answersAsServer(url)) && form.url === '') form.url = url;
  }

  /** @returns whether the code belongs to another address than this page's */
  function take(pairing: Pairing): boolean {
    form.code = shownCode(pairing.code);
    if (pairing.url) form.url = pairing.url;
    error.value = null;
    return pairing.url !== null && new URL(pairing.url).origin !== location.origin;
  }

  /** A whole link pasted into the code field is taken apart. */
  function takeTyped(): void {
    const pairing = /^https?:/i.test(form.code.trim()) ? pairingOf(form.code) : null;
    if (pairing) take(pairing);
  }

  /** @returns whether the device is connected now */
  async function connect(): Promise<boolean> {
    if (busy.value || !complete.value) return false;
    busy.value = true;
    error.value = null;
    const paired = await sync.pair(form.url.trim(), form.code.trim(), form.deviceName.trim(), { ...sending });
    busy.value = false;
    if (!paired.ok) error.value = paired.error;
    else show(t('sync.connect.done', { name: sync.state().connection?.libraryName ?? '' }));
    return paired.ok;
  }

  onMounted(() => void findServer());
  return { form, sending, busy, error, complete, take, takeTyped, connect };
}

async function answersAsServer(url: string): Promise<boolean> {
  const answer = await fetch(new URL('api/health', url), { headers: { accept: 'application/json' } }).catch(() => null);
  return answer?.ok === true && (answer.headers.get('content-type') ?? '').includes('json');
}
