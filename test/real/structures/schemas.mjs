// Schemas, routers, queries, clients, loggers and commands: what programs set up once and keep.
const kinds = ['string', 'number', 'boolean'];
/** Names of a record's fields with a kind for each. */
const fieldsOf = (data, count) => data.list(count, (i) => [`${data.word()}${i}`, data.pick(kinds)]);

export default [
  {
    package: 'zod',
    name: 'objects',
    build: ({ z }, data) =>
      data.list(15, () =>
        z.object(
          Object.fromEntries(
            fieldsOf(data, 8).map(([name, kind]) => [name, data.int(3) === 0 ? z[kind]().optional() : z[kind]()]),
          ),
        ),
      ),
  },
  {
    package: 'joi',
    name: 'objects',
    build: ({ default: Joi }, data) =>
      data.list(6, () =>
        Joi.object(
          Object.fromEntries(
            fieldsOf(data, 6).map(([name, kind]) => [name, Joi[kind]().required().label(data.word())]),
          ),
        ),
      ),
  },
  {
    package: 'yup',
    name: 'objects',
    build: ({ object, string, number, boolean }, data) => {
      const make = { string, number, boolean };
      return data.list(15, () =>
        object(Object.fromEntries(fieldsOf(data, 6).map(([name, kind]) => [name, make[kind]().required()]))),
      );
    },
  },
  {
    package: 'valibot',
    name: 'objects',
    build: ({ object, string, number, boolean, optional, pipe, minLength }, data) => {
      const make = { string: () => pipe(string(), minLength(data.int(9))), number, boolean: () => optional(boolean()) };
      return data.list(40, () =>
        object(Object.fromEntries(fieldsOf(data, 8).map(([name, kind]) => [name, make[kind]()]))),
      );
    },
  },
  {
    package: 'superstruct',
    name: 'structs',
    build: ({ object, string, number, boolean, optional }, data) => {
      const make = { string, number, boolean: () => optional(boolean()) };
      return data.list(30, () =>
        object(Object.fromEntries(fieldsOf(data, 8).map(([name, kind]) => [name, make[kind]()]))),
      );
    },
  },
  {
    package: 'protobufjs',
    name: 'root',
    build: ({ default: protobuf }, data) =>
      protobuf.Root.fromJSON({
        nested: Object.fromEntries(
          data.list(50, (i) => [
            `M${data.name()}${i}`,
            {
              fields: Object.fromEntries(
                fieldsOf(data, 6).map(([name], id) => [
                  name,
                  { id: id + 1, type: data.pick(['string', 'int32', 'double']) },
                ]),
              ),
            },
          ]),
        ),
      }),
  },
  {
    package: 'protobufjs',
    name: 'decoded messages',
    build: ({ default: protobuf }, data) => {
      const Person = protobuf.Root.fromJSON({
        nested: {
          Person: {
            fields: {
              id: { id: 1, type: 'int32' },
              name: { id: 2, type: 'string' },
              score: { id: 3, type: 'double' },
              tags: { id: 4, type: 'string', rule: 'repeated' },
            },
          },
        },
      }).lookupType('Person');
      return data.people(300).map((person) => Person.decode(Person.encode(Person.fromObject(person)).finish()));
    },
  },
  {
    package: 'avsc',
    name: 'decoded people',
    build: ({ default: avro }, data) => {
      const type = avro.Type.forSchema({
        type: 'record',
        name: 'Person',
        fields: [
          { name: 'id', type: 'int' },
          { name: 'name', type: 'string' },
          { name: 'score', type: 'double' },
          { name: 'tags', type: { type: 'array', items: 'string' } },
        ],
      });
      return data.people(300).map((person) => type.fromBuffer(type.toBuffer(person)));
    },
  },
  { package: 'msgpackr', name: 'unpacked people', build: ({ pack, unpack }, data) => unpack(pack(data.people(200))) },
  {
    package: 'bson',
    name: 'deserialised people',
    build: ({ serialize, deserialize }, data) =>
      deserialize(
        serialize({ people: data.people(200).map((person) => ({ ...person, joined: new Date(person.joined) })) }),
      ),
  },
  {
    package: 'express',
    name: 'application with routes',
    build: ({ default: express }, data) => {
      const app = express();
      for (let i = 0; i < 60; i++)
        app[data.pick(['get', 'post'])](
          `/${data.word()}/:id/${data.word()}`,
          () => i,
          () => undefined,
        );
      return app.router;
    },
  },
  {
    package: 'hono',
    name: 'application with routes',
    build: ({ Hono }, data) => {
      const app = new Hono();
      for (let i = 0; i < 80; i++) app.get(`/${data.word()}/:id/${data.word()}`, (context) => context.text(`${i}`));
      return app;
    },
  },
  {
    package: 'find-my-way',
    name: 'router',
    build: ({ default: findMyWay }, data) => {
      const router = findMyWay();
      for (let i = 0; i < 60; i++) router.on('GET', `/${data.word()}${i}/:id/${data.word()}`, () => i, { i });
      return router.routes;
    },
  },
  {
    package: 'path-to-regexp',
    name: 'patterns',
    build: ({ parse, pathToRegexp }, data) =>
      data.list(80, () => {
        const path = `/${data.word()}/:${data.word()}{/${data.word()}}`;
        return [parse(path), pathToRegexp(path)];
      }),
  },
  {
    package: 'knex',
    name: 'queries',
    build: ({ default: knex }, data) => {
      const db = knex({ client: 'mysql2' });
      return data.list(40, () =>
        db(data.word())
          .select(...data.words(3))
          .where(data.word(), data.int(99))
          .whereIn(data.word(), data.words(4))
          .orderBy(data.word())
          .limit(10)
          .toSQL(),
      );
    },
  },
  {
    package: 'drizzle-orm',
    also: ['drizzle-orm/pg-core'],
    name: 'tables',
    build: (_, data, { pgTable, integer, text, boolean, serial }) =>
      data.list(10, (i) =>
        pgTable(`${data.word()}${i}`, {
          id: serial('id').primaryKey(),
          ...Object.fromEntries(
            data.list(6, (at) => [`${data.word()}${at}`, data.pick([integer, text, boolean])(`c${at}`).notNull()]),
          ),
        }),
      ),
  },
  {
    package: 'kysely',
    name: 'query trees',
    build: ({ Kysely, DummyDriver, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler }, data) => {
      const db = new Kysely({
        dialect: {
          createAdapter: () => new PostgresAdapter(),
          createDriver: () => new DummyDriver(),
          createIntrospector: (one) => new PostgresIntrospector(one),
          createQueryCompiler: () => new PostgresQueryCompiler(),
        },
      });
      return data.list(60, () =>
        db
          .selectFrom(data.word())
          .select(data.words(4))
          .where(data.word(), '=', data.int(99))
          .orderBy(data.word())
          .toOperationNode(),
      );
    },
  },
  {
    package: 'axios',
    name: 'instances',
    build: ({ default: axios }, data) =>
      data.list(
        30,
        () =>
          axios.create({
            baseURL: `https://${data.word()}.example`,
            headers: { common: { 'x-key': data.word() } },
            timeout: data.int(9000),
          }).defaults,
      ),
  },
  {
    package: 'qs',
    name: 'parsed queries',
    build: ({ default: qs }, data) =>
      data.list(150, () =>
        qs.parse(
          `a[b]=${data.word()}&a[c][]=${data.word()}&a[c][]=2&${data.word()}=${data.word()}&limit=${data.int(99)}`,
        ),
      ),
  },
  {
    package: 'superagent',
    name: 'requests',
    build: ({ default: superagent }, data) =>
      data.list(20, () => superagent.agent().set('x-key', data.word()).query({ q: data.word() })),
  },
  {
    package: 'log4js',
    name: 'events kept by an appender',
    build: ({ default: log4js }, data) => {
      const recording = log4js.recording();
      recording.reset();
      log4js.configure({
        appenders: { kept: { type: 'recording' } },
        categories: { default: { appenders: ['kept'], level: 'info' } },
      });
      const logger = log4js.getLogger('app');
      for (const person of data.people(150)) logger.info('%s signed in', person.name, { id: person.id });
      return recording.replay();
    },
  },
  {
    package: 'bunyan',
    name: 'records in a ring buffer',
    build: ({ default: bunyan }, data) => {
      const ring = new bunyan.RingBuffer({ limit: 150 });
      const logger = bunyan.createLogger({ name: 'app', streams: [{ type: 'raw', stream: ring, level: 'info' }] });
      for (const person of data.people(200))
        logger.info({ person: person.id, city: person.city }, `${person.name} signed in`);
      return ring.records;
    },
  },
  {
    package: 'commander',
    name: 'program',
    build: ({ Command }, data) => {
      const program = new Command('tool');
      for (let i = 0; i < 30; i++)
        program
          .command(`${data.word()}${i}`)
          .description(data.sentence())
          .option(`-a, --${data.word()} <value>`, data.sentence())
          .argument(`<${data.word()}>`)
          .action(() => i);
      return program;
    },
  },
  {
    package: 'semver',
    name: 'ranges',
    build: ({ default: { Range } }, data) =>
      data.list(
        150,
        () =>
          new Range(`^${data.int(9)}.${data.int(20)}.${data.int(9)} || >=${10 + data.int(9)}.0.0 <${20 + data.int(9)}`),
      ),
  },
  {
    package: 'webpack',
    name: 'stats',
    build: async ({ default: webpack }, data) => {
      const files = {
        '/a/index.js': `${data.list(25, (i) => `import * as m${i} from './m${i}.js'; console.log(m${i});`).join('\n')}`,
      };
      for (let i = 0; i < 25; i++) files[`/a/m${i}.js`] = data.javascript(3);
      const directories = new Set(['/', '/a']);
      const stat = (path) => ({
        isFile: () => path in files,
        isDirectory: () => directories.has(path),
        isSymbolicLink: () => false,
        size: 1,
        mtime: new Date(0),
      });
      const missing = (path) => Object.assign(new Error(`ENOENT ${path}`), { code: 'ENOENT' });
      const known = (path, done) =>
        path in files || directories.has(path) ? done(null, stat(path)) : done(missing(path));
      const input = {
        stat: (path, options, done = options) => known(path, done),
        lstat: (path, options, done = options) => known(path, done),
        readFile: (path, options, done = options) =>
          path in files ? done(null, Buffer.from(files[path])) : done(missing(path)),
        readdir: (path, options, done = options) =>
          done(
            null,
            Object.keys(files).map((file) => file.slice(3)),
          ),
        readlink: (path, options, done = options) => done(Object.assign(new Error('EINVAL'), { code: 'EINVAL' })),
        realpath: (path, options, done = options) => done(null, path),
      };
      const output = {
        mkdir: (path, options, done = options) => done(),
        writeFile: (path, content, done) => done(),
        stat: (path, done) => done(missing(path)),
        readFile: (path, done) => done(missing(path)),
      };
      const compiler = webpack({
        mode: 'development',
        context: '/a',
        entry: '/a/index.js',
        cache: false,
        devtool: false,
        output: { path: '/out' },
      });
      compiler.inputFileSystem = input;
      compiler.outputFileSystem = output;
      const stats = await new Promise((resolve, reject) =>
        compiler.run((error, result) => (error ? reject(error) : resolve(result))),
      );
      return stats.toJson({ all: true });
    },
  },
  {
    package: 'pug-lexer',
    name: 'tokens',
    build: ({ default: lex }, data) =>
      lex(
        data.list(80, (i) => `div.${data.word()}(id="${data.word()}${i}")\n  p ${data.words(4).join(' ')}`).join('\n'),
      ),
  },
];
