/** What a check of a call says when it fails. */

/** The message of a promise that is rejected. */
export const failureOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'passed',
    (error: Error) => error.message,
  );

/** The rows of the lines that allocate, in such a message. */
export const linesIn = (text: string): readonly string[] =>
  (text.split('by line, about:\n')[1] ?? '').split('\n\n')[0].split('\n').slice(1);
