// Which of the pictures inside a file stands for it.

/** As a tag describes it; the type in the words of ID3v2 (APIC), or absent where the format has none. */
export interface EmbeddedPicture {
  readonly type?: string;
  readonly data: { readonly length: number };
}

/** Kinds of pictures by what they show, the best first. A kind that none of these names stands before the last two. */
const KINDS = [/front/iu, /^(?:other)?$/iu, /media/iu, /leaflet|booklet/iu, /back/iu, /illustration/iu, /artist|band|performer|composer|conductor/iu];
const LOGOS = /logo/iu;
const ICONS = /icon/iu;

/** Those that can be looked at, the best first: by what they show, then the largest. File icons stand last. */
export function embeddedPictures<P extends EmbeddedPicture>(pictures: readonly P[]): P[] {
  return pictures.filter((picture) => picture.data.length > 0).sort((a, b) => rankOf(a) - rankOf(b) || b.data.length - a.data.length);
}

function rankOf({ type = '' }: EmbeddedPicture): number {
  if (ICONS.test(type)) return KINDS.length + 2;
  if (LOGOS.test(type)) return KINDS.length + 1;
  const kind = KINDS.findIndex((each) => each.test(type));
  return kind < 0 ? KINDS.length : kind;
}
