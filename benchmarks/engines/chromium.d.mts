/** The browser's binary, or undefined where none is installed. */
export function chromiumBinary(): string | undefined;
