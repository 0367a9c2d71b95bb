import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../auth/testing/test-server';
import { eachStore } from '../store/testing/each-store';

eachStore('the page to try queries on', (under) => {
  const servers: TestServer[] = [];
  const start = async (env: Record<string, string>): Promise<TestServer> => {
    const server = await startTestServer(under.store(), under.settings(), env);
    servers.push(server);
    return server;
  };
  let development: TestServer;

  beforeAll(async () => {
    development = await start({ NODE_ENV: 'development' });
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
  });

  const page = (server: TestServer) => server.ask({ method: 'GET', url: '/api/graphql' });

  it.each<Record<string, string>>([{}, { NODE_ENV: 'production' }, { NODE_ENV: 'test' }])('is not there with %j', async (env) => {
    const answer = await page(await start(env));
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
  });

  it('is there in development, whole, with no address of another host to load from', async () => {
    const { statusCode, headers, body } = await page(development);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="(?!data:)/);
  });

  it('runs its own script and no other, and asks this server alone', async () => {
    const policy = String((await page(development)).headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[\w+/]{43}='; /);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('leaves the policy of every other path as it is', async () => {
    const answer = await development.ask({ method: 'POST', url: '/api/graphql', payload: { query: '{ __typename }' } });
    expect(String(answer.headers['content-security-policy'])).toMatch(/^default-src 'none'; frame-ancestors 'none'/);
  });

  it('opens nothing: queries need a token there too', async () => {
    expect((await development.ask({ method: 'POST', url: '/api/graphql', payload: { query: '{ __typename }' } })).statusCode).toBe(401);
  });
});
