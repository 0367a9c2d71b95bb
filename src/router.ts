// The places of the app. Hash addresses, so that any static host can serve it.
import { createRouter, createWebHashHistory } from 'vue-router';

export function createAppRouter() {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', name: 'home', component: () => import('./pages/HomePage.vue') },
      { path: '/tracks', name: 'tracks', component: () => import('./pages/TracksPage.vue') },
      { path: '/albums', name: 'albums', component: () => import('./pages/AlbumsPage.vue') },
      { path: '/album/:key', name: 'album', component: () => import('./pages/AlbumPage.vue') },
      { path: '/artists', name: 'artists', component: () => import('./pages/ArtistsPage.vue') },
      { path: '/artist/:key', name: 'artist', component: () => import('./pages/ArtistPage.vue') },
      { path: '/genres', name: 'genres', component: () => import('./pages/GenresPage.vue') },
      { path: '/genre/:key', name: 'genre', component: () => import('./pages/GenrePage.vue') },
      { path: '/folders/:rootId?/:path(.*)?', name: 'folders', component: () => import('./pages/FoldersPage.vue') },
      { path: '/missing', name: 'missing', component: () => import('./pages/MissingPage.vue') },
      { path: '/track/:id', name: 'track', component: () => import('./pages/TrackPage.vue') },
      { path: '/playlists', name: 'playlists', component: () => import('./pages/PlaylistsPage.vue') },
      { path: '/playlist/:id', name: 'playlist', component: () => import('./pages/PlaylistPage.vue') },
      { path: '/playlist-file/:rootId/:path(.*)', name: 'playlist-file', component: () => import('./pages/PlaylistFilePage.vue') },
      { path: '/duplicates', name: 'duplicates', component: () => import('./pages/DuplicatesPage.vue') },
      { path: '/activity', name: 'activity', component: () => import('./pages/ActivityPage.vue') },
      { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
      { path: '/server', name: 'server', component: () => import('./pages/ServerPage.vue') },
      { path: '/about', name: 'about', component: () => import('./pages/AboutPage.vue') },
      { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue') },
    ],
  });
}
