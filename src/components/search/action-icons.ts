// Icons of the palette's actions.
import { CircleQuestionMark, Copy, FolderPlus, ListVideo, Monitor, Moon, Pause, Play, RefreshCw, Shuffle, Sun, CloudSync, type LucideIcon } from '@lucide/vue';
import type { PaletteAction } from '../../composables/use-palette';

export const ACTION_ICONS: Readonly<Record<PaletteAction['id'], LucideIcon>> = {
  addFolder: FolderPlus,
  rescan: RefreshCw,
  shuffleAll: Shuffle,
  pause: Pause,
  resume: Play,
  sync: CloudSync,
  duplicates: Copy,
  queue: ListVideo,
  light: Sun,
  dark: Moon,
  system: Monitor,
  shortcuts: CircleQuestionMark,
};
