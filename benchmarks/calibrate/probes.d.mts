/** Builders of one sample of each kind by the name of its size; they give undefined where the engine lacks the kind. */
export const probes: Readonly<Record<string, () => unknown>>;
