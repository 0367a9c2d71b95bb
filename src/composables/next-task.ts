// A break in long work on the screen: clicks, keys and frames that wait come first.

/** A timer rather than a frame: frames stop while the page is hidden. */
export const nextTask = (): Promise<void> => new Promise((resolve) => {
  setTimeout(resolve);
});
