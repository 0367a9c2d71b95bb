// Shell of the search worker.
import { expose, transfer } from 'comlink';
import { Database } from '../src/db/database';
import type { SearchApi } from '../src/domain/worker-api';
import { createSearch } from './search/create-search';

const search = createSearch({ db: new Database(), delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) });

expose({
  ...search,
  async query(query) {
    const answer = await search.query(query);
    return answer.ok ? transfer(answer, [answer.value.trackIds.buffer]) : answer;
  },
} satisfies SearchApi);
