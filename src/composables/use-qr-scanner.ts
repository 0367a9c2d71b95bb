// The camera, looking for a QR code: frames are decoded on this device and go nowhere.
import { onScopeDispose, ref, type ShallowRef } from 'vue';

export type ScannerProblem = 'denied' | 'none' | 'insecure' | 'failed';
/** Often enough to feel immediate, seldom enough to leave the phone cool. */
const EVERY_MS = 150;
/** Longest side of a frame that is looked at: a code that fills a third of it still has 6 pixels a module. */
const FRAME_PX = 720;

/** @param onText gets every text that is read; answers whether it was the one */
export function useQrScanner(video: Readonly<ShallowRef<HTMLVideoElement | null>>, onText: (text: string) => boolean) {
  const state = ref<'off' | 'starting' | 'looking'>('off');
  const problem = ref<ScannerProblem | null>(null);
  let stream: MediaStream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function start(): Promise<void> {
    const mine = ++turn;
    problem.value = null;
    state.value = 'starting';
    try {
      if (!navigator.mediaDevices) throw new DOMException('', 'SecurityError');
      // The decoder is loaded with the first scan alone.
      const [{ decodeQR }, opened] = await Promise.all([
        import('qr/decode.js'),
        navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false }),
      ]);
      if (mine !== turn || !video.value) return end(opened);
      stream = opened;
      video.value.srcObject = opened;
      await video.value.play();
      state.value = 'looking';
      look(mine, decodeQR);
    } catch (thrown) {
      if (mine !== turn) return;
      stop();
      problem.value = problemOf(thrown);
    }
  }

  function look(mine: number, decode: (image: ImageData) => string): void {
    if (mine !== turn || !video.value) return;
    const text = textIn(video.value, decode);
    if (text !== null && onText(text)) return stop();
    timer = setTimeout(() => look(mine, decode), EVERY_MS);
  }

  function stop(): void {
    turn++;
    clearTimeout(timer);
    if (stream) end(stream);
    stream = null;
    state.value = 'off';
  }

  onScopeDispose(stop);
  return { state, problem, start, stop };
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Most frames hold no code: that is no error. */
function textIn(video: HTMLVideoElement, decode: (image: ImageData) => string): string | null {
  const scale = Math.min(1, FRAME_PX / Math.max(video.videoWidth, video.videoHeight, 1));
  const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  const context = width > 0 ? new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true }) : null;
  if (!context) return null;
  context.drawImage(video, 0, 0, width, height);
  try {
    return decode(context.getImageData(0, 0, width, height));
  } catch {
    return null;
  }
}

function problemOf(thrown: unknown): ScannerProblem {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'SecurityError' ? 'insecure' : 'failed';
}
