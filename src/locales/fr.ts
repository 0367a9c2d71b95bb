// All French text, a file per part of the screen.
import about from './fr/about';
import activity from './fr/activity';
import boot from './fr/boot';
import common from './fr/common';
import errors from './fr/errors';
import frame from './fr/frame';
import home from './fr/home';
import library from './fr/library';
import player from './fr/player';
import playlists from './fr/playlists';
import settings from './fr/settings';
import soundTags from './fr/sound-tags';
import track from './fr/track';

export default { ...about, ...activity, ...boot, ...common, ...errors, ...frame, ...home, ...library, ...player, ...playlists, ...settings, ...soundTags, ...track };
