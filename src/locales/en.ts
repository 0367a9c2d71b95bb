// All English text, a file per part of the screen.
import about from './en/about';
import activity from './en/activity';
import boot from './en/boot';
import common from './en/common';
import errors from './en/errors';
import frame from './en/frame';
import home from './en/home';
import library from './en/library';
import player from './en/player';
import playlists from './en/playlists';
import settings from './en/settings';
import soundTags from './en/sound-tags';
import track from './en/track';

export default { ...about, ...activity, ...boot, ...common, ...errors, ...frame, ...home, ...library, ...player, ...playlists, ...settings, ...soundTags, ...track };
