// Documents: office files, editors, templates of interfaces, calendars, mail.
import { Buffer } from 'node:buffer';

export default [
  {
    package: 'exceljs',
    name: 'workbook',
    build: ({ default: ExcelJS }, data) => {
      const workbook = new ExcelJS.Workbook();
      workbook.created = workbook.modified = data.date();
      const sheet = workbook.addWorksheet('people');
      sheet.columns = ['id', 'name', 'email', 'age', 'city'].map((key) => ({ header: key, key, width: 12 }));
      for (const person of data.people(120)) sheet.addRow(person);
      return workbook;
    },
  },
  {
    package: 'xlsx',
    name: 'workbook',
    build: ({ default: xlsx }, data) => {
      const workbook = xlsx.utils.book_new();
      xlsx.utils.book_append_sheet(
        workbook,
        xlsx.utils.json_to_sheet(data.people(200).map(({ tags, address, ...flat }) => flat)),
        'people',
      );
      return workbook;
    },
  },
  {
    package: 'xlsx',
    name: 'rows read from a file',
    build: ({ default: xlsx }, data) =>
      xlsx.utils.sheet_to_json(xlsx.read(data.csv(300), { type: 'string' }).Sheets.Sheet1),
  },
  {
    package: 'pdf-lib',
    name: 'document',
    build: async ({ PDFDocument }, data) => {
      const document = await PDFDocument.create({ updateMetadata: false });
      for (let page = 0; page < 20; page++) {
        const at = document.addPage([500, 700]);
        for (let i = 0; i < 20; i++)
          at.drawRectangle({ x: data.int(400), y: data.int(600), width: data.int(90), height: 20 });
      }
      return document;
    },
  },
  {
    package: 'jszip',
    name: 'archive',
    build: ({ default: JSZip }, data) => {
      const zip = new JSZip();
      for (let i = 0; i < 150; i++)
        zip.file(`${data.word()}/${data.word()}${i}.txt`, data.paragraph(), { date: data.date() });
      return zip;
    },
  },
  {
    package: 'docx',
    name: 'document',
    build: ({ Document, Paragraph, TextRun, HeadingLevel }, data) =>
      new Document({
        sections: [
          {
            children: data.list(
              100,
              () =>
                new Paragraph({
                  heading: data.int(4) === 0 ? HeadingLevel.HEADING_1 : undefined,
                  children: [new TextRun(data.sentence()), new TextRun({ text: data.sentence(), bold: true })],
                }),
            ),
          },
        ],
      }),
  },
  {
    package: 'jsdom',
    name: 'elements',
    build: ({ JSDOM }, data) => data.html(30) && new JSDOM(data.html(20)).window.document.body,
  },
  {
    package: 'prosemirror-model',
    also: ['prosemirror-schema-basic'],
    name: 'document',
    build: (_, data, { schema }) =>
      schema.node(
        'doc',
        null,
        data.list(120, () =>
          data.int(5) === 0
            ? schema.node('heading', { level: 2 }, [schema.text(data.sentence())])
            : schema.node('paragraph', null, [
                schema.text(data.sentence()),
                schema.text(data.word(), [schema.mark('strong')]),
              ]),
        ),
      ),
  },
  {
    package: 'quill-delta',
    name: 'delta',
    build: ({ default: Delta }, data) => {
      const delta = new Delta();
      for (let i = 0; i < 300; i++)
        delta
          .insert(data.sentence(), { bold: data.int(2) === 0, color: data.pick(['red', 'green']) })
          .insert('\n', { list: 'bullet' });
      return delta;
    },
  },
  {
    package: '@codemirror/state',
    name: 'state',
    build: ({ EditorState }, data) => EditorState.create({ doc: data.javascript(120) }),
  },
  {
    package: 'yjs',
    name: 'shared document',
    build: ({ Doc, Map: YMap }, data) => {
      const doc = new Doc();
      doc.clientID = 1 + data.seed;
      const list = doc.getArray('people');
      for (const person of data.people(60)) {
        const item = new YMap();
        item.set('name', person.name);
        item.set('age', person.age);
        list.push([item]);
      }
      doc.getText('notes').insert(0, data.paragraph());
      return doc;
    },
  },
  {
    package: 'react',
    name: 'elements',
    build: ({ default: { createElement } }, data) =>
      createElement(
        'ul',
        { className: 'list' },
        data
          .people(200)
          .map((person) =>
            createElement(
              'li',
              { key: person.id, title: person.name },
              createElement('b', null, person.name),
              ' ',
              person.city,
              createElement('input', { type: 'checkbox', defaultChecked: person.active }),
            ),
          ),
      ),
  },
  {
    package: 'preact',
    name: 'virtual nodes',
    build: ({ h }, data) =>
      h(
        'ul',
        { class: 'list' },
        data.people(200).map((person) => h('li', { key: person.id }, h('b', null, person.name), ' ', person.city)),
      ),
  },
  {
    package: 'ical.js',
    name: 'calendar',
    build: ({ default: ICAL }, data) =>
      new ICAL.Component(
        ICAL.parse(
          `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${data.list(120, (i) => `BEGIN:VEVENT\r\nUID:${i}@${data.word()}.example\r\nDTSTART:2026${10 + data.int(3)}${10 + data.int(18)}T1${data.int(10)}0000Z\r\nSUMMARY:${data.sentence()}\r\nATTENDEE;CN=${data.name()}:mailto:${data.word()}@x.example\r\nEND:VEVENT`).join('\r\n')}\r\nEND:VCALENDAR`,
        ),
      ),
  },
  {
    package: 'rrule',
    name: 'rules and dates',
    build: ({ default: { RRule } }, data) =>
      data.list(60, () => {
        const rule = new RRule({
          freq: data.pick([RRule.WEEKLY, RRule.DAILY]),
          interval: 1 + data.int(4),
          count: 10,
          dtstart: data.date(),
          byweekday: data.pick([[RRule.MO, RRule.FR], [RRule.TU]]),
        });
        return { rule, dates: rule.all() };
      }),
  },
  {
    package: 'nodemailer',
    name: 'composed messages',
    build: ({ default: nodemailer }, data) => {
      const transport = nodemailer.createTransport({ jsonTransport: true });
      return Promise.all(
        data.people(60).map((person) =>
          transport.sendMail({
            from: 'a@b.example',
            to: person.email,
            subject: data.sentence(),
            text: data.paragraph(),
            messageId: `<${person.id}@b.example>`,
          }),
        ),
      );
    },
  },
  {
    package: 'svgo',
    name: 'configurations',
    build: ({ optimize }, data) =>
      data.list(40, () =>
        optimize(
          `<svg xmlns="http://www.w3.org/2000/svg"><rect width="${data.int(99)}" height="9"/><text>${data.sentence()}</text></svg>`,
        ),
      ),
  },
  {
    package: 'form-data',
    name: 'forms',
    build: ({ default: FormData }, data) =>
      data.people(60).map((person) => {
        const form = new FormData();
        form.setBoundary?.(`----${person.id}`);
        form.append('name', person.name);
        form.append('city', person.city);
        form.append('file', Buffer.alloc(5000, person.id), { filename: `${data.word()}.bin` });
        return form;
      }),
  },
  {
    package: 'i18next',
    name: 'instance with resources',
    build: async ({ default: i18next }, data) => {
      const instance = i18next.createInstance();
      const words = () =>
        Object.fromEntries(data.list(150, (i) => [`${data.word()}${i}`, data.file(`${data.sentence()} {{name}}`)]));
      await instance.init({
        lng: 'en',
        showSupportNotice: false,
        resources: { en: { translation: words(), other: words() }, de: { translation: words() } },
      });
      return instance;
    },
  },
  {
    package: 'compromise',
    name: 'tagged sentences',
    build: ({ default: nlp }, data) => nlp(data.list(12, data.paragraph).join(' ')).json(),
  },
];
