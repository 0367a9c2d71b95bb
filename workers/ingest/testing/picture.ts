// Pictures for tests, distinct by their colours.

/** A PNG: the colour, with a black stripe, for a picture of one colour is no cover. */
export async function picture(colour: string, px = 200): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(px, px);
  const target = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  target.fillStyle = colour;
  target.fillRect(0, 0, px, px);
  target.fillStyle = 'black';
  target.fillRect(0, 0, px, px / 10);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}
