// Editors, stores of triples, indexes, tables and sheets of packages that were looked at one by one.
export default [
  {
    package: 'memfs',
    name: 'volume',
    build: ({ Volume }, data) => {
      const files = {};
      for (let i = 0; i < 300; i++)
        files[`/${data.word()}/${data.word()}/${i}.txt`] = data.sentence().repeat(1 + data.int(5));
      return Volume.fromJSON(files);
    },
  },
  {
    package: 'n3',
    name: 'RDF store',
    build: (n, data) => {
      const { Store, DataFactory } = n.default ?? n;
      const { namedNode, literal } = DataFactory;
      const store = new Store();
      for (const p of data.people(250)) {
        const s = namedNode(`http://a.example/${p.id}`);
        store.addQuad(s, namedNode('http://x.example/name'), literal(p.name));
        store.addQuad(s, namedNode('http://x.example/city'), namedNode(`http://c.example/${p.city}`));
        store.addQuad(s, namedNode('http://x.example/score'), literal(p.score));
      }
      return store;
    },
  },
  {
    package: 'n3',
    name: 'quads',
    build: (n, data) => {
      const { Parser } = n.default ?? n;
      return new Parser().parse(
        data.file(
          `@prefix a: <http://a.example/>.\n${data.list(400, (i) => `a:${data.word()}${i} a:${data.word()} "${data.sentence()}"; a:n ${i}, a:${data.word()}.`).join('\n')}`,
        ),
      );
    },
  },
  {
    package: 'slate',
    name: 'editor',
    build: ({ createEditor, Transforms, Editor }, data) => {
      const e = createEditor();
      e.children = data.list(80, () => ({
        type: 'paragraph',
        children: [{ text: data.sentence() }, { text: data.word(), bold: true }],
      }));
      Transforms.insertText(e, data.sentence(), { at: { path: [3, 0], offset: 2 } });
      for (let i = 0; i < 20; i++) Transforms.setNodes(e, { type: 'h' }, { at: [i] });
      return e;
    },
  },
  {
    package: 'lexical',
    name: 'editor state',
    build: (L, data) => {
      const { createEditor, $getRoot, $createParagraphNode, $createTextNode } = L;
      const e = createEditor({
        namespace: 'x',
        onError(x) {
          throw x;
        },
      });
      e.update(
        () => {
          for (let i = 0; i < 200; i++) {
            const p = $createParagraphNode();
            p.append($createTextNode(data.sentence()), $createTextNode(data.word()).setFormat('bold'));
            $getRoot().append(p);
          }
        },
        { discrete: true },
      );
      return e.getEditorState();
    },
  },
  {
    package: 'snabbdom',
    also: ['./node_modules/snabbdom/build/h.js'],
    name: 'vnodes',
    build: (_, data, { h }) =>
      h(
        'div#a',
        data.list(300, (i) =>
          h('section.x', { key: i, attrs: { id: `s${i}` }, on: { click: () => i } }, [
            h('h2', data.sentence()),
            h(
              'ul',
              data.words(4).map((w) => h('li', { class: { on: true } }, w)),
            ),
          ]),
        ),
      ),
  },
  {
    package: 'svelte',
    also: ['svelte/compiler'],
    name: 'AST',
    build: (_, data, { parse }) =>
      parse(
        `<script>let a = 1; export let b = [];\n${data.javascript(8).replace(/export /g, '')}</script>\n${data.list(40, (i) => `{#if a > ${i}}<p class="x {b}" on:click={() => a++}>${data.sentence()} {a + ${i}}</p>{:else}{#each b as x, k (x)}<li>{x} ${data.word()}</li>{/each}{/if}`).join('\n')}\n<style>${data.css(20)}</style>`,
        { modern: true },
      ),
  },
  {
    package: 'solid-js',
    also: ['solid-js/store'],
    name: 'store',
    build: (_, data, { createStore, createMutable }) => {
      const [s, set] = createStore({ people: data.people(200), n: 0 });
      set('people', 3, 'age', 99);
      set('people', (p) => p.id % 2 === 0, 'active', true);
      return s;
    },
  },
  {
    package: 'apache-arrow',
    name: 'table',
    build: ({ tableFromArrays, vectorFromArray, tableFromJSON }, data) => {
      const p = data.people(2000);
      return tableFromArrays({
        id: Int32Array.from(p, (x) => x.id),
        score: Float64Array.from(p, (x) => x.score),
        name: p.map((x) => x.name),
        city: p.map((x) => x.city),
      });
    },
  },
  {
    package: 'arquero',
    name: 'table',
    build: (aq, data) => {
      const t = aq.table({
        id: data.list(2000, (i) => i),
        age: data.list(2000, () => data.int(90)),
        city: data.list(2000, () => data.word().slice(0, 3)),
        score: data.list(2000, () => data.real()),
      });
      return t
        .filter((d) => d.age > 30)
        .groupby('city')
        .rollup({ n: (d) => aq.op.count(), avg: (d) => aq.op.mean(d.score) })
        .orderby('n')
        .reify();
    },
  },
  {
    package: 'natural',
    name: 'TF-IDF and classifier',
    build: ({ default: N }, data) => {
      const t = new N.TfIdf();
      for (let i = 0; i < 60; i++) t.addDocument(data.paragraph());
      const b = new N.BayesClassifier();
      for (let i = 0; i < 60; i++) b.addDocument(data.sentence(), i % 2 ? 'a' : 'b');
      b.train();
      const tr = new N.Trie();
      tr.addStrings(data.words(400));
      return { t, b, tr };
    },
  },
  {
    package: 'cbor-x',
    name: 'decoded',
    build: ({ encode, decode, Encoder }, data) => {
      const e = new Encoder({ structuredClone: true, useRecords: true });
      return [
        decode(encode(data.people(200))),
        e.decode(
          e.encode({
            m: new Map(data.people(100).map((p) => [p.id, p])),
            s: new Set(data.words(200)),
            d: data.list(100, () => data.date()),
            b: new Uint8Array(5000),
            f: Float64Array.from(data.list(500, data.real)),
            n: 12345678901234567890n,
          }),
        ),
      ];
    },
  },
  {
    package: 'vis-data',
    also: ['vis-data/peer', 'vis-data/standalone'],
    name: 'data set and view',
    build: (a, data, p, s) => {
      const { DataSet, DataView } = s.DataSet ? s : p.DataSet ? p : a;
      const d = new DataSet(data.people(300));
      d.update(data.people(20));
      const v = new DataView(d, { filter: (x) => x.age > 30 });
      d.on('*', () => {});
      return { d, v };
    },
  },
  {
    package: 'rollup',
    also: ['rollup/parseAst'],
    name: 'AST',
    build: (_, data, { parseAst }) => parseAst(data.javascript(40)),
  },
  {
    package: 'jsonld',
    name: 'expanded',
    build: async ({ default: j }, data) => {
      const doc = {
        '@context': {
          name: 'http://x.example/name',
          knows: { '@id': 'http://x.example/knows', '@type': '@id' },
          score: 'http://x.example/score',
        },
        '@graph': data.people(150).map((p) => ({
          '@id': `http://a.example/${p.id}`,
          name: p.name,
          knows: [`http://a.example/${p.id + 1}`],
          score: p.score,
        })),
      };
      return [await j.expand(doc), await j.flatten(doc)];
    },
  },
  {
    package: 'synaptic',
    name: 'network',
    build: ({ default: S }, data) => {
      const n = new S.Architect.Perceptron(4, 12, 3);
      const t = new S.Trainer(n);
      t.train(
        data.list(20, () => ({ input: data.list(4, data.real), output: data.list(3, data.real) })),
        { iterations: 20, rate: 0.1 },
      );
      return n;
    },
  },
  {
    package: '@bufbuild/protobuf',
    also: ['@bufbuild/protobuf/wkt'],
    name: 'messages',
    build: (
      { create, toBinary, fromBinary },
      data,
      { FileDescriptorProtoSchema, FieldDescriptorProtoSchema, DescriptorProtoSchema },
    ) => {
      const f = create(FileDescriptorProtoSchema, {
        name: 'a.proto',
        package: data.word(),
        messageType: data.list(120, (i) =>
          create(DescriptorProtoSchema, {
            name: data.name(),
            field: data.list(5, (k) => ({ name: data.word(), number: k + 1, type: 9, label: 1 })),
          }),
        ),
      });
      return [f, fromBinary(FileDescriptorProtoSchema, toBinary(FileDescriptorProtoSchema, f))];
    },
  },
  {
    package: 'hyperformula',
    name: 'sheet',
    build: ({ HyperFormula }, data) => {
      const h = HyperFormula.buildFromArray(
        data.list(150, (r) => [
          r,
          data.real() * 100,
          data.word(),
          `=A${r + 1}*2+SUM(B1:B${r + 1})`,
          `=IF(A${r + 1}>10,"${data.word()}",C${r + 1})`,
        ]),
        { licenseKey: 'gpl-v3' },
      );
      return h;
    },
  },
  {
    package: 'node-schedule',
    name: 'rules',
    build: ({ default: s }, data) =>
      data.list(100, (i) => {
        const r = new s.RecurrenceRule();
        r.dayOfWeek = [0, new s.Range(2, 4 + (i % 3))];
        r.hour = i % 24;
        r.minute = data.int(60);
        const j = new s.Job(`j${i}`, () => {});
        return { r, name: j.name, next: r.nextInvocationDate(new Date(1.7e12)) };
      }),
  },
];
