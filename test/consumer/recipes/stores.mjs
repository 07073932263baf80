// Stores of an application: what a recipe reports of one that was filled by the package's own means is V8's count.
import { strict as assert } from 'node:assert';
import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { QueryClient } from '@tanstack/query-core';
import { combineReducers, legacy_createStore } from 'redux';
import { Observable } from 'rxjs';
import { createStore } from 'zustand/vanilla';
import { sizeOfCache, sizeOfEntities } from './apollo.mjs';
import { holds, received, text } from './checks.mjs';
import { sizeOfState } from './store-state.mjs';
import { heaviestQueries, sizeOfQueries } from './tanstack-query.mjs';

/** Todos in a list and by id, some of them changed. */
function reduxStore(count) {
  const list = (state = [], { type, todo, id }) => {
    if (type === 'added') return [...state, todo];
    return type === 'done' ? state.map((each) => (each.id === id ? { ...each, done: true } : each)) : state;
  };
  const byId = (state = {}, { type, todo, id }) => {
    if (type === 'added') return { ...state, [todo.id]: todo };
    return type === 'done' ? { ...state, [id]: { ...state[id], done: true, seconds: 0.5 } } : state;
  };
  const store = legacy_createStore(combineReducers({ list, byId }));
  for (let i = 0; i < count; i++)
    store.dispatch({ type: 'added', todo: received({ id: `t${i}`, title: text(i, 40), done: false, due: i + 0.25 }) });
  for (let i = 0; i < count; i += 3) store.dispatch({ type: 'done', id: `t${i}` });
  return store;
}

function zustandStore(count) {
  const store = createStore((set) => ({
    bears: {},
    names: [],
    add: (bear) => set(({ bears, names }) => ({ bears: { ...bears, [bear.id]: bear }, names: [...names, bear.name] })),
  }));
  for (let i = 0; i < count; i++)
    store.getState().add(received({ id: `b${i}`, name: text(i, 30), weight: i * 1.5, tags: ['brown', 'polar'] }));
  return store;
}

async function apolloClient(pages) {
  const user = (id) => ({ __typename: 'User', id: String(id), name: text(id, 20), age: id + 0.5 });
  const users = (page) =>
    Array.from({ length: 20 }, (_, i) => ({ ...user(page * 20 + i), friends: [user(i), user(i + 1)] }));
  const link = new ApolloLink(
    ({ variables }) =>
      new Observable((observer) => {
        observer.next(received({ data: { users: users(variables.page) } }));
        observer.complete();
      }),
  );
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  const query = gql`query Users($page: Int) { users(page: $page) { id name age friends { id name age } } }`;
  for (let page = 0; page < pages; page++) await client.query({ query, variables: { page } });
  return client;
}

async function queryClient(count) {
  const client = new QueryClient();
  const posts = (page) =>
    received(Array.from({ length: 10 }, (_, i) => ({ id: page * 10 + i, title: text(i, 30), score: i / 3 })));
  for (let page = 0; page < count; page++)
    await client.prefetchQuery({ queryKey: ['posts', page], queryFn: async () => posts(page) });
  await client.prefetchQuery({ queryKey: ['all'], queryFn: async () => received(Array(50).fill(posts(1))) });
  return client;
}

/** What a calibration is made of: other stores, filled in the same way. */
export async function typicalStores() {
  const tanstack = await queryClient(30);
  const values = [reduxStore(200).getState(), zustandStore(200).getState(), tanstack.getQueryCache()];
  return { values, close: () => tanstack.clear() };
}

/** Returns what ends the timers of a store that the comparison still needs. */
export async function checkStores(calibration) {
  for (const [name, store, slice] of [
    ['Redux', reduxStore(500), 'byId'],
    ['Zustand', zustandStore(500), 'bears'],
  ]) {
    const report = sizeOfState(store, calibration);
    assert.ok(report.toTree().includes(slice));
    holds(name, report.bytes, store.getState());
  }

  const apollo = await apolloClient(8);
  holds("Apollo's cache", sizeOfCache(apollo).bytes, apollo.cache);
  holds("Apollo's entities", sizeOfEntities(apollo).bytes, apollo.cache.extract());

  const tanstack = await queryClient(100);
  holds("TanStack Query's cache", sizeOfQueries(tanstack, calibration).bytes, tanstack.getQueryCache());
  const rows = heaviestQueries(tanstack);
  assert.equal(rows[0].queryHash, '["all"]');
  const data = tanstack.getQueryCache().getAll();
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  holds(
    "TanStack Query's data",
    bytes,
    data.map(({ state }) => state.data),
  );
  return () => tanstack.clear();
}
