// Which rows of equal height are on the screen: arithmetic alone, so that a list of 100,000 rows costs as much as one of ten.

export interface RowRange {
  readonly first: number;
  /** Past the last. */
  readonly end: number;
}

export interface Rows {
  readonly count: number;
  readonly rowPx: number;
  /** From the top of what scrolls to the first row. */
  readonly topPx: number;
}

export interface Viewport {
  readonly scrollPx: number;
  readonly heightPx: number;
}

/** @param overscan rows kept ready on either side; nothing is on a screen without height */
export function rowsOnScreen({ count, rowPx, topPx }: Rows, { scrollPx, heightPx }: Viewport, overscan: number): RowRange {
  if (heightPx <= 0) return { first: 0, end: 0 };
  const within = (row: number) => Math.min(count, Math.max(0, row));
  return {
    first: within(Math.floor((scrollPx - topPx) / rowPx) - overscan),
    end: within(Math.ceil((scrollPx + heightPx - topPx) / rowPx) + overscan),
  };
}

/** Where to scroll to, as little as it takes, for a row to be seen whole. */
export function scrollToShow(index: number, { rowPx, topPx }: Rows, { scrollPx, heightPx }: Viewport, cover: { readonly abovePx: number; readonly belowPx: number }): number {
  const startPx = topPx + index * rowPx;
  const leastPx = startPx + rowPx + cover.belowPx - heightPx;
  const mostPx = Math.max(0, startPx - cover.abovePx);
  return Math.min(mostPx, Math.max(leastPx, scrollPx));
}
