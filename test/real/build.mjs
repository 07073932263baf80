// Builds structures in the running process, the same in every run.
import { Data } from './data.mjs';
import { load } from './packages.mjs';

// Ids and random layouts are the same in every run.
let state = 1;
Math.random = () => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return state / 0x80000000;
};
// Some packages print hints when they are used for the first time.
console.log = console.warn = console.info = () => undefined;

/** The values of structures, made of data of a seed; `use` is given each when it is made. */
export async function build(structures, seed, use = () => undefined) {
  const values = [];
  for (const structure of structures) {
    const modules = [];
    // The main entry of a package may need what only its parts do without.
    for (const name of [structure.package, ...(structure.also ?? [])])
      modules.push(
        await load(name).catch((error) =>
          name === structure.package && structure.also !== undefined ? {} : Promise.reject(error),
        ),
      );
    const value = await structure.build(modules[0], new Data(seed), ...modules.slice(1));
    use(value);
    values.push(value);
  }
  return values;
}
