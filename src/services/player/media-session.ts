// The system's media controls: what they show, and what their keys do.
import type { CoverHash } from '../../domain/library/ids';
import type { TrackView } from '../../domain/library/track-view';
import type { Player, PlayerState } from './player';

const SEEK_STEP_S = 10;
/** A position that moved more than this between two reports has jumped. */
const JUMP_S = 2;

export interface MediaSessionDeps {
  readonly session: MediaSession;
  readonly coverOf: (coverHash: CoverHash) => Promise<Blob | null>;
}

export function bindMediaSession(player: Player, { session, coverOf }: MediaSessionDeps): void {
  bindActions(player, session);
  const show = metadataShower(session, coverOf);
  let last: PlayerState | null = null;
  player.subscribe((state) => {
    if (state.current?.trackId !== last?.current?.trackId || state.current?.coverHash !== last?.current?.coverHash) void show(state.current);
    if (state.status !== last?.status) session.playbackState = playbackState(state);
    if (!last || positionIsNews(state, last)) setPosition(session, state);
    last = state;
  });
}

function bindActions(player: Player, session: MediaSession): void {
  const by = (deltaS: number) => {
    const { positionS, durationS } = player.state();
    player.seek(Math.min(Math.max(0, positionS + deltaS), durationS));
  };
  session.setActionHandler('play', () => player.play());
  session.setActionHandler('pause', () => player.pause());
  session.setActionHandler('stop', () => player.pause());
  session.setActionHandler('nexttrack', () => player.next());
  session.setActionHandler('previoustrack', () => player.previous());
  session.setActionHandler('seekforward', (details) => by(details.seekOffset ?? SEEK_STEP_S));
  session.setActionHandler('seekbackward', (details) => by(-(details.seekOffset ?? SEEK_STEP_S)));
  session.setActionHandler('seekto', (details) => {
    if (details.seekTime !== undefined) player.seek(details.seekTime);
  });
}

/** Shows the text at once and the cover when it is there; a cover that comes too late for its track is dropped. */
function metadataShower(session: MediaSession, coverOf: MediaSessionDeps['coverOf']) {
  let url: string | null = null;
  let shown: TrackView | null = null;
  return async (track: TrackView | null): Promise<void> => {
    shown = track;
    if (url) URL.revokeObjectURL(url);
    url = null;
    session.metadata = track && metadataOf(track, []);
    const cover = track?.coverHash ? await coverOf(track.coverHash) : null;
    if (!cover || !track || shown !== track) return;
    url = URL.createObjectURL(cover);
    session.metadata = metadataOf(track, [{ src: url, type: cover.type }]);
  };
}

function metadataOf(track: TrackView, artwork: MediaImage[]): MediaMetadata {
  return new MediaMetadata({ title: track.title, artist: track.artist ?? '', album: track.album ?? '', artwork });
}

function playbackState({ status, current }: PlayerState): MediaSessionPlaybackState {
  if (!current) return 'none';
  return status === 'playing' || status === 'loading' ? 'playing' : 'paused';
}

function positionIsNews(state: PlayerState, last: PlayerState): boolean {
  return state.status !== last.status || state.durationS !== last.durationS || Math.abs(state.positionS - last.positionS) > JUMP_S;
}

function setPosition(session: MediaSession, { durationS, positionS }: PlayerState): void {
  if (durationS <= 0) session.setPositionState();
  else session.setPositionState({ duration: durationS, position: Math.min(positionS, durationS), playbackRate: 1 });
}
