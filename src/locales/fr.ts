// All French text, a file per part of the screen.
import about from './fr/about';
import activity from './fr/activity';
import albums from './fr/albums';
import backup from './fr/backup';
import boot from './fr/boot';
import common from './fr/common';
import corrections from './fr/corrections';
import cover from './fr/cover';
import edit from './fr/edit';
import elsewhere from './fr/elsewhere';
import errors from './fr/errors';
import folders from './fr/folders';
import frame from './fr/frame';
import history from './fr/history';
import home from './fr/home';
import library from './fr/library';
import patterns from './fr/patterns';
import player from './fr/player';
import playlists from './fr/playlists';
import server from './fr/server';
import settings from './fr/settings';
import sound from './fr/sound';
import soundLists from './fr/sound-lists';
import soundTags from './fr/sound-tags';
import speed from './fr/speed';
import sync from './fr/sync';
import track from './fr/track';

export default {
  ...about, ...activity, ...albums, ...backup, ...boot, ...common, ...corrections, ...cover, ...edit, ...elsewhere, ...errors, ...folders, ...frame, ...history, ...home, ...library, ...patterns, ...player, ...playlists,
  ...server, ...settings, ...sound, ...soundLists, ...soundTags, ...speed, ...sync, ...track,
};
