// What holds data: caches, stores, indexes, collections, state machines, and objects with private state.
export default [
  {
    package: 'node-cache',
    name: 'cache of people',
    build: ({ default: NodeCache }, data) => {
      const cache = new NodeCache({ useClones: false, checkperiod: 0 });
      for (const person of data.people(300)) cache.set(`person:${person.id}`, person);
      return cache;
    },
  },
  {
    package: 'quick-lru',
    name: 'cache of people',
    build: ({ default: QuickLRU }, data) => {
      const cache = new QuickLRU({ maxSize: 200 });
      for (const person of data.people(300)) cache.set(`person:${person.id}`, person);
      return cache;
    },
  },
  {
    package: 'tiny-lru',
    name: 'cache of people',
    build: ({ lru }, data) => {
      const cache = lru(200);
      for (const person of data.people(300)) cache.set(`person:${person.id}`, person);
      return cache;
    },
  },
  {
    package: 'lokijs',
    name: 'collection with an index',
    build: ({ default: Loki }, data) => {
      const collection = new Loki('x.db', { env: 'BROWSER', persistenceMethod: 'memory' }).addCollection('people', {
        indices: ['age'],
        unique: ['id'],
      });
      for (const person of data.people(250)) collection.insert(person);
      return collection;
    },
  },
  {
    package: '@seald-io/nedb',
    name: 'collection with an index',
    build: async ({ default: Datastore }, data) => {
      const store = new Datastore();
      await store.ensureIndexAsync({ fieldName: 'email' });
      await store.insertAsync(data.people(200).map((person) => ({ _id: `p${person.id}`, ...person })));
      return store.getAllData();
    },
  },
  {
    package: 'fuse.js',
    name: 'index',
    build: ({ default: Fuse }, data) => new Fuse(data.people(200), { keys: ['name', 'city', 'address.street'] }),
  },
  {
    package: 'flexsearch',
    name: 'document index',
    build: ({ default: flexsearch }, data) => {
      const index = new flexsearch.Index({ tokenize: 'forward' });
      for (let i = 0; i < 200; i++) index.add(i, data.sentence());
      return index;
    },
  },
  {
    package: 'elasticlunr',
    name: 'index',
    build: ({ default: elasticlunr }, data) =>
      elasticlunr(function () {
        this.addField('title');
        this.addField('body');
        for (let id = 0; id < 100; id++) this.addDoc({ id, title: data.sentence(), body: data.sentence() });
      }),
  },
  {
    package: 'mongoose',
    name: '100 documents',
    build: ({ default: mongoose }, data) => {
      const Model = new mongoose.Mongoose().model(
        'Person',
        new mongoose.Schema({
          name: String,
          email: { type: String, index: true },
          age: Number,
          active: Boolean,
          tags: [String],
          address: { street: String, zip: String },
          joined: Date,
        }),
      );
      return data.people(100).map((person, i) => new Model({ _id: `${'0'.repeat(20)}${1000 + i}`, ...person }));
    },
  },
  {
    package: 'mongoose',
    name: 'schema',
    build: ({ default: { Schema } }, data) =>
      new Schema(
        Object.fromEntries(
          data.list(60, (i) => [
            `${data.word()}${i}`,
            data.pick([
              { type: String, required: true },
              { type: Number, min: data.int(9) },
              [String],
              { type: Date, index: true },
            ]),
          ]),
        ),
      ),
  },
  {
    package: '@apollo/client',
    also: ['@apollo/client/core'],
    name: 'InMemoryCache',
    build: (_, data, { InMemoryCache, gql }) => {
      const cache = new InMemoryCache();
      const query = gql`query { people { id name city address { street zip } } }`;
      cache.writeQuery({
        query,
        data: {
          people: data.people(150).map(({ id, name, city, address }) => ({
            __typename: 'Person',
            id,
            name,
            city,
            address: { __typename: 'Address', street: address.street, zip: address.zip },
          })),
        },
      });
      return cache.extract();
    },
  },
  {
    package: '@tanstack/query-core',
    name: 'QueryClient',
    build: ({ QueryClient }, data) => {
      const client = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
      for (let i = 0; i < 60; i++) client.setQueryData(['people', i], data.people(5), { updatedAt: 1.6e12 + i });
      return client;
    },
  },
  {
    package: 'normalizr',
    name: 'entities',
    build: ({ normalize, schema }, data) => {
      const city = new schema.Entity('cities', {}, { idAttribute: 'name' });
      const person = new schema.Entity('people', { home: city });
      return normalize(
        data.people(250).map((one) => ({ ...one, home: { name: one.city, size: data.int(100) } })),
        [person],
      );
    },
  },
  {
    package: '@reduxjs/toolkit',
    name: 'entity state',
    build: ({ createEntityAdapter, createSlice }, data) => {
      const adapter = createEntityAdapter();
      const slice = createSlice({
        name: 'people',
        initialState: adapter.getInitialState({ loading: false }),
        reducers: { add: adapter.addMany, update: adapter.updateOne },
      });
      let state = slice.reducer(undefined, slice.actions.add(data.people(250)));
      for (let i = 1; i < 40; i++)
        state = slice.reducer(state, slice.actions.update({ id: i, changes: { city: data.word() } }));
      return state;
    },
  },
  {
    package: 'immer',
    name: 'draft',
    build: ({ createDraft }, data) => {
      const draft = createDraft({ people: data.people(120) });
      for (const person of draft.people.slice(0, 30)) person.city = data.word();
      return draft;
    },
  },
  {
    package: 'immer',
    name: 'produced state',
    build: ({ produce }, data) =>
      produce({ people: data.people(200), byName: {} }, (draft) => {
        for (const person of draft.people) draft.byName[person.name] = person.id;
      }),
  },
  {
    package: 'mobx',
    name: 'observable people',
    build: ({ observable }, data) => observable({ people: data.people(60) }),
  },
  {
    package: '@vue/reactivity',
    name: 'reactive people',
    build: ({ reactive }, data) => reactive({ people: data.people(150) }),
  },
  {
    package: 'valtio',
    also: ['valtio/vanilla'],
    name: 'proxy of people',
    build: (_, data, { proxy }) => proxy({ people: data.people(60) }),
  },
  {
    package: 'xstate',
    name: 'machine',
    build: ({ createMachine }, data) =>
      createMachine({
        id: 'm',
        initial: 's0',
        context: { n: 0 },
        states: Object.fromEntries(
          data.list(60, (i) => [
            `s${i}`,
            {
              entry: [`a${i}`],
              on: Object.fromEntries(
                data.list(3, () => [data.word().toUpperCase(), { target: `s${data.int(60)}`, guard: data.word() }]),
              ),
            },
          ]),
        ),
      }),
  },
  {
    package: 'rxjs',
    name: 'subjects',
    build: ({ ReplaySubject, map, filter }, data) =>
      data.list(100, () => {
        const subject = new ReplaySubject(20);
        for (const word of data.words(30)) subject.next({ word, at: data.int(1000) });
        subject
          .pipe(
            map((item) => item.word),
            filter((word) => word.length > 3),
          )
          .subscribe({ error() {} });
        return subject;
      }),
  },
  {
    package: 'mnemonist',
    name: 'trie and heap',
    build: ({ Trie, Heap, LRUCache, BKTree }, data) => {
      const words = data.words(400);
      const cache = new LRUCache(200);
      for (const word of words) cache.set(word, { word });
      const tree = new BKTree((a, b) => Math.abs(a.length - b.length));
      for (const word of words.slice(0, 50)) tree.add(word);
      return [Trie.from(words), Heap.from(words.map((word) => word.length * 1.5)), cache, tree];
    },
  },
  {
    package: 'denque',
    name: 'queues',
    build: ({ default: Denque }, data) =>
      data.list(60, () => {
        const queue = new Denque();
        for (let i = data.int(80); i > 0; i--) queue.push({ id: i, word: data.word() });
        for (let i = data.int(10); i > 0; i--) queue.shift();
        return queue;
      }),
  },
  {
    package: 'sorted-btree',
    name: 'tree',
    build: ({ default: BTree }, data) => {
      const tree = new (BTree.default ?? BTree)();
      for (const person of data.people(400)) tree.set(`${person.name} ${person.id}`, person.age);
      return tree;
    },
  },
  {
    package: 'js-sdsl',
    name: 'containers',
    build: ({ OrderedMap, Deque, PriorityQueue, LinkList }, data) => {
      const map = new OrderedMap();
      for (const word of data.words(300)) map.setElement(word, word.length);
      return [
        map,
        new Deque(data.words(200)),
        new PriorityQueue(data.list(200, () => data.int(1000))),
        new LinkList(data.words(200)),
      ];
    },
  },
  {
    package: 'seamless-immutable',
    name: 'people',
    build: ({ default: Immutable }, data) => Immutable(data.people(60)),
  },
  {
    package: 'crossfilter2',
    name: 'filter with a dimension',
    build: ({ default: crossfilter }, data) => {
      const all = crossfilter(data.people(400));
      const ages = all.dimension((person) => person.age);
      return [all.all(), ages.group().all(), ages.top(50)];
    },
  },
  {
    package: 'p-queue',
    name: 'queues with waiting work',
    build: ({ default: PQueue }, data) =>
      data.list(20, () => {
        const queue = new PQueue({ concurrency: 2, autoStart: false });
        for (const word of data.words(30)) queue.add(() => word, { priority: data.int(9) }).catch(() => undefined);
        return queue;
      }),
  },
  {
    package: 'bottleneck',
    name: 'limiter with queued jobs',
    build: ({ default: Bottleneck }, data) => {
      const limiter = new Bottleneck({ maxConcurrent: 1, reservoir: 0 });
      for (const word of data.words(60))
        limiter.schedule({ id: `${word}${data.int(1e6)}` }, () => Promise.resolve(word));
      return limiter;
    },
  },
  {
    package: 'dataloader',
    name: 'loader with a cache',
    build: ({ default: DataLoader }, data) => {
      const loader = new DataLoader((keys) => Promise.resolve(keys));
      for (const person of data.people(150)) loader.prime(person.id, person);
      return loader;
    },
  },
  {
    package: 'inversify',
    also: ['reflect-metadata'],
    name: 'container',
    build: ({ Container }, data) => {
      const container = new Container();
      for (const word of data.words(100)) container.bind(Symbol.for(word)).toConstantValue({ word });
      return container;
    },
  },
  {
    package: 'eventemitter3',
    name: 'emitters',
    build: ({ default: EventEmitter }, data) =>
      data.list(80, () => {
        const emitter = new EventEmitter();
        for (const word of data.words(6)) emitter.on(word, () => word);
        emitter.on('data', () => 1).on('data', () => 2);
        return emitter;
      }),
  },
  {
    package: 'fast-json-patch',
    name: 'patches',
    build: ({ default: patch }, data) => data.list(60, () => patch.compare(data.people(2), data.people(2))),
  },
  {
    package: 'tough-cookie',
    name: 'jar',
    build: ({ CookieJar }, data) => {
      const jar = new CookieJar();
      for (let i = 0; i < 80; i++)
        jar.setCookieSync(
          `${data.word()}=${data.word()}; Path=/${data.word()}; Max-Age=${data.int(9999)}; HttpOnly`,
          `https://${data.word()}.com/`,
        );
      return jar;
    },
  },
];
