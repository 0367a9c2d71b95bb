// Before all unit tests: one PostgreSQL for those that run on both databases.
import type { TestProject } from 'vitest/node';
import { postgresBinDir, startPostgres } from './postgres';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where there is no PostgreSQL: tests on it are skipped. */
    postgresUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return void project.provide('postgresUrl', given);
  if (postgresBinDir() === null) {
    if (process.env['CI']) throw new Error('PostgreSQL is not installed, and CI tests both databases. Run "npm run setup".');
    console.warn('PostgreSQL is not installed, so the tests on it are skipped. "npm run setup" installs it on Debian and Ubuntu.');
    return void project.provide('postgresUrl', null);
  }
  const cluster = await startPostgres();
  project.provide('postgresUrl', cluster.url);
  return () => cluster.stop();
}
