// A server that leaks, for the guide in src/snapshot/README.md: each request leaves something behind.
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';

class Session {
  constructor(user) {
    this.user = user;
    this.token = `token of ${user} `.repeat(4);
    this.history = [];
  }
}

const sessions = new Map();
const settings = new EventEmitter();
settings.setMaxListeners(Infinity);

function sessionOf(id) {
  let session = sessions.get(id);
  if (session === undefined) {
    session = new Session(`user ${id}`);
    // The leak: nothing ever deletes a session, whose id is new with each request.
    sessions.set(id, session);
  }
  return session;
}

let requests = 0;

const server = createServer((request, response) => {
  const session = sessionOf(++requests);
  session.history.push({ url: request.url, at: new Date(), agent: request.headers['user-agent'] });
  // A second one: a listener for each request, which keeps its response.
  settings.on('change', () => response.end());
  response.end(`hello ${session.user}\n`);
});

server.listen(Number(process.env.PORT ?? 0), () => console.log(`listening on ${server.address().port}`));
