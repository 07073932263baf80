// Graphs, geometry, containers, loggers and routers of packages that were looked at one by one.
export default [
  {
    package: 'twig',
    name: 'templates',
    build: ({ default: Twig }, data) =>
      data.list(25, (i) =>
        Twig.twig({
          data: `<h1>{{ ${data.word()}|upper }}</h1>{% for x in list %}<li class="{{ loop.index }}">{{ x.name|default('${data.word()}') }} {% if x.age > ${i} and x.b %}{{ x.age * 2 + 1 }}{% else %}${data.sentence()}{% endif %}</li>{% endfor %}`,
        }),
      ),
  },
  {
    package: 'eta',
    name: 'parsed templates',
    build: ({ Eta }, data) => {
      const eta = new Eta();
      for (let i = 0; i < 60; i++)
        eta.loadTemplate(
          `@t${i}`,
          `<h1><%= it.${data.word()} %></h1><% it.list.forEach(x => { %><li><%= x.name %> ${data.sentence()}</li><% }) %>`,
        );
      return {
        eta,
        parsed: data.list(80, (i) => eta.parse(`<b><%= it.a${i} %></b> ${data.sentence()} <%~ it.${data.word()} %>`)),
      };
    },
  },
  {
    package: '@js-temporal/polyfill',
    name: 'calendar',
    build: ({ Temporal }, data) =>
      data.list(400, (i) => ({
        day: Temporal.PlainDate.from('2024-01-01').add({ days: data.int(900) }),
        at: Temporal.Instant.fromEpochMilliseconds(1.6e12 + data.int(1e9)),
        for: Temporal.Duration.from({ hours: data.int(20), minutes: i }),
        zone: i % 4 ? undefined : Temporal.ZonedDateTime.from('2024-05-01T10:00[Europe/Paris]'),
      })),
  },
  {
    package: 'chrono-node',
    name: 'parse results',
    build: (chrono, data) =>
      data.list(150, (i) =>
        chrono.parse(
          `${data.sentence()} on ${1 + data.int(28)} March 20${10 + data.int(15)} at ${data.int(12)}:30, and next Friday`,
          new Date(1.7e12),
        ),
      ),
  },
  {
    package: '@dagrejs/graphlib',
    name: 'graph',
    build: ({ default: g0, Graph = g0?.Graph }, data) => {
      const g = new Graph({ multigraph: true, compound: true });
      for (let i = 0; i < 400; i++) {
        g.setNode(`n${i}`, { label: data.word(), width: data.int(90) });
        if (i % 10) g.setParent(`n${i}`, `n${i - (i % 10)}`);
      }
      for (const [a, b] of data.links(400, 900)) g.setEdge(`n${a}`, `n${b}`, { weight: data.real() }, data.word());
      return g;
    },
  },
  {
    package: 'jsts',
    also: ['jsts/dist/jsts.min.js'],
    name: 'geometries',
    build: (_, data, script) => {
      const jsts = [script, script.default, globalThis.jsts].find((x) => x?.geom?.GeometryFactory);
      const gf = new jsts.geom.GeometryFactory();
      const c = (x, y) => new jsts.geom.Coordinate(x, y);
      const list = data.list(250, () => {
        const x = data.real() * 100,
          y = data.real() * 100;
        const ring = [c(x, y), c(x + 1, y), c(x + 1.5, y + 1), c(x, y + 2), c(x, y)];
        return gf.createPolygon(gf.createLinearRing(ring), []);
      });
      for (const p of list) p.getEnvelopeInternal();
      const tree = new jsts.index.strtree.STRtree();
      for (const p of list) tree.insert(p.getEnvelopeInternal(), p);
      tree.build();
      return tree;
    },
  },
  {
    package: 'd3-delaunay',
    name: 'Delaunay and Voronoi',
    build: ({ Delaunay }, data) => {
      const d = Delaunay.from(data.list(3000, () => [data.real() * 100, data.real() * 100]));
      const v = d.voronoi([0, 0, 100, 100]);
      return { d, v, cells: [...v.cellPolygons()] };
    },
  },
  {
    package: '@flatten-js/core',
    name: 'polygons and planar set',
    build: (f0, data) => {
      const F = f0.default ?? f0;
      const { Polygon, PlanarSet, Segment, Point } = F;
      const set = new PlanarSet();
      for (let i = 0; i < 300; i++) {
        const x = data.real() * 90,
          y = data.real() * 90;
        set.add(new Segment(new Point(x, y), new Point(x + 1, y + 2)));
      }
      const polys = data.list(60, () => {
        const x = data.int(90),
          y = data.int(90);
        return new Polygon(
          [
            [x, y],
            [x + 3, y],
            [x + 2.5, y + 4],
            [x, y + 3.5],
          ].map(([a, b]) => new Point(a, b)),
        );
      });
      return { set, polys };
    },
  },
  {
    package: 'polygon-clipping',
    name: 'union of polygons',
    build: ({ default: pc }, data) =>
      pc.union(
        ...data.list(400, () => {
          const x = data.real() * 400,
            y = data.real() * 400;
          return [
            [
              [x, y],
              [x + 9, y],
              [x + 9, y + 7.5],
              [x, y + 7],
              [x, y],
            ],
          ];
        }),
      ),
  },
  {
    package: 'awilix',
    name: 'container',
    build: ({ createContainer, asClass, asValue, asFunction }, data) => {
      const c = createContainer({ injectionMode: 'PROXY' });
      for (let i = 0; i < 120; i++) {
        class Service {
          constructor({ config0 }) {
            this.config = config0;
            this.name = `service${i}`;
            this.data = data.person(i);
          }
        }
        c.register({
          [`service${i}`]: asClass(Service).singleton(),
          [`config${i}`]: asValue(data.person(i)),
          [`make${i}`]: asFunction(({ config1 }) => ({ c: config1, id: i })).singleton(),
        });
      }
      for (let i = 0; i < 120; i++) {
        c.resolve(`service${i}`);
        c.resolve(`make${i}`);
      }
      return c;
    },
  },
  {
    package: 'typedi',
    name: 'container',
    build: (t, data) => {
      Reflect.getMetadata ??= () => [];
      const { Container } = t.default ?? t;
      const c = Container.of(`x${data.seed}`);
      for (let i = 0; i < 150; i++) {
        class Service {
          constructor() {
            this.person = data.person(i);
            this.rate = data.real();
          }
        }
        c.set({ id: `s${i}`, type: Service, multiple: false });
        c.get(`s${i}`);
      }
      return c;
    },
  },
  {
    package: 'pino',
    name: 'loggers',
    build: ({ default: pino }, data) => {
      const log = pino({ level: 'silent' }, { write() {} });
      return data.list(150, (i) => log.child({ request: data.word(), id: i, user: data.person(i).email }));
    },
  },
  {
    package: '@koa/router',
    name: 'router',
    build: ({ default: Router }, data) => {
      const r = new Router({ prefix: '/api' });
      for (let i = 0; i < 100; i++) {
        r.get(`n${i}`, `/${data.word()}/:id/${data.word()}`, async (ctx, next) => next());
        r.post(`/${data.word()}${i}`, (ctx) => {
          ctx.body = i;
        });
      }
      return r;
    },
  },
  {
    package: 'koa',
    name: 'contexts',
    build: ({ default: Koa }, data) => {
      const app = new Koa();
      app.use(async (c, n) => n());
      return data.list(150, (i) => {
        const req = {
          method: 'GET',
          url: `/${data.word()}?q=${i}`,
          headers: { host: 'a.example', cookie: `s=${data.word()}`, accept: 'text/html' },
          socket: {},
        };
        const ctx = app.createContext(req, { getHeader() {}, setHeader() {}, headersSent: false, statusCode: 200 });
        ctx.state.user = data.person(i);
        ctx.request.query;
        ctx.path;
        return { state: ctx.state, query: ctx.request.query, req, cookies: ctx.originalUrl };
      });
    },
  },
  {
    package: 'h3',
    name: 'app',
    build: ({ H3 }, data) => {
      const app = new H3();
      for (let i = 0; i < 150; i++) app.get(`/${data.word()}/:id/${data.word()}${i}`, () => data);
      app.use('/x/**', () => 1);
      return app;
    },
  },
  {
    package: 'csv-parser',
    name: 'rows',
    build: ({ default: csv }, data) =>
      new Promise((ok, no) => {
        const rows = [];
        const p = csv();
        p.on('data', (r) => rows.push(r))
          .on('end', () => ok(rows))
          .on('error', no);
        const text = data.csv(1500);
        for (let i = 0; i < text.length; i += 16384) p.write(text.slice(i, i + 16384));
        p.end();
      }),
  },
];
