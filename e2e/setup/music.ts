// Before all journeys: the test music.
import { ensureFixtures } from '../fixtures/generated';

export default function makeMusic(): void {
  ensureFixtures();
}
