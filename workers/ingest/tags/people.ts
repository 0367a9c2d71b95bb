// Who did what, as tags say it.
import type { CreditedName, CreditRole } from '../../../src/domain/library/tag-details';
import type { RoleList } from './raw-tag';
import { valuesOf, type Source } from './sources';
import { textOf, textsOf } from './values';

const ROLES = [
  'conductor', 'orchestra', 'ensemble', 'lyricist', 'writer', 'arranger', 'remixer', 'producer', 'engineer', 'mixer', 'dj-mixer', 'director',
  'originalArtist', 'originalLyricist',
] as const satisfies readonly CreditRole[];

/** Words of ID3 involvement lists for roles of ours. */
const INVOLVED: Readonly<Record<string, CreditRole>> = {
  producer: 'producer', engineer: 'engineer', arranger: 'arranger', mix: 'mixer', mixer: 'mixer', 'dj-mix': 'dj-mixer', remixer: 'remixer',
  conductor: 'conductor', orchestra: 'orchestra', lyricist: 'lyricist', writer: 'writer', director: 'director', performer: 'performer',
};
const MOST_PEOPLE = 300;
/** `Jane Doe (lead vocals)`. */
const WITH_INSTRUMENT = /^(.+?)\s*\(([^()]+)\)$/u;

export function peopleOf(sources: readonly Source[]): CreditedName[] {
  const performers = textsOf(valuesOf(sources, 'performer')).map((text): CreditedName => {
    const [, name, as] = WITH_INSTRUMENT.exec(text) ?? [];
    return name && as ? { role: 'performer', name, as } : { role: 'performer', name: text };
  });
  const listed = ROLES.flatMap((role) => textsOf(valuesOf(sources, role)).map((name): CreditedName => ({ role, name })));
  const credits = [...listed, ...performers, ...roleLists(valuesOf(sources, 'performers'), true), ...roleLists(valuesOf(sources, 'involved'), false)];
  const once = new Map(credits.map((credit) => [JSON.stringify(credit), credit]));
  return [...once.values()].slice(0, MOST_PEOPLE);
}

function roleLists(lists: readonly unknown[], played: boolean): CreditedName[] {
  return lists.flatMap((list) => (typeof list === 'object' && list !== null && 'people' in list ? (list as RoleList).people : [])).flatMap(({ role, name: names }): CreditedName[] => {
    const [as, name] = [textOf(role), textOf(names)];
    if (name === null) return [];
    const known = played ? undefined : INVOLVED[as?.toLowerCase() ?? ''];
    if (known) return [{ role: known, name }];
    return [{ role: played ? 'performer' : 'involved', name, ...(as ? { as } : {}) }];
  });
}
