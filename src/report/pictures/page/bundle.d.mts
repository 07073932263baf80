export function pageCode(): Promise<string>;
