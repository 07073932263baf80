// Which half a package belongs to, once and for all: a hash of its name decides, so nobody can choose what a rule is
// judged by.

/** Named as examples where the judge was first asked for: rules may look at them whatever their hash is. */
const ALWAYS_SEEN = ['xml2js', 'js-yaml', 'fast-xml-parser', 'papaparse', 'typescript', 'webpack', 'mongoose'];

/** FNV-1a. */
function hashOf(name) {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** `seen`: size rules and priors may be made from it. `judged`: only its figures as a whole are looked at. */
export const halfOf = (name) => (ALWAYS_SEEN.includes(name) || hashOf(name) % 2 === 0 ? 'seen' : 'judged');
