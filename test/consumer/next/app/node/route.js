// On the server, in Node: the estimate and V8's own count agree, in a bundle too.
import { deepSizeOf } from 'heapscale';
import { exactSizeOf } from 'heapscale/node';

export const dynamic = 'force-dynamic';

export async function GET() {
  const value = { user: 'ann', list: [1, 2, 3] };
  const { bytes, layout } = deepSizeOf(value);
  return Response.json({ bytes, layout, exact: (await exactSizeOf(value)).bytes });
}
