// What settling found of an album goes to a person's other devices, which do not hold the files beside it.
import { expect, it } from 'vitest';
import { artistKeyOf } from '../domain/library/keys';
import { settleCredits } from './credits';
import { desktopAndLaptop } from './testing/desktop-and-laptop';
import { file } from './testing/device';
import { trackViews } from './tracks';

const devices = desktopAndLaptop();

it('an album settled as one of Various Artists is so there too, with its discs and title', async () => {
  const { desktop, laptop, meet } = devices();
  const various = artistKeyOf('Various Artists', []);
  await desktop.addFiles([file(1, { albumArtistKey: various, settledAlbum: { album: 'Hits', albumArtist: 'Various Artists', discNo: 2 } })]);
  await meet(desktop, laptop);
  await settleCredits(laptop.db);
  const [view] = await trackViews(laptop.db, (await laptop.rows()).map(({ trackId }) => trackId));
  expect(view).toMatchObject({ album: 'Hits', albumArtist: 'Various Artists', albumArtistKey: various, discNo: 2, artist: 'Somebody', elsewhere: true });
  expect(view?.albumCredit).toEqual([{ name: 'Various Artists', joinPhrase: '', artistKey: various }]);
});
