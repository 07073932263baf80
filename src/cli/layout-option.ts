/** The options that name an engine: --layout and --forecast. */
import { layouts } from '../layout/engines.ts';
import type { Layout } from '../layout/layout.ts';
import { CommandError } from './command.ts';

/**
 * The layout of that name.
 *
 * @throws {CommandError} if there is none.
 */
export function layoutOption(option: string, name: string): Layout {
  if (!Object.hasOwn(layouts, name))
    throw new CommandError(`--${option} must be one of ${Object.keys(layouts).join(', ')}; got '${name}'`);
  return layouts[name as keyof typeof layouts];
}
