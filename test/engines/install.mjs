// Installs what the engine matrix, the judge of real structures and the consumers need from npm into .engines, so that it is
// there when they begin: the gate waits for the network while the tests use the processor.
import { bunBinary, denoBinary, nodeBinaries, workerdBinary } from '../../benchmarks/engines/binaries.mjs';
import { installPackages } from '../real/packages.mjs';

nodeBinaries();
for (const install of [denoBinary, workerdBinary, bunBinary, installPackages]) install();
