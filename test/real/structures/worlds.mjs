// Documents, physics, ECS, translations and big numbers of packages that were looked at one by one.
const toml = (data, n) =>
  data.file(
    data
      .list(
        n,
        (i) =>
          `[service.${data.word()}${i}]\nimage = "${data.word()}:${data.int(9)}"\nreplicas = ${data.int(9)}\nratio = ${data.real().toFixed(3)}\nsince = 2024-0${1 + data.int(8)}-01T10:00:00Z\nports = [ ${data.int(9000)}, ${data.int(9000)} ]\nnote = """\n${data.sentence()}"""\n[service.x${i}.env]\n${data
            .words(4)
            .map((w, k) => `K${k} = "${w}"`)
            .join('\n')}\n`,
      )
      .join('\n'),
  );

export default [
  { package: '@iarna/toml', name: 'document', build: ({ default: T }, data) => T.parse(toml(data, 150)) },
  { package: 'xml-js', name: 'tree', build: ({ default: x }, data) => x.xml2js(data.xml(250)) },
  { package: 'xml-js', name: 'compact', build: ({ default: x }, data) => x.xml2js(data.xml(250), { compact: true }) },
  { package: 'xmlbuilder2', name: 'document', build: ({ create }, data) => create(data.xml(80)) },
  {
    package: 'unified',
    also: ['remark-parse'],
    name: 'mdast',
    build: ({ unified }, data, { default: parse }) => unified().use(parse).parse(data.markdown(80)),
  },
  {
    package: 'sax',
    name: 'tree by events',
    build: ({ default: sax }, data) => {
      const p = sax.parser(true, { position: true });
      const root = { children: [] };
      const stack = [root];
      p.onopentag = (n) => {
        const e = { name: n.name, attributes: n.attributes, at: p.position, children: [] };
        stack.at(-1).children.push(e);
        stack.push(e);
      };
      p.onclosetag = () => stack.pop();
      p.ontext = (t) => stack.at(-1).children.push(t);
      const text = data.xml(300);
      for (let i = 0; i < text.length; i += 8192) p.write(text.slice(i, i + 8192));
      p.close();
      return root;
    },
  },
  {
    package: 'planck',
    name: 'world',
    build: (P, data) => {
      const { World, Vec2, Box, Circle } = P;
      const w = new World({ gravity: new Vec2(0, -10) });
      const g = w.createBody();
      g.createFixture({ shape: new Box(50, 1), density: 0 });
      for (let i = 0; i < 150; i++) {
        const b = w.createDynamicBody(new Vec2(data.real() * 40, 5 + data.real() * 40));
        b.createFixture({ shape: i % 2 ? new Circle(0.5) : new Box(0.5, 0.5), density: 1 });
        b.setUserData(data.person(i));
      }
      for (let i = 0; i < 40; i++) w.step(1 / 60);
      return w;
    },
  },
  {
    package: 'cannon-es',
    name: 'world',
    build: (C, data) => {
      const w = new C.World({ gravity: new C.Vec3(0, -9.8, 0) });
      for (let i = 0; i < 80; i++) {
        const b = new C.Body({ mass: 1, position: new C.Vec3(data.real() * 20, data.real() * 20, data.real() * 20) });
        b.addShape(i % 2 ? new C.Sphere(0.5) : new C.Box(new C.Vec3(0.5, 0.5, 0.5)));
        w.addBody(b);
      }
      for (let i = 0; i < 20; i++) w.step(1 / 60);
      return w;
    },
  },
  {
    package: 'miniplex',
    name: 'world',
    build: ({ World }, data) => {
      const w = new World();
      const moving = w.with('position', 'velocity');
      for (let i = 0; i < 500; i++) {
        const e = w.add({ position: { x: data.real(), y: data.real() }, name: data.word() });
        if (i % 2) w.addComponent(e, 'velocity', { x: data.real(), y: 0 });
        if (i % 7 === 0) w.addComponent(e, 'health', data.int(100));
      }
      for (const e of moving) {
        e.position.x += e.velocity.x;
      }
      return { w, moving };
    },
  },
  {
    package: 'bitecs',
    name: 'world',
    build: (B, data) => {
      const { createWorld, addEntity, addComponent, query } = B;
      const Position = { x: [], y: [] },
        Velocity = { x: new Float32Array(2000), y: new Float32Array(2000) };
      const w = createWorld({ components: { Position, Velocity } });
      for (let i = 0; i < 1000; i++) {
        const e = addEntity(w);
        addComponent(w, e, Position);
        Position.x[e] = data.real();
        Position.y[e] = data.real();
        if (i % 3) addComponent(w, e, Velocity);
      }
      query(w, [Position, Velocity]);
      return w;
    },
  },
  {
    package: 'jsondiffpatch',
    name: 'deltas',
    build: ({ create, diff }, data) =>
      data.list(30, (i) => {
        const a = data.people(20);
        const b = structuredClone(a);
        for (const p of b) {
          if (p.id % 2) p.age++;
          if (p.id % 3 === 0) p.tags.push(data.word());
          if (p.id % 5 === 0) p.name = data.sentence() + data.sentence();
        }
        b.splice(3, 1);
        b.push(data.person(99));
        return diff(a, b);
      }),
  },
  {
    package: 'diff-match-patch',
    name: 'patches',
    build: ({ default: D }, data) => {
      const d = new D();
      return data.list(60, () => {
        const a = data.paragraph();
        const b = a.replace(/a/g, () => (data.int(5) ? 'a' : 'oo')) + data.sentence();
        return { diffs: d.diff_main(a, b), patches: d.patch_make(a, b) };
      });
    },
  },
  {
    package: 'bn.js',
    name: 'numbers',
    build: ({ default: BN }, data) =>
      data.list(1500, (i) => new BN(data.list(12, () => data.int(1e6).toString(16)).join(''), 16).mul(new BN(i + 1))),
  },
  {
    package: 'node-forge',
    name: 'ASN.1 and certificates',
    build: ({ default: forge }, data) =>
      data.list(40, (i) => {
        const { asn1 } = forge;
        const c = (v) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.UTF8, false, v);
        const s = (l) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, l);
        const o = s([c(data.word()), s(data.list(20, () => c(data.sentence()))), s([c(`${i}`)])]);
        return {
          o,
          back: asn1.fromDer(asn1.toDer(o)),
          b: new forge.jsbn.BigInteger(`${data.int(1e9)}${data.int(1e9)}${data.int(1e9)}`),
          buf: forge.util.createBuffer(data.sentence()),
        };
      }),
  },
  {
    package: 'elliptic',
    name: 'key pairs',
    build: ({ default: E }, data) => {
      const ec = new E.ec('secp256k1');
      return data.list(60, (i) => {
        const k = ec.keyFromPrivate(data.list(8, () => (1e7 + data.int(1e6)).toString(16)).join(''), 'hex');
        k.getPublic();
        return { pub: k.getPublic(), priv: k.getPrivate() };
      });
    },
  },
  {
    package: '@noble/curves',
    also: ['@noble/curves/secp256k1.js'],
    name: 'points',
    build: (_, data, { secp256k1 }) => {
      const P = secp256k1.Point ?? secp256k1.ProjectivePoint;
      return data.list(300, (i) => {
        const p = P.BASE.multiply(BigInt(data.int(1e9) + 2));
        return { p, affine: p.toAffine(), bytes: p.toBytes?.() ?? p.toRawBytes() };
      });
    },
  },
  {
    package: 'intl-messageformat',
    name: 'messages',
    build: ({ IntlMessageFormat: I, default: D }, data) =>
      data.list(120, (i) => {
        const m = new (I ?? D)(
          `${data.sentence()} {n, plural, one {# ${data.word()}} other {# ${data.word()}s}} by {who} on {d, date, medium} {g, select, a {${data.word()}} other {${data.word()}}}`.replace(
            /'/g,
            '',
          ),
          'en',
        );
        m.format({ n: i, who: 'x', d: 1e12, g: 'a' });
        return m;
      }),
  },
  {
    package: '@messageformat/core',
    also: ['@messageformat/parser'],
    name: 'compiled and parsed',
    build: ({ default: M }, data, { parse }) => {
      const m = new M('en');
      return {
        m,
        compiled: data.list(100, () => m.compile(`${data.sentence()} {n, plural, one{# x} other{# ${data.word()}}}`)),
        parsed: data.list(100, () => parse(`${data.sentence()} {n, plural, one{# x} other{# ${data.word()}}} {who}`)),
      };
    },
  },
  {
    package: '@fluent/bundle',
    name: 'bundle',
    build: ({ FluentBundle, FluentResource }, data) => {
      const b = new FluentBundle('en');
      b.addResource(
        new FluentResource(
          data
            .list(
              250,
              (i) =>
                `m${i} = ${data.sentence()} { $count -> \n    [one] ${data.word()}\n   *[other] { $count } ${data.word()}\n }\n    .title = ${data.word()} { $who }\n-t${i} = ${data.word()}\n`,
            )
            .join('\n'),
        ),
      );
      return b;
    },
  },
  {
    package: 'fastq',
    name: 'queue',
    build: ({ default: fastq }, data) => {
      const q = fastq((task, cb) => setTimeout(cb, 1e9).unref(), 4);
      for (const p of data.people(300)) q.push(p, () => {});
      return q.getQueue();
    },
  },
  {
    package: 'better-queue',
    name: 'queue',
    build: async ({ default: Q }, data) => {
      const q = new Q((t, cb) => setTimeout(cb, 1e8).unref(), {
        concurrent: 1,
        afterProcessDelay: 1e8,
        batchDelay: 1e8,
      });
      for (const p of data.people(100)) q.push(p);
      await new Promise((r) => setTimeout(r, 200));
      return { store: q._store, tickets: q._tickets, opts: q._opts };
    },
  },
  {
    package: 'alasql',
    name: 'database',
    build: ({ default: alasql }, data) => {
      const db = new alasql.Database(`d${data.seed}`);
      db.exec('CREATE TABLE people (id INT, name STRING, age INT, score FLOAT)');
      db.exec('CREATE INDEX i ON people(id)');
      for (const p of data.people(300)) db.exec('INSERT INTO people VALUES (?,?,?,?)', [p.id, p.name, p.age, p.score]);
      const r = db.exec('SELECT age, COUNT(*) AS n, AVG(score) AS a FROM people GROUP BY age');
      return {
        tables: db.tables.people,
        r,
        parsed: data.list(20, (i) =>
          alasql.parse(`SELECT a, b${i} FROM t WHERE a > ${i} AND b = '${data.word()}' ORDER BY b`),
        ),
      };
    },
  },
  {
    package: 'pg-mem',
    name: 'rows',
    build: ({ newDb }, data) => {
      const db = newDb({ noAstCoverageCheck: true });
      db.public.none(
        'create table people (id int primary key, name text, age int, score float); create index on people (age);',
      );
      for (const p of data.people(150))
        db.public.none(`insert into people values (${p.id}, '${p.name}', ${p.age}, ${p.score})`);
      return { rows: db.public.many('select * from people where age > 30'), backup: db.public.getTable('people') };
    },
  },
  {
    package: '@orama/orama',
    name: 'index',
    build: async ({ create, insert }, data) => {
      const db = await create({
        schema: { name: 'string', email: 'string', age: 'number', active: 'boolean', tags: 'string[]' },
      });
      for (const p of data.people(200))
        await insert(db, { name: p.name, email: p.email, age: p.age, active: p.active, tags: p.tags });
      return db;
    },
  },
  {
    package: 'mingo',
    name: 'query results',
    build: ({ Aggregator, Query }, data) => {
      const people = data.people(400);
      const q = new Query({ age: { $gt: 30 }, tags: { $exists: true }, 'address.zip': { $regex: /^4/ } });
      const agg = new Aggregator([
        { $match: { active: true } },
        { $group: { _id: '$city', n: { $sum: 1 }, avg: { $avg: '$score' }, all: { $push: '$name' } } },
        { $sort: { n: -1 } },
      ]);
      return { q, found: q.find(people, { name: 1, age: 1, 'address.street': 1 }).all(), agg: agg.run(people) };
    },
  },
];
