// What a trial of the networks on a graphics card came to.
export type GpuVerdict = 'faster' | 'slower' | 'different' | 'failed';
