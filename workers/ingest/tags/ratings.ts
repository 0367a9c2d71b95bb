// Ratings and play counts in the scales of the programs that wrote them, as half stars and numbers.
import type { TaggedPlayCount, TaggedRating } from '../../../src/domain/library/tag-details';
import type { Popularimeter } from './raw-tag';
import { realOf, textOf } from './values';

/** A value with the id of the tag it stands in. */
export interface Named {
  readonly id: string;
  readonly value: unknown;
}

/** POPM steps of Windows Media Player, with the half stars that MusicBee and MediaMonkey put between; the nearest counts. */
const POPM_STEPS: readonly (readonly [number, number])[] = [
  [13, 1], [1, 2], [54, 3], [64, 4], [118, 5], [128, 6], [186, 7], [196, 8], [242, 9], [255, 10],
];
/** These spread stars evenly over 0–255. */
const EVEN_POPM = /quodlibet|traktor|banshee/iu;
/** Windows Media Player in WMA: one to five stars. */
const SHARED_STEPS: readonly (readonly [number, number])[] = [[1, 2], [25, 4], [50, 6], [75, 8], [99, 10]];

export function ratingsOf(values: readonly unknown[]): TaggedRating[] {
  return (values as Named[]).flatMap(({ id, value }) => {
    const owner = isPopularimeter(value) ? textOf(value.email) : null;
    const halfStars = halfStarsOf(id, value);
    return halfStars === null ? [] : [{ halfStars, source: owner ? `${id} ${owner}` : id.replace(/^TXXX?:|^----:[^:]*:/u, '') }];
  });
}

function halfStarsOf(id: string, value: unknown): number | null {
  if (isPopularimeter(value)) return value.rating === 0 ? null : fromPopm(value.rating, value.email);
  const text = textOf(value);
  if (text === null) return null;
  if (/POPULARIMETER/iu.test(id)) {
    const [email = '', rating = ''] = text.split('|');
    return Number(rating) > 0 ? fromPopm(Number(rating), email) : null;
  }
  const number = realOf(text);
  if (number === null || number < 0) return null;
  if (/SharedUserRating/iu.test(id)) return number === 0 ? null : nearest(SHARED_STEPS, number);
  if (/FMPS|^RATING:.*@/iu.test(id)) return whole(number * 10);
  return fromPlain(number, text);
}

/** `RATING` has no one scale: 0–1, 0–5 stars, 0–10, per cent and 0–255 are all in use. */
function fromPlain(number: number, text: string): number | null {
  if (number <= 1 && /[.,]/u.test(text)) return whole(number * 10);
  if (number <= 5) return whole(number * 2);
  if (number <= 10) return whole(number);
  if (number <= 100) return whole(number / 10);
  return number <= 255 ? nearest(POPM_STEPS, number) : null;
}

function fromPopm(rating: number, email: string): number {
  return EVEN_POPM.test(email) ? Math.max(1, whole((rating / 255) * 10)) : nearest(POPM_STEPS, rating);
}

function nearest(steps: readonly (readonly [number, number])[], value: number): number {
  return steps.toSorted(([a], [b]) => Math.abs(a - value) - Math.abs(b - value))[0]?.[1] ?? 0;
}

function whole(halfStars: number): number {
  return Math.min(10, Math.max(0, Math.round(halfStars)));
}

/** @param ratings POPM holds a counter too */
export function playCountsOf(values: readonly unknown[], ratings: readonly unknown[]): TaggedPlayCount[] {
  const counters = (values as Named[]).map(({ id, value }) => ({ count: realOf(value), source: id.replace(/^TXXX?:|^----:[^:]*:/u, '') }));
  const popm = (ratings as Named[]).map(({ id, value }) => ({ count: isPopularimeter(value) ? (value.counter ?? null) : null, source: id }));
  return [...counters, ...popm].flatMap(({ count, source }) => (count !== null && count > 0 ? [{ count: Math.min(Math.round(count), Number.MAX_SAFE_INTEGER), source }] : []));
}

function isPopularimeter(value: unknown): value is Popularimeter {
  return typeof value === 'object' && value !== null && 'email' in value;
}
