// In the edge runtime, which has no Node and does not name its engine.
import { deepSizeOf, summarize } from 'heapscale';

export const runtime = 'edge';

export function GET() {
  const value = { user: 'ann', list: [1, 2, 3] };
  const { bytes, layout } = deepSizeOf(value);
  return Response.json({ bytes, layout, summary: summarize(value) });
}
