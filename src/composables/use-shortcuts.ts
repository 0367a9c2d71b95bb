// The keys of the window. A key that something in focus uses itself is left to it.
import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import { shortcutOf, type Shortcut } from '../domain/playback/shortcuts';
import { usePlayerStore } from '../stores/mirrors';
import { useServices } from './services';
import { usePanel } from './use-panel';
import { useTrackChoices } from './use-track-choices';

const PATH = { home: '/', tracks: '/tracks', albums: '/albums', artists: '/artists', genres: '/genres', playlists: '/playlists', folders: '/folders' } as const;
const WRITES = 'input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select, [contenteditable=true]';
const TAKES_SPACE = 'button, a, summary, input, [role=button], [role=menuitem], [role=menuitemcheckbox], [role=option], [role=tab], [role=switch], [role=checkbox]';
const TAKES_ARROWS = '[role=slider], [role=menu], [role=listbox], [role=tablist], [role=radiogroup], [role=separator], input, select';
const AFTER_GO_MS = 1500;

export interface ShortcutHandlers {
  readonly help: () => void;
  readonly palette: () => void;
  readonly search: () => void;
}

export function useShortcuts(handlers: ShortcutHandlers): void {
  const { player } = useServices();
  const store = usePlayerStore();
  const router = useRouter();
  const { togglePanel } = usePanel();
  const { toggleLove, rate } = useTrackChoices();
  let goAtMs = -Infinity;

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const afterGo = event.timeStamp - goAtMs < AFTER_GO_MS;
    const shortcut = shortcutOf({ key: event.key, shift: event.shiftKey, command: event.ctrlKey || event.metaKey, alt: event.altKey }, afterGo);
    if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) goAtMs = -Infinity;
    if (!shortcut || isTaken(event, shortcut)) return;
    event.preventDefault();
    if (shortcut.do === 'go') goAtMs = event.timeStamp;
    else act(shortcut);
  }

  function act(shortcut: Shortcut): void {
    const { current, positionS, muted } = store.state;
    switch (shortcut.do) {
      case 'toggle': return player.toggle();
      case 'next': return player.next();
      case 'previous': return player.previous();
      case 'seek': return player.seek(Math.max(0, positionS + shortcut.byS));
      case 'mute': return player.setMuted(!muted);
      case 'love': return void (current && toggleLove(current));
      case 'rate': return void (current && rate(current, shortcut.halfStars));
      case 'queue': return togglePanel('queue');
      case 'place': return void router.push(PATH[shortcut.place]);
      case 'help': return handlers.help();
      case 'palette': return handlers.palette();
      case 'search': return handlers.search();
      case 'go': return;
    }
  }

  window.addEventListener('keydown', onKey);
  onScopeDispose(() => window.removeEventListener('keydown', onKey));
}

function isTaken(event: KeyboardEvent, shortcut: Shortcut): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (shortcut.do === 'palette') return false;
  // A dialog or menu has the floor: only the player's own keys may reach past the Now playing screen.
  if (!target || target.closest(WRITES) || target.closest('[role=menu]')) return true;
  if (target.closest('[role=dialog]') && !['toggle', 'seek', 'next', 'previous', 'mute', 'love', 'rate'].includes(shortcut.do)) return true;
  if (event.key === ' ') return target.closest(TAKES_SPACE) !== null;
  return event.key.startsWith('Arrow') && target.closest(TAKES_ARROWS) !== null;
}
