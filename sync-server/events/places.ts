// Numbers of events on this instance, and the SSE ids made of them. An id of another instance, or of an earlier start, has no place here.

export interface Places {
  /** Of the newest event. */
  current(): number;
  next(): number;
  idOf(place: number): string;
  /** Null for an id that this instance did not give. */
  placeOf(id: string): number | null;
}

export function createPlaces(instanceId: string): Places {
  let place = 0;
  return {
    current: () => place,
    next: () => ++place,
    idOf: (of) => `${instanceId}-${of}`,
    placeOf(id) {
      const [, instance, digits] = /^(\w+)-(\d{1,15})$/.exec(id) ?? [];
      const found = Number(digits);
      return instance === instanceId && found <= place ? found : null;
    },
  };
}
