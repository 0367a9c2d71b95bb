// Passes bytes on and fails unless there are exactly as many as were announced: the answer's headers are already out.
import { Transform } from 'node:stream';

export function exactLength(bytes: number): Transform {
  let left = bytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(new Error('More bytes than announced'));
      else done(null, chunk);
    },
    flush(done) {
      done(left === 0 ? null : new Error('Fewer bytes than announced'));
    },
  });
}
