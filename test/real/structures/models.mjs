// State, ORM models, schemas and templates of packages that were looked at one by one.
export default [
  {
    package: 'effector',
    name: 'stores and events',
    build: ({ createStore, createEvent }, data) => {
      const all = [];
      for (let i = 0; i < 150; i++) {
        const add = createEvent();
        const s = createStore(data.people(3)).on(add, (state, p) => [...state, p]);
        add(data.person(i));
        all.push(
          s.map((l) => l.length),
          s,
        );
      }
      return all;
    },
  },
  {
    package: 'mobx-state-tree',
    name: 'tree',
    build: ({ types }, data) => {
      const Tag = types.model('Tag', { name: types.string });
      const Person = types
        .model('Person', { id: types.identifierNumber, name: types.string, age: types.number, tags: types.array(Tag) })
        .actions((self) => ({
          older() {
            self.age++;
          },
        }));
      const Store = types.model('Store', { people: types.map(Person) }).actions((self) => ({
        add(p) {
          self.people.put(p);
        },
      }));
      const store = Store.create({ people: {} });
      for (const p of data.people(120))
        store.add({ id: p.id, name: p.name, age: p.age, tags: p.tags.map((name) => ({ name })) });
      for (const p of store.people.values()) p.older();
      return store;
    },
  },
  {
    package: 'jotai',
    also: ['jotai/vanilla'],
    name: 'store with atoms',
    build: (_, data, { atom, createStore }) => {
      const store = createStore();
      const atoms = [];
      for (let i = 0; i < 200; i++) {
        const base = atom(data.person(i));
        const derived = atom((get) => get(base).name.length);
        atoms.push(base, derived);
        store.set(base, data.person(i));
        store.sub(derived, () => {});
        store.get(derived);
      }
      return { store, atoms };
    },
  },
  {
    package: '@preact/signals-core',
    name: 'signals',
    build: ({ signal, computed, effect }, data) => {
      const all = [];
      for (let i = 0; i < 400; i++) {
        const a = signal(data.person(i));
        const b = computed(() => a.value.age * 1.5);
        effect(() => {
          b.value;
        });
        a.value = data.person(i + 1);
        all.push({ a, b });
      }
      return all;
    },
  },
  {
    package: 'nanostores',
    name: 'maps and computed',
    build: ({ map, atom, computed }, data) => {
      const stores = {};
      for (let i = 0; i < 200; i++) {
        const m = map(data.person(i));
        m.setKey('age', i);
        const c = computed(m, (v) => v.name);
        c.listen(() => {});
        stores[`s${i}`] = { m, c, a: atom(i / 3) };
      }
      return stores;
    },
  },
  {
    package: 'sequelize',
    name: 'built models',
    build: ({ Sequelize, DataTypes }, data) => {
      const s = new Sequelize('a', 'b', 'c', { dialect: 'mysql', logging: false });
      const User = s.define('User', {
        name: DataTypes.STRING,
        email: { type: DataTypes.STRING, allowNull: false },
        age: DataTypes.INTEGER,
        score: DataTypes.DOUBLE,
        joined: DataTypes.DATE,
      });
      const list = data.people(200).map((p) => User.build(p, { isNewRecord: false }));
      for (const u of list) u.set('age', u.get('age') + 1);
      return list.map((u) => ({ row: u.dataValues, old: u._previousDataValues, changed: u._changed }));
    },
  },
  {
    package: 'php-parser',
    name: 'AST',
    build: ({ default: P }, data) => {
      const parser = new P.Engine({ parser: { extractDoc: true }, ast: { withPositions: true } });
      return parser.parseCode(
        data.file(
          `<?php\n${data.list(60, (i) => `/** ${data.sentence()} */\nfunction ${data.word()}${i}($${data.word()}, $b = ${data.int(99)}) { if ($b > ${data.int(9)}) { return [${data.list(4, () => data.int(1000)).join(',')}]; } $x = "${data.sentence()}" . $b; foreach ($x as $k => $v) { echo $k + ${data.real().toFixed(3)}; } return $x; }`).join('\n')}`,
        ),
        'a.php',
      );
    },
  },
  {
    package: 'luaparse',
    name: 'AST',
    build: ({ default: lua }, data) =>
      lua.parse(
        data.file(
          data
            .list(
              150,
              (i) =>
                `local function ${data.word()}${i}(a, b)\n  if a > ${data.int(50)} then return a * ${data.real().toFixed(4)} end\n  local t = { ${data.word()} = "${data.word()}", [${i}] = b, ${data.int(99)} }\n  for k, v in pairs(t) do print(k, v) end\n  return t\nend`,
            )
            .join('\n'),
        ),
        { locations: true, ranges: true, scope: true },
      ),
  },
  {
    package: 'pgsql-ast-parser',
    name: 'AST',
    build: ({ parse }, data) =>
      parse(
        data.file(
          data
            .list(
              150,
              (i) =>
                `SELECT a.id, b.${data.word()}, count(*) AS n FROM t${i} a JOIN u b ON a.id = b.tid WHERE a.x > ${data.int(1000)} AND b.name LIKE '${data.word()}%' GROUP BY a.id ORDER BY n DESC LIMIT ${data.int(100)};`,
            )
            .join('\n'),
        ),
      ),
  },
  {
    package: 'fastest-validator',
    name: 'validator',
    build: ({ default: V }, data) => {
      const v = new V();
      const checks = {};
      for (let i = 0; i < 25; i++)
        checks[`s${i}`] = v.compile({
          id: { type: 'number', positive: true },
          [data.word()]: { type: 'string', min: 3 },
          roles: { type: 'array', items: 'string' },
          nested: { type: 'object', props: { a: 'boolean', b: { type: 'email' } } },
        });
      return { v, checks };
    },
  },
  {
    package: 'runtypes',
    name: 'schemas',
    build: (R, data) =>
      data.list(60, (i) =>
        R.Object({
          id: R.Number,
          [data.word()]: R.String,
          role: R.Union(R.Literal('a'), R.Literal('b'), R.Literal(i)),
          tags: R.Array(R.String),
          deep: R.Object({ x: R.Number, y: R.Optional(R.String) }),
        }),
      ),
  },
  {
    package: '@sinclair/typebox',
    name: 'schemas',
    build: ({ Type }, data) =>
      data.list(150, (i) =>
        Type.Object({
          id: Type.Number(),
          [data.word()]: Type.String({ minLength: i }),
          role: Type.Union([Type.Literal('a'), Type.Literal('b')]),
          tags: Type.Array(Type.String()),
          deep: Type.Object({ x: Type.Optional(Type.Number()), y: Type.Integer({ minimum: 0 }) }),
        }),
      ),
  },
  {
    package: '@sinclair/typebox',
    also: ['@sinclair/typebox/compiler', '@sinclair/typebox/errors'],
    name: 'errors',
    build: ({ Type }, data, { TypeCompiler }) => {
      const C = TypeCompiler.Compile(Type.Array(Type.Object({ id: Type.String(), age: Type.Number({ maximum: 20 }) })));
      return [...C.Errors(data.people(200))];
    },
  },
  {
    package: 'arktype',
    name: 'types',
    build: ({ type }, data) =>
      data.list(6, (i) =>
        type({
          id: 'number',
          [data.word()]: 'string > 3',
          role: "'a' | 'b'",
          tags: 'string[]',
          'deep?': { x: 'number', y: `string <= ${20 + i}` },
        }),
      ),
  },
  {
    package: 'effect',
    name: 'data structures',
    build: ({ HashMap, HashSet, Chunk, Option, Effect }, data) => {
      let m = HashMap.empty();
      for (const p of data.people(300)) m = HashMap.set(m, p.email, p);
      let s = HashSet.empty();
      for (let i = 0; i < 300; i++) s = HashSet.add(s, data.word());
      let c = Chunk.empty();
      for (let i = 0; i < 400; i++) c = Chunk.append(c, data.real());
      return {
        m,
        s,
        c,
        o: data.list(50, (i) => Option.some(data.person(i))),
        e: data.list(50, (i) => Effect.map(Effect.succeed(i), (x) => x + 1)),
      };
    },
  },
  {
    package: 'effect',
    name: 'Schema ASTs',
    build: ({ Schema }, data) =>
      data.list(
        20,
        (i) =>
          Schema.Struct({
            id: Schema.Number,
            [data.word()]: Schema.String,
            tags: Schema.Array(Schema.String),
            o: Schema.optional(Schema.Boolean),
          }).ast,
      ),
  },
];
