import type { Page } from 'playwright-core';

/** The browser's binary, or undefined where none is installed. */
export function chromiumBinary(): string | undefined;

/** Opens a page of this repository in headless Chromium and hands it to `work`. `flags` are V8's. */
export function withChromium<T>(
  work: (opened: { readonly page: Page; readonly version: string }) => Promise<T>,
  flags?: string,
): Promise<T>;
