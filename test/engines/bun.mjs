// Run by Bun: prints what breaks a promise as JSON.
import * as assert from '../../dist/assert.js';
import * as node from '../../dist/node.js';
import { broken } from './other-engines.mjs';

const faults = await broken(`Bun ${process.versions.bun} is not V8`, { assert, node });
console.log(JSON.stringify({ version: process.versions.bun, faults }));
