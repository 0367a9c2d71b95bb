// The places of the navigation, in order, with their icons.
import { Activity, CircleHelp, Disc3, Folder, House, ListMusic, Music2, Settings, Tag, UsersRound, type LucideIcon } from '@lucide/vue';

export interface NavPlace {
  readonly name: 'home' | 'tracks' | 'albums' | 'artists' | 'genres' | 'folders' | 'playlists' | 'activity' | 'settings' | 'about';
  readonly to: string;
  readonly icon: LucideIcon;
  /** Pages below the place keep it marked. */
  readonly routes: readonly string[];
}

export const MAIN_PLACES: readonly NavPlace[] = [
  { name: 'home', to: '/', icon: House, routes: ['home'] },
  { name: 'tracks', to: '/tracks', icon: Music2, routes: ['tracks', 'track'] },
  { name: 'albums', to: '/albums', icon: Disc3, routes: ['albums', 'album', 'duplicates'] },
  { name: 'artists', to: '/artists', icon: UsersRound, routes: ['artists', 'artist'] },
  { name: 'genres', to: '/genres', icon: Tag, routes: ['genres', 'genre'] },
  { name: 'folders', to: '/folders', icon: Folder, routes: ['folders', 'missing'] },
  { name: 'playlists', to: '/playlists', icon: ListMusic, routes: ['playlists', 'playlist', 'playlist-file'] },
];

export const LATER_PLACES: readonly NavPlace[] = [
  { name: 'activity', to: '/activity', icon: Activity, routes: ['activity'] },
  { name: 'settings', to: '/settings', icon: Settings, routes: ['settings'] },
];

export const ABOUT_PLACE: NavPlace = { name: 'about', to: '/about', icon: CircleHelp, routes: ['about'] };
