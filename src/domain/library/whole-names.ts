// Names that are never cut, whatever they hold: those that come with the app, and those that a person adds.
import { choiceOf, type ChoiceChange, type ChoiceRow } from '../sync/choice';
import { normaliseName } from './normalise';

/** Artists whose names hold what else stands between two artists. `AC/DC` is here for `AC / DC`. */
const BUILT_IN: readonly string[] = [
  'AC/DC', 'Kairon; IRSE!', 'Sleeping with Sirens', 'MAN WITH A MISSION', 'My Life with the Thrill Kill Kult', 'Walking with Strangers',
  'Earth, Wind & Fire', 'Tyler, the Creator', 'Crosby, Stills & Nash', 'Crosby, Stills, Nash & Young', 'Emerson, Lake & Palmer', 'Blood, Sweat & Tears',
  'Peter, Paul and Mary', 'Simon & Garfunkel', 'Nick Cave and the Bad Seeds', 'Nick Cave & the Bad Seeds',
];

export interface WholeName {
  readonly name: string;
  readonly builtIn: boolean;
}

/** What two ways to write one name share, and the id of the choice. Spaces do not count: `AC / DC` is `AC/DC`. */
export function wholeNameKey(name: string): string {
  return normaliseName(name).replaceAll(' ', '');
}

/** The names that stay whole now, by key: a person adds names and takes away those that come with the app. */
export function wholeNamesOf(rows: readonly ChoiceRow[]): ReadonlyMap<string, WholeName> {
  const names = new Map(BUILT_IN.map((name): [string, WholeName] => [wholeNameKey(name), { name, builtIn: true }]));
  for (const row of rows) {
    const name = choiceOf(row, 'name');
    if (choiceOf(row, 'removed') === true) names.delete(row.id);
    else if (!names.has(row.id) && typeof name === 'string' && name.trim() !== '') names.set(row.id, { name, builtIn: false });
  }
  return names;
}

/** What a person changes by keeping a name whole. */
export function keepWhole(name: string): ChoiceChange[] {
  const id = wholeNameKey(name);
  return [{ kind: 'wholeName', id, field: 'name', value: name.trim() }, { kind: 'wholeName', id, field: 'removed', value: false }];
}

/** What a person changes by no longer keeping a name whole. */
export function letCut(name: string): ChoiceChange[] {
  return [{ kind: 'wholeName', id: wholeNameKey(name), field: 'removed', value: true }];
}
