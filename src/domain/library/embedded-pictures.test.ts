import { expect, test } from 'vitest';
import { embeddedPictures } from './embedded-pictures';

const picture = (type: string | undefined, bytes = 10) => ({ ...(type !== undefined && { type }), data: { length: bytes } });
const order = (...pictures: ReturnType<typeof picture>[]) => embeddedPictures(pictures).map(({ type = 'none', data }) => `${type} ${data.length}`);

test('the front cover comes first, whatever lies before it and however large', () => {
  expect(order(picture('Cover (back)', 900), picture('Other', 800), picture('Cover (front)', 5))[0]).toBe('Cover (front) 5');
});

test('without a front any other picture serves, in the order of what they show', () => {
  const types = ["32x32 pixels 'file icon' (PNG only)", 'Band/artist logotype', 'A bright coloured fish', 'Artist/performer', 'Illustration', 'Cover (back)', 'Leaflet page', 'Media (e.g. label side of CD)', 'Other'];
  expect(order(...types.map((type) => picture(type)))).toEqual(types.toReversed().map((type) => `${type} 10`));
});

test('a picture without a type counts as other, and of one type the largest is taken', () => {
  expect(order(picture('Cover (back)'), picture(undefined, 3), picture('Other', 7))).toEqual(['Other 7', 'none 3', 'Cover (back) 10']);
});

test('an empty picture is none, and a file icon serves only where there is nothing else', () => {
  expect(order(picture('Cover (front)', 0), picture('Other file icon'))).toEqual(['Other file icon 10']);
});
