// Keeps what its tests have made, but for what its last hook lets go.
class Session {
  constructor(id) {
    this.id = id;
    this.user = { name: `user ${id}` };
  }
}
const sessions = [];
const queue = [];
afterAll(() => {
  queue.length = 0;
});

test('opens sessions', () => {
  for (let i = 0; i < 20_000; i++) sessions.push(new Session(i));
  for (let i = 0; i < 100_000; i++) queue.push({ i });
  expect(sessions.length).toBe(20_000);
});
