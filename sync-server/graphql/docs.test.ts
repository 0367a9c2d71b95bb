import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchema } from './schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eachStore } from '../store/testing/each-store';
import { graphServer, type GraphServer } from './testing/graph-server';
import { keyOf, seed } from './testing/seed';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/graphql.md'), 'utf8');
const blocks = (language: string) => [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] as string);
const QUERIES = blocks('graphql');

eachStore('docs/graphql.md', ({ store }) => {
  let server: GraphServer;
  let variables: Record<string, unknown>;
  beforeAll(async () => {
    server = await graphServer(store());
    await seed(store(), server.libraryId);
    const { data } = await server.ask<{ tracks: { nodes: { id: string }[] } }>(`{ tracks(filter: { contentKeys: ["${keyOf(1)}"] }) { nodes { id } } }`);
    variables = { trackId: data.tracks.nodes[0]?.id, ...(JSON.parse(blocks('json')[0] as string) as object) };
  });
  afterAll(() => server.close());

  it('has examples', () => expect(QUERIES).toHaveLength(6));

  it.each(QUERIES.filter((query) => !query.startsWith('subscription')).map((query) => [query.trim().split('\n', 1)[0], query]))('runs the example %s', async (_, query) => {
    const { status, data, errors } = await server.ask<Record<string, { nodes?: unknown[]; results?: { error: unknown }[]; length?: number }>>(query, variables);
    expect([status, errors]).toEqual([200, []]);
    const [answer] = Object.values(data);
    expect(answer?.nodes?.length ?? answer?.results?.length ?? answer?.length).toBeGreaterThan(0);
    for (const { error } of answer?.results ?? []) expect(error).toBeNull();
  });

  it('runs the example of the command line', async () => {
    const { query } = JSON.parse(/-d '(.*)'/.exec(PAGE)?.[1] ?? '') as { query: string };
    expect((await server.ask<{ tracks: { totalCount: number } }>(query)).data.tracks.totalCount).toBe(60);
  });
});

it('the subscription of docs/graphql.md is one that the server knows', () => {
  const [query] = QUERIES.filter((text) => text.startsWith('subscription'));
  const known = createSchema().getSubscriptionType()?.getFields() ?? {};
  expect(Object.keys(known)).toEqual(expect.arrayContaining(['libraryUpdated', 'progress', 'deviceChanged']));
  expect(query).toContain('libraryUpdated');
});
