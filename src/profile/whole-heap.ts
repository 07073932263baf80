/** Whose turn it is to measure the whole heap. */
import { oneAtATime } from '../platform/one-at-a-time.ts';

/** Runs measurements of the whole heap one after the other: those that overlap would count each other. */
export const inTurn = oneAtATime();
