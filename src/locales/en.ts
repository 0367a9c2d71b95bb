// All English text, a file per part of the screen.
import about from './en/about';
import activity from './en/activity';
import albums from './en/albums';
import backup from './en/backup';
import boot from './en/boot';
import common from './en/common';
import corrections from './en/corrections';
import cover from './en/cover';
import edit from './en/edit';
import elsewhere from './en/elsewhere';
import errors from './en/errors';
import folders from './en/folders';
import frame from './en/frame';
import history from './en/history';
import home from './en/home';
import library from './en/library';
import patterns from './en/patterns';
import player from './en/player';
import playlists from './en/playlists';
import server from './en/server';
import settings from './en/settings';
import sound from './en/sound';
import soundLists from './en/sound-lists';
import soundTags from './en/sound-tags';
import speed from './en/speed';
import sync from './en/sync';
import track from './en/track';

export default {
  ...about, ...activity, ...albums, ...backup, ...boot, ...common, ...corrections, ...cover, ...edit, ...elsewhere, ...errors, ...folders, ...frame, ...history, ...home, ...library, ...patterns, ...player, ...playlists,
  ...server, ...settings, ...sound, ...soundLists, ...soundTags, ...speed, ...sync, ...track,
};
