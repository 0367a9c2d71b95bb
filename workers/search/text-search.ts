// Free text over title, artist, album and genre: every term must be found in one of them.
import { queryTerms } from '../../src/domain/query/fold';
import type { TrackColumns } from './columns';
import { NameIndex } from './name-index';

const BOOSTS = { title: 3, artist: 2, albumArtist: 1.5, album: 1.5, genre: 1 };
const TEXT_TABLES = ['title', 'artist', 'album', 'genre'] as const;

export class TextSearch {
  private readonly indexes: { readonly [T in (typeof TEXT_TABLES)[number]]: NameIndex };

  constructor(private readonly columns: TrackColumns) {
    const { title, artist, album, genre } = columns.tables;
    this.indexes = { title: new NameIndex(title), artist: new NameIndex(artist), album: new NameIndex(album), genre: new NameIndex(genre) };
  }

  get caughtUp(): boolean {
    return TEXT_TABLES.every((table) => this.indexes[table].caughtUp);
  }

  /** Indexes up to `limit` more names. */
  advance(limit: number): void {
    let left = limit;
    for (const table of TEXT_TABLES) left -= this.indexes[table].advance(left);
  }

  /** The relevance of each slot, 0 where the text is not found; null when the text is empty. */
  relevance(text: string): Float32Array | null {
    const terms = queryTerms(text);
    if (terms.length === 0) return null;
    const total = new Float32Array(this.columns.count).fill(1);
    for (const term of terms) this.addTerm(term, total);
    return total;
  }

  private addTerm(term: string, total: Float32Array): void {
    const { arrays } = this.columns;
    const title = this.indexes.title.scores(term);
    const artist = this.indexes.artist.scores(term);
    const album = this.indexes.album.scores(term);
    const genres = this.genreListScores(term);
    for (let slot = 0; slot < total.length; slot++) {
      if (total[slot] === 0) continue;
      const best = Math.max(
        (title[arrays.title[slot] as number] ?? 0) * BOOSTS.title,
        (artist[arrays.artist[slot] as number] ?? 0) * BOOSTS.artist,
        (artist[arrays.albumArtist[slot] as number] ?? 0) * BOOSTS.albumArtist,
        (album[arrays.album[slot] as number] ?? 0) * BOOSTS.album,
        (genres[arrays.genres[slot] as number] ?? 0) * BOOSTS.genre,
      );
      total[slot] = best === 0 ? 0 : (total[slot] as number) + best;
    }
  }

  /** A list of genres answers as well as its best one. */
  private genreListScores(term: string): Float32Array {
    const scores = this.indexes.genre.scores(term);
    const lists = new Float32Array(this.columns.tables.genreList.size);
    return lists.map((_, list) => Math.max(0, ...this.columns.genresOf(list).map((genre) => scores[genre] ?? 0)));
  }
}
