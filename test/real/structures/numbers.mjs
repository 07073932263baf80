// Matrices, exact numbers, dates, graphs, trees of space, scenes and simulations.
export default [
  {
    package: 'mathjs',
    name: 'expression trees',
    build: ({ parse }, data) =>
      data.list(60, () =>
        parse(`${data.word()}(x) = sin(x * ${data.int(99)}) + ${data.word()} ^ 2 / (${data.real().toFixed(2)} - y)`),
      ),
  },
  {
    package: 'mathjs',
    name: 'matrices and big numbers',
    build: ({ matrix, bignumber, fraction, complex }, data) => [
      matrix(data.list(40, () => data.list(40, data.real))),
      data.list(100, () => bignumber(data.real())),
      data.list(100, () => fraction(data.int(99), 7)),
      data.list(100, () => complex(data.int(9), data.real())),
    ],
  },
  {
    package: 'ml-matrix',
    name: 'decomposition',
    build: ({ Matrix, SingularValueDecomposition }, data) => {
      const matrix = new Matrix(data.list(40, () => data.list(30, data.real)));
      return [matrix, new SingularValueDecomposition(matrix)];
    },
  },
  {
    package: 'gl-matrix',
    name: 'matrices',
    build: ({ mat4, vec3, quat }, data) =>
      data.list(150, () => ({
        world: mat4.fromTranslation(mat4.create(), [data.real(), 1, 2]),
        at: vec3.fromValues(data.real(), 0, 1),
        turn: quat.create(),
      })),
  },
  {
    package: 'ndarray',
    name: 'views',
    build: ({ default: ndarray }, data) =>
      data.list(40, () => ndarray(data.list(100, data.real), [10, 10]).transpose(1, 0)),
  },
  {
    package: 'decimal.js',
    name: 'numbers',
    build: ({ default: Decimal }, data) =>
      data.list(400, (i) => new Decimal(data.real()).times(10 ** (i % 40)).plus(data.int(1e6))),
  },
  {
    package: 'bignumber.js',
    name: 'numbers',
    build: ({ default: BigNumber }, data) =>
      data.list(400, (i) =>
        new BigNumber(data.int(1e9))
          .times(10 ** (i % 40))
          .plus(data.int(1e6))
          .div(7),
      ),
  },
  {
    package: 'moment',
    name: 'moments',
    build: ({ default: moment }, data) => data.list(200, () => moment(data.date()).add(data.int(40), 'days')),
  },
  {
    package: '@js-joda/core',
    name: 'dates',
    build: ({ LocalDateTime, Duration, ZonedDateTime, ZoneOffset }, data) =>
      data.list(150, () => {
        const at = LocalDateTime.of(2026, 1 + data.int(12), 1 + data.int(28), data.int(24), data.int(60));
        return { at, zoned: ZonedDateTime.of(at, ZoneOffset.UTC), length: Duration.ofSeconds(data.int(1e6)) };
      }),
  },
  {
    package: 'graphology',
    name: 'graph',
    build: ({ default: Graph }, data) => {
      const graph = new Graph({ multi: true, edgeKeyGenerator: undefined });
      for (let i = 0; i < 150; i++) graph.addNode(`n${i}`, { label: data.name(), size: data.int(20) });
      data
        .links(150, 400)
        .forEach(([from, to], i) => graph.addEdgeWithKey(`e${i}`, `n${from}`, `n${to}`, { weight: data.real() }));
      return graph;
    },
  },
  {
    package: 'cytoscape',
    name: 'elements',
    build: ({ default: cytoscape }, data) =>
      cytoscape({
        headless: true,
        elements: [
          ...data.list(60, (i) => ({ data: { id: `n${i}`, label: data.name() } })),
          ...data
            .links(60, 100)
            .map(([from, to], i) => ({ data: { id: `e${i}`, source: `n${from}`, target: `n${to}` } })),
        ],
      }).json(),
  },
  {
    package: '@dagrejs/dagre',
    name: 'graph with a layout',
    build: ({ default: dagre }, data) => {
      const graph = new dagre.graphlib.Graph().setGraph({}).setDefaultEdgeLabel(() => ({}));
      for (let i = 0; i < 60; i++) graph.setNode(`n${i}`, { label: data.name(), width: 50 + data.int(50), height: 20 });
      for (const [from, to] of data.links(60, 90))
        if (from !== to) graph.setEdge(`n${Math.min(from, to)}`, `n${Math.max(from, to)}`);
      dagre.layout(graph);
      return graph;
    },
  },
  {
    package: 'ngraph.graph',
    name: 'graph',
    build: ({ default: createGraph }, data) => {
      const graph = createGraph();
      const nodes = data.list(200, (i) => graph.addNode(i, { label: data.name() }));
      const links = data.links(200, 500).map(([from, to]) => graph.addLink(from, to, { weight: data.real() }));
      return [nodes, links];
    },
  },
  {
    package: 'd3-hierarchy',
    name: 'tree with a layout',
    build: ({ hierarchy, treemap }, data) =>
      treemap().size([800, 600])(
        hierarchy({ name: 'root', children: data.list(6, () => data.tree(3, 4)) }).sum((node) => node.value),
      ),
  },
  {
    package: 'd3-quadtree',
    name: 'tree of points',
    build: ({ quadtree }, data) => quadtree(data.list(600, () => [data.real() * 100, data.real() * 100])),
  },
  {
    package: 'd3-force',
    name: 'nodes and links of a simulation',
    build: ({ forceSimulation, forceLink, forceManyBody }, data) => {
      const nodes = data.list(200, (i) => ({ id: i, name: data.word() }));
      const links = data.links(200, 300).map(([source, target]) => ({ source, target }));
      const simulation = forceSimulation(nodes).force('link', forceLink(links)).force('charge', forceManyBody()).stop();
      simulation.tick(20);
      return [nodes, links];
    },
  },
  {
    package: 'rbush',
    name: 'tree of boxes',
    build: ({ default: RBush }, data) => {
      const tree = new RBush();
      tree.load(
        data.list(400, (id) => {
          const [x, y] = [data.real() * 100, data.real() * 100];
          return { minX: x, minY: y, maxX: x + 1, maxY: y + 1, id };
        }),
      );
      for (let i = 0; i < 100; i++) tree.insert({ minX: i, minY: i, maxX: i + 1, maxY: i + 1, id: -i });
      return tree;
    },
  },
  {
    package: 'three',
    name: 'scene',
    build: ({ Scene, Mesh, BoxGeometry, MeshBasicMaterial, Group, PerspectiveCamera }, data) => {
      const scene = new Scene();
      for (let i = 0; i < 10; i++) {
        const group = new Group();
        for (let j = 0; j < 6; j++) {
          const mesh = new Mesh(
            new BoxGeometry(1, 1, data.real()),
            new MeshBasicMaterial({ color: data.int(0xffffff) }),
          );
          mesh.position.set(data.real(), data.int(9), data.real());
          group.add(mesh);
        }
        scene.add(group);
      }
      scene.add(new PerspectiveCamera(70, 1.5));
      scene.updateMatrixWorld();
      return scene;
    },
  },
  {
    package: 'matter-js',
    name: 'world after some steps',
    build: ({ default: { Engine, Bodies, Composite } }, data) => {
      const engine = Engine.create();
      Composite.add(engine.world, [
        ...data.list(40, (i) => Bodies.rectangle(data.int(400), 20 * i, 20 + data.int(20), 20)),
        Bodies.rectangle(200, 900, 800, 40, { isStatic: true }),
      ]);
      for (let i = 0; i < 30; i++) Engine.update(engine, 16);
      return engine.world;
    },
  },
  {
    package: 'geojson-vt',
    name: 'tile index',
    build: ({ default: geojsonvt }, data) => new geojsonvt(data.features(500), { indexMaxZoom: 3 }),
  },
  {
    package: 'supercluster',
    name: 'clusters',
    build: ({ default: Supercluster }, data) => {
      const index = new Supercluster({ radius: 60 });
      index.load(data.features(300).features);
      return index;
    },
  },
  {
    package: 'topojson-client',
    name: 'features of a topology',
    build: ({ feature }, data) =>
      feature(
        {
          type: 'Topology',
          arcs: data.list(80, () => data.list(12, () => [data.int(100), data.int(100)])),
          objects: {
            all: {
              type: 'GeometryCollection',
              geometries: data.list(80, (i) => ({
                type: 'Polygon',
                id: i,
                properties: { name: data.name() },
                arcs: [[i]],
              })),
            },
          },
        },
        'all',
      ),
  },
  {
    package: 'vega-dataflow',
    name: 'data flow',
    build: ({ Dataflow, changeset, transforms }, data) => {
      const flow = new Dataflow();
      const operators = data.list(60, () => flow.add(data.int(100)));
      for (let i = 1; i < 60; i++) operators[i] = flow.add((parameters) => parameters.a + 1, { a: operators[i - 1] });
      return [operators, changeset().insert(data.people(30)), Object.keys(transforms)];
    },
  },
];
