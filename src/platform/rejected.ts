/** A rejected promise, made without `Promise.reject`, which a program may have replaced. */
export async function rejected(reason: unknown): Promise<never> {
  throw reason;
}
