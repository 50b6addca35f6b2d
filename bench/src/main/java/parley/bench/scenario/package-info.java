/// What people do in a run. Each scenario connects a [Crowd], has it do one thing, and reports
/// figures.
@NullMarked
package parley.bench.scenario;

import org.jspecify.annotations.NullMarked;
