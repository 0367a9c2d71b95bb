// Where the tags of a recording went when its file was tagged anew: what was edited under the old album holds under the new one.
import type { ContentKey } from '../library/ids';

/** Albums as the subjects of `tags` name them. */
export interface TagAlias {
  readonly contentKey: ContentKey;
  readonly from: string;
  readonly to: string;
}

/** An album, and all from which a chain of aliases of one recording leads to it, itself first. Circles, of tags that went and came back, do no harm. */
export function leadingTo(album: string, aliases: readonly Pick<TagAlias, 'from' | 'to'>[]): string[] {
  const found = [album];
  for (const each of found) {
    for (const { from, to } of aliases) if (to === each && !found.includes(from)) found.push(from);
  }
  return found;
}

/** Names the edge itself: what went to several albums did so each time. */
export function aliasSubject({ contentKey, from, to }: TagAlias): string {
  return `${contentKey}/${from}/${to}`;
}
