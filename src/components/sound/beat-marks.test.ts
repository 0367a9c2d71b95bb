import { describe, expect, it } from 'vitest';
import { beatMarks } from './beat-marks';

/** 120 BPM for a minute, the first downbeat at the second beat. */
const beats = { timesS: Float32Array.from({ length: 120 }, (_, i) => i / 2), firstDownbeatS: 0.5 };

describe('beat marks', () => {
  it('marks each beat in view where there is room', () => {
    expect(beatMarks(beats, { fromS: 10, untilS: 12 }, 400)).toEqual({ beats: [0, 0.25, 0.5, 0.75], downbeat: null, lines: true, hidden: false });
    expect(beatMarks(beats, { fromS: 10, untilS: 20 }, 400)).toMatchObject({ lines: false, hidden: false });
  });

  it('marks the first downbeat alone where beats are too close, and says that there are more', () => {
    expect(beatMarks(beats, { fromS: 0, untilS: 60 }, 400)).toEqual({ beats: [], downbeat: 0.5 / 60, lines: false, hidden: true });
  });

  it('marks nothing where there is nothing', () => {
    expect(beatMarks({ timesS: new Float32Array(0), firstDownbeatS: null }, { fromS: 0, untilS: 60 }, 400)).toMatchObject({ beats: [], downbeat: null, hidden: false });
    expect(beatMarks(beats, { fromS: 0, untilS: 0 }, 400).beats).toEqual([]);
  });
});
