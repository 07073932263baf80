export function pageCode(): Promise<string>;
export function writePageCode(): Promise<void>;
