// Data for the structures: made up from a seed, so that it is the same on every engine, and other data for another
// seed.
const SYLLABLES = 'ba co di fu ge ha ki lo mu ne pa ri so tu ve wa xi yo za chi der lin mor tan'.split(' ');
const CITIES = ['Lisbon', 'Oslo', 'Vienna', 'Kyoto', 'Quito', 'Nairobi', 'Perth', 'Montréal'];
/** In files: one character above U+007F makes V8 read a whole file as two-byte, and all that is cut out of it. */
const ASCII_CITIES = CITIES.slice(0, -1);
const ROLES = ['admin', 'editor', 'viewer', 'guest'];

/** Numbers below 1 from a seed: mulberry32. */
function randomFrom(seed) {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A source of data: flat strings, as if they were read from a file or a socket. */
export class Data {
  #random;
  constructor(seed) {
    this.seed = seed;
    this.#random = randomFrom(seed);
  }
  real = () => this.#random();
  int = (below) => Math.floor(this.#random() * below);
  pick = (list) => list[this.int(list.length)];
  list = (count, make) => Array.from({ length: count }, (_, i) => make(i));
  word = () => this.list(1 + this.int(3) + 1, () => this.pick(SYLLABLES)).join('');
  words = (count) => this.list(count, this.word);
  name = () => {
    const word = this.word();
    return this.file(word[0].toUpperCase() + word.slice(1));
  };
  sentence = () => this.file(`${this.name()} ${this.words(4 + this.int(9)).join(' ')}.`);
  paragraph = () => this.list(2 + this.int(4), this.sentence).join(' ');
  date = () => new Date(1.6e12 + this.int(1e9) * 100);

  /** A plain object as an API would send it. */
  person = (id) => ({
    id: id + 1,
    name: `${this.name()} ${this.name()}`,
    email: `${this.word()}@${this.word()}.example`,
    age: 18 + this.int(60),
    score: this.int(10_000) / 100,
    active: this.int(3) > 0,
    role: this.pick(ROLES),
    city: this.pick(CITIES),
    joined: this.date().toISOString(),
    tags: this.words(this.int(5)),
    address: {
      street: `${this.name()} ${1 + this.int(200)}`,
      zip: `${10_000 + this.int(80_000)}`,
      geo: [this.real() * 90, this.real() * 180],
    },
  });
  people = (count) => this.parsed(this.list(count, this.person));
  /** Through JSON, as from a server. */
  parsed = (value) => JSON.parse(JSON.stringify(value));
  /** Flat, as from a file. */
  file = (text) => Buffer.from(text).toString('utf8');

  csv = (rows) =>
    this.file(
      [
        'id,name,email,amount,city',
        ...this.list(
          rows,
          (i) =>
            `${i},${this.name()},${this.word()}@${this.word()}.example,${this.int(1e6) / 100},${this.pick(ASCII_CITIES)}`,
        ),
      ].join('\n'),
    );
  xml = (items) =>
    this.file(
      `<?xml version="1.0"?><catalog lang="en">${this.list(
        items,
        (i) =>
          `<item id="${i}" kind="${this.pick(ROLES)}"><title>${this.sentence()}</title><price currency="EUR">${this.int(1e4) / 100}</price>${this.words(
            1 + this.int(4),
          )
            .map((word) => `<tag>${word}</tag>`)
            .join('')}<seller><name>${this.name()}</name><city>${this.pick(ASCII_CITIES)}</city></seller></item>`,
      ).join('\n')}</catalog>`,
    );
  html = (sections) =>
    this.file(
      `<!doctype html><html lang="en"><head><title>${this.name()}</title></head><body>${this.list(
        sections,
        (i) =>
          `<section id="s${i}" class="${this.word()} box"><h2>${this.sentence()}</h2><p>${this.sentence()} <b>${this.word()}</b> <a href="/${this.word()}?q=${i}">${this.word()}</a></p><ul>${this.words(
            2 + this.int(5),
          )
            .map((word) => `<li data-k="${word}">${word}</li>`)
            .join('')}</ul><img src="/i/${i}.png" alt="${this.word()}"></section>`,
      ).join('\n')}</body></html>`,
    );
  markdown = (sections) =>
    this.file(
      this.list(
        sections,
        (i) =>
          `## ${this.sentence()}\n\n${this.sentence()} *${this.word()}* and **${this.word()}**, see [${this.word()}](https://${this.word()}.example/${i}).\n\n${this.words(
            2 + this.int(4),
          )
            .map((word) => `- ${word} \`${this.word()}\``)
            .join('\n')}\n\n\`\`\`js\nconst ${this.word()} = ${this.int(100)};\n\`\`\`\n\n> ${this.sentence()}\n`,
      ).join('\n'),
    );
  css = (rules) =>
    this.file(
      this.list(
        rules,
        (i) =>
          `.${this.word()}-${i} > .${this.word()}:hover { color: #${(0x100000 + this.int(0xefffff)).toString(16)}; margin: ${this.int(20)}px ${this.int(9)}em; background: url("/${this.word()}.png") no-repeat; }${i % 6 === 0 ? `\n@media (min-width: ${300 + this.int(900)}px) { #${this.word()} { display: ${this.pick(['flex', 'grid', 'none'])}; } }` : ''}`,
      ).join('\n'),
    );
  javascript = (functions) =>
    this.file(
      this.list(functions, (i) => {
        const [a, b, c] = [this.word(), this.word(), this.word()];
        return `/** ${this.sentence()} */\nexport function ${a}${i}(${b}, ${c} = ${this.int(100)}) {\n  if (${b} > ${c} && ${b}.length !== 0) {\n    return ${b} * ${this.int(50)} + ${c};\n  }\n  const list = [${this.list(3 + this.int(4), () => this.int(1000)).join(', ')}].map((x) => x + ${this.real().toFixed(3)});\n  for (const item of list) {\n    console.log('${this.word()}', item, \`${this.word()} \${item}\`);\n  }\n  return { ${b}, ${c}, list, 'k-${i}': /^${this.word()}+$/i.test(${b}) };\n}\n`;
      }).join('\n'),
    );
  yaml = (services) =>
    this.file(
      `version: 3\nservices:\n${this.list(
        services,
        (i) =>
          `  ${this.word()}${i}:\n    image: ${this.word()}:${this.int(20)}.${this.int(9)}\n    replicas: ${1 + this.int(9)}\n    ratio: ${this.real().toFixed(3)}\n    enabled: ${this.int(2) === 0}\n    ports: [${1000 + this.int(9000)}, ${1000 + this.int(9000)}]\n    environment:\n${this.words(
            2 + this.int(4),
          )
            .map((word, at) => `      ${word.toUpperCase()}_${at}: ${this.word()}`)
            .join('\n')}\n    description: >\n      ${this.sentence()}\n`,
      ).join('')}`,
    );
  /** Nodes of a tree: children in plain arrays. */
  tree = (depth, width) => ({
    name: this.name(),
    value: this.int(1000),
    children: depth === 0 ? [] : this.list(1 + this.int(width), () => this.tree(depth - 1, width)),
  });
  /** Links between numbered nodes. */
  links = (nodes, count) => this.list(count, () => [this.int(nodes), this.int(nodes)]);
  features = (count) => ({
    type: 'FeatureCollection',
    features: this.list(count, (i) => ({
      type: 'Feature',
      properties: { id: i, name: this.name() },
      geometry: { type: 'Point', coordinates: [this.real() * 360 - 180, this.real() * 170 - 85] },
    })),
  });
}
