// Syntax trees and parsed data: parsers of programs, markup and data formats.
export default [
  {
    package: 'xml2js',
    name: 'catalog',
    build: async ({ default: xml2js }, data) => xml2js.parseStringPromise(data.xml(200)),
  },
  {
    package: 'xml2js',
    name: 'catalog without arrays',
    build: async ({ default: xml2js }, data) =>
      xml2js.parseStringPromise(data.xml(150), { explicitArray: false, mergeAttrs: true }),
  },
  { package: 'js-yaml', name: 'services', build: ({ default: yaml }, data) => yaml.load(data.yaml(150)) },
  {
    package: 'fast-xml-parser',
    name: 'catalog',
    build: ({ XMLParser }, data) => new XMLParser({ ignoreAttributes: false }).parse(data.xml(250)),
  },
  {
    package: 'fast-xml-parser',
    name: 'in order of the document',
    build: ({ XMLParser }, data) => new XMLParser({ preserveOrder: true }).parse(data.xml(150)),
  },
  {
    package: 'papaparse',
    name: 'with a header',
    build: ({ default: Papa }, data) => Papa.parse(data.csv(600), { header: true, dynamicTyping: true }),
  },
  { package: 'papaparse', name: 'rows', build: ({ default: Papa }, data) => Papa.parse(data.csv(600)) },
  {
    package: 'typescript',
    name: 'SourceFile',
    build: ({ default: ts }, data) => ts.createSourceFile('a.ts', data.javascript(40), ts.ScriptTarget.Latest, true),
  },
  {
    package: 'typescript',
    name: 'parsed configuration',
    build: ({ default: ts }, data) =>
      ts.parseJsonText(
        'tsconfig.json',
        JSON.stringify(
          {
            files: data.words(300),
            compilerOptions: { paths: Object.fromEntries(data.list(80, () => [data.word(), data.words(2)])) },
          },
          null,
          2,
        ),
      ),
  },
  {
    package: '@babel/parser',
    name: 'File',
    build: ({ parse }, data) => parse(data.javascript(40), { sourceType: 'module' }),
  },
  {
    package: '@babel/parser',
    name: 'File with tokens and ranges',
    build: ({ parse }, data) => parse(data.javascript(20), { sourceType: 'module', tokens: true, ranges: true }),
  },
  {
    package: 'esprima',
    name: 'module with locations',
    build: ({ default: esprima }, data) => esprima.parseModule(data.javascript(40), { loc: true, range: true }),
  },
  {
    package: 'meriyah',
    name: 'module',
    build: ({ parseModule }, data) => parseModule(data.javascript(50), { next: true }),
  },
  { package: 'postcss', name: 'Root', build: ({ default: postcss }, data) => postcss.parse(data.css(200)) },
  {
    package: 'css-tree',
    name: 'StyleSheet with positions',
    build: ({ parse }, data) => parse(data.css(150), { positions: true }),
  },
  {
    package: 'css-tree',
    name: 'StyleSheet in plain arrays',
    build: ({ parse, toPlainObject }, data) => toPlainObject(parse(data.css(200))),
  },
  { package: 'htmlparser2', name: 'document', build: ({ parseDocument }, data) => parseDocument(data.html(120)) },
  {
    package: 'cheerio',
    name: 'selection of a page',
    build: ({ load }, data) => load(data.html(100))('li'),
  },
  { package: 'linkedom', name: 'document', build: ({ parseHTML }, data) => parseHTML(data.html(60)).document },
  {
    package: '@xmldom/xmldom',
    name: 'document',
    build: ({ DOMParser }, data) => new DOMParser().parseFromString(data.xml(80), 'text/xml'),
  },
  {
    package: 'markdown-it',
    name: 'tokens',
    build: ({ default: MarkdownIt }, data) => new MarkdownIt().parse(data.markdown(60), {}),
  },
  {
    package: 'mdast-util-from-markdown',
    name: 'tree',
    build: ({ fromMarkdown }, data) => fromMarkdown(data.markdown(60)),
  },
  { package: 'commonmark', name: 'nodes', build: ({ Parser }, data) => new Parser().parse(data.markdown(80)) },
  {
    package: 'handlebars',
    name: 'program',
    build: ({ default: Handlebars }, data) =>
      Handlebars.parse(
        data
          .list(
            80,
            () => `{{#each ${data.word()}}}<b>{{${data.word()}.${data.word()}}}</b>{{else}}${data.word()}{{/each}}`,
          )
          .join('\n'),
      ),
  },
  {
    package: 'mustache',
    name: 'tokens',
    build: ({ default: Mustache }, data) =>
      Mustache.parse(
        data
          .list(150, () =>
            `{{#${data.word()}}}<b>{{${data.word()}}}</b>{{/${data.word()}}}`.replace(
              /(\{\{#)(\w+)(.*\/)\w+/,
              '$1$2$3$2',
            ),
          )
          .join('\n'),
      ),
  },
  {
    package: 'pug-parser',
    also: ['pug-lexer'],
    name: 'block',
    build: ({ default: parse }, data, { default: lex }) =>
      parse(
        lex(
          data
            .list(
              80,
              (i) =>
                `div.${data.word()}(id="${data.word()}${i}")\n  p #{${data.word()}} ${data.words(3).join(' ')}\n  if ${data.word()}\n    span= ${data.word()}`,
            )
            .join('\n'),
        ),
      ),
  },
  {
    package: 'nunjucks',
    name: 'nodes of a template',
    build: ({ default: nunjucks }, data) =>
      nunjucks.parser.parse(
        data
          .list(
            80,
            () =>
              `{% for ${data.word()} in ${data.word()} %}<b>{{ ${data.word()}.${data.word()} | upper }}</b>{% endfor %}`,
          )
          .join('\n'),
      ),
  },
  {
    package: 'liquidjs',
    name: 'templates',
    build: ({ Liquid }, data) =>
      new Liquid().parse(
        data
          .list(
            60,
            () =>
              `{% for ${data.word()} in ${data.word()} %}<b>{{ ${data.word()}.${data.word()} | upcase | append: "${data.word()}" }}</b>{% endfor %}`,
          )
          .join('\n'),
      ),
  },
  {
    package: 'csv-parse',
    name: 'columns',
    also: ['csv-parse/sync'],
    build: (_, data, { parse }) => parse(data.csv(500), { columns: true, cast: true }),
  },
  { package: 'd3-dsv', name: 'rows with columns', build: ({ csvParse }, data) => csvParse(data.csv(500)) },
  {
    package: 'ini',
    name: 'sections',
    build: ({ parse }, data) =>
      parse(
        data
          .list(
            100,
            (i) =>
              `[${data.word()}.${data.word()}${i}]\n${data
                .words(4)
                .map((word) => `${word}=${data.word()}`)
                .join('\n')}`,
          )
          .join('\n'),
      ),
  },
  {
    package: 'smol-toml',
    name: 'tables',
    build: ({ parse }, data) =>
      parse(
        data
          .list(
            120,
            (i) =>
              `[[package]]\nname = "${data.word()}-${i}"\nversion = "${data.int(9)}.${data.int(20)}.0"\nweight = ${data.real().toFixed(4)}\ndependencies = [${data
                .words(data.int(5))
                .map((word) => `"${word}"`)
                .join(', ')}]\n`,
          )
          .join('\n'),
      ),
  },
  {
    package: 'json5',
    name: 'people',
    build: ({ default: JSON5 }, data) => JSON5.parse(JSON.stringify(data.people(150))),
  },
  {
    package: 'jsonc-parser',
    name: 'tree',
    build: ({ parseTree }, data) => parseTree(JSON.stringify(data.people(40), null, 2)),
  },
  {
    package: 'peggy',
    name: 'grammar',
    build: ({ default: peggy }, data) =>
      peggy.parser.parse(
        data
          .list(
            60,
            (i) =>
              `${data.word()}${i} = ${data
                .words(2 + data.int(3))
                .map((word) => `${data.word()}:"${word}"`)
                .join(' / ')}`,
          )
          .join('\n'),
      ),
  },
  {
    package: 'chevrotain',
    name: 'tokens',
    build: ({ Lexer, createToken }, data) =>
      new Lexer([
        createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED }),
        createToken({ name: 'Word', pattern: /[a-zA-Zé]\w*/ }),
        createToken({ name: 'Other', pattern: /[^\sa-zA-Z]/ }),
      ]).tokenize(data.paragraph().repeat(8)).tokens,
  },
  {
    package: 'moo',
    name: 'tokens',
    build: ({ default: moo }, data) => [
      ...moo
        .compile({ space: { match: /\s+/, lineBreaks: true }, word: /\w+/, other: /[^\w\s]/ })
        .reset(data.list(20, data.paragraph).join('\n')),
    ],
  },
  {
    package: 'ohm-js',
    name: 'grammar and match',
    build: ({ grammar }, data) => grammar('G { Start = word+  word = letter+ }').match(data.words(300).join(' ')),
  },
  {
    package: 'nearley',
    name: 'parse table',
    build: ({ default: nearley }, data) => {
      const { Rule, Grammar, Parser } = nearley;
      const parser = new Parser(
        new Grammar(
          [
            new Rule('list', []),
            new Rule('list', ['list', { test: (c) => c !== '(' }]),
            new Rule('list', ['list', 'group']),
            new Rule('group', [{ literal: '(' }, { literal: ')' }]),
          ],
          'list',
        ),
        { keepHistory: true },
      );
      parser.feed(data.words(60).join('()'));
      return parser;
    },
  },
  {
    package: 'node-sql-parser',
    name: 'statements',
    build: ({ default: sql }, data) =>
      new sql.Parser().astify(
        data
          .list(
            40,
            () =>
              `SELECT ${data.word()}x, COUNT(*) AS n FROM t${data.word()} a JOIN t${data.word()} b ON a.id = b.id WHERE a.x > ${data.int(100)} AND b.y = '${data.word()}' GROUP BY a.z`,
          )
          .join(';'),
      ),
  },
  {
    package: 'terser',
    name: 'result with a map',
    build: ({ minify }, data) =>
      minify(
        { 'a.js': data.javascript(30), 'b.js': data.javascript(30) },
        { sourceMap: { asObject: true }, module: true, nameCache: {} },
      ),
  },
  {
    package: 'source-map',
    name: 'generator',
    build: ({ default: sourceMap }, data) => {
      const generator = new sourceMap.SourceMapGenerator({ file: 'out.js' });
      for (let i = 0; i < 1500; i++)
        generator.addMapping({
          generated: { line: 1 + i, column: data.int(80) },
          original: { line: 1 + data.int(900), column: data.int(80) },
          source: `${data.pick(['a', 'b', 'c'])}.js`,
          name: data.word(),
        });
      return generator;
    },
  },
  {
    package: 'eslint-scope',
    also: ['esprima'],
    name: 'scope manager',
    build: ({ analyze }, data, { default: esprima }) =>
      analyze(esprima.parseModule(data.javascript(20), { range: true }), { ecmaVersion: 2020, sourceType: 'module' }),
  },
  {
    package: 'diff',
    name: 'changes of words',
    build: ({ diffWords }, data) =>
      diffWords(data.list(10, data.paragraph).join('\n'), data.list(10, data.paragraph).join('\n')),
  },
  {
    package: 'prismjs',
    name: 'tokens',
    build: ({ default: Prism }, data) => Prism.tokenize(data.javascript(40), Prism.languages.javascript),
  },
  {
    package: 'highlight.js',
    name: 'result',
    build: ({ default: hljs }, data) => hljs.highlight(data.javascript(40), { language: 'javascript' }),
  },
  {
    package: '@vue/compiler-dom',
    name: 'template',
    build: ({ baseParse }, data) => baseParse(data.html(60).replace(/^.*<body>|<\/body>.*$|<img[^>]*>/gs, '')),
  },
  {
    package: 'graphql',
    name: 'document',
    build: ({ parse }, data) =>
      parse(
        data
          .list(
            60,
            (i) =>
              `query Q${i}($a: Int!) { ${data.word()}x(first: $a, name: "${data.word()}") { id ${data.words(3).join('x ')}x ... on T${data.name()} { ${data.word()}y } } }`,
          )
          .join('\n'),
      ),
  },
  {
    package: 'graphql',
    name: 'schema',
    build: ({ buildSchema }, data) =>
      buildSchema(
        `type Query { first: T0 }\n${data
          .list(
            60,
            (i) =>
              `"""${data.sentence()}""" type T${i} { id: ID! ${data
                .words(5)
                .map(
                  (word, at) =>
                    `${word}${at}(limit: Int = ${data.int(50)}): ${data.pick(['String', 'Int!', `[T${data.int(60)}!]`])}`,
                )
                .join(' ')} }`,
          )
          .join('\n')}`,
      ),
  },
];
