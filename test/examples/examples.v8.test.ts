// All examples of the documentation, in one process: the first profile of a process measures for seconds what recording
// costs.
import './guide-examples.ts';
import './tsdoc-examples.ts';
