import { describe, expect, it } from 'vitest';
import { seekByKey } from './seek-keys';

describe('seeking by key', () => {
  it('steps by five seconds and stays inside the track', () => {
    expect(seekByKey('ArrowRight', 10, 60)).toBe(15);
    expect(seekByKey('ArrowLeft', 3, 60)).toBe(0);
    expect(seekByKey('End', 3, 60)).toBe(60);
  });

  it('leaves other keys alone', () => {
    expect(seekByKey('a', 3, 60)).toBeNull();
  });
});
