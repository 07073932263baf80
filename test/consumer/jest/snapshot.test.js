// GROWN=1 is a later state of the program, in which a session has more in it.
const session = {
  user: 'ann',
  tags: process.env.GROWN === '1' ? Array.from({ length: 100 }, (_, i) => ({ i })) : ['a'],
};

test('a session', () => {
  expect(session).toMatchSizeSnapshot();
  expect(session).toMatchSizeSnapshot('within a tolerance', { within: '50 KiB' });
});
